/** What a lint task runs: the command line that comes with the extension, in the Node that the editor has. */

export interface LintTask {
  /** Files and folders, relative to the workspace folder; all of it where none is named. */
  readonly paths?: readonly string[];
  /** Further options of `portguard lint`. */
  readonly args?: readonly string[];
}

export interface CommandLine {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** @param cli absolute path of dist/cli.js */
export function lintCommandLine({ paths = [], args = [] }: LintTask, cli: string, language: 'en' | 'zh'): CommandLine {
  return {
    // One line a finding: the list of problems reads it, and a terminal makes its places links.
    args: [cli, 'lint', '--format', 'unix', '--language', language === 'zh' ? 'zh-CN' : 'en', ...args, ...paths],
    // The editor's own program is Node with this variable.
    env: { ELECTRON_RUN_AS_NODE: '1' },
  };
}
