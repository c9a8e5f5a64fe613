/** Tasks of the type `portguard`: lint a folder of the workspace as the command line and CI do. */
import {
  type Disposable,
  l10n,
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  tasks,
  Uri,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { editorLanguage } from '../language-of-editor.ts';
import { type LintTask, lintCommandLine } from './command-line.ts';

const type = 'portguard';

export interface LintTasks extends Disposable {
  /** Runs the task for a folder of the workspace, which a person chooses where there are several. */
  run(): Promise<void>;
}

export function lintTasks(extensionUri: Uri): LintTasks {
  const cli = Uri.joinPath(extensionUri, 'dist', 'cli.js').fsPath;
  const taskOf = (definition: TaskDefinition & LintTask, folder: WorkspaceFolder): Task => {
    const { args, env } = lintCommandLine(definition, cli, editorLanguage());
    const execution = new ProcessExecution(process.execPath, [...args], { cwd: folder.uri.fsPath, env });
    const task = new Task(definition, folder, 'lint', type, execution, matchers(folder));
    task.detail = l10n.t('Lint the folder as the command line and CI do');
    task.group = TaskGroup.Test;
    return task;
  };
  const registered = tasks.registerTaskProvider(type, {
    provideTasks: () => localFolders().map((folder) => taskOf({ type }, folder)),
    resolveTask: ({ definition, scope }) => {
      const folder = isFolder(scope) ? scope : localFolders()[0];
      // What is resolved must have the very definition that was asked about.
      return folder && taskOf(definition as TaskDefinition & LintTask, folder);
    },
  });
  const run = async (): Promise<void> => {
    const folders = localFolders();
    const folder = folders.length > 1 ? await window.showWorkspaceFolderPick() : folders[0];
    if (folder) await tasks.executeTask(taskOf({ type }, folder));
    else if (folders.length === 0)
      void window.showInformationMessage(l10n.t('Open a folder first: there is nothing to lint.'));
  };
  return { run, dispose: () => registered.dispose() };
}

/** Where the server tells the whole workspace already, the task's problems would stand there twice. */
function matchers(folder: WorkspaceFolder): string[] {
  const scope = workspace.getConfiguration('portguard', folder).get('lint.scope');
  return scope === 'openFiles' ? ['$portguard-unix'] : [];
}

function localFolders(): readonly WorkspaceFolder[] {
  return workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
}

function isFolder(scope: Task['scope']): scope is WorkspaceFolder {
  return typeof scope === 'object';
}
