/**
 * Where the YAML extension is installed and would underline `!Ref` in a ROS template: offers to tell it the tags. Asked
 * once in a session, and never again after "Never".
 */
import {
  ConfigurationTarget,
  Disposable,
  extensions,
  l10n,
  type Memento,
  type TextDocument,
  window,
  workspace,
} from 'vscode';
import { missingTags, usesTags } from './tags.ts';

const yamlExtension = 'redhat.vscode-yaml';
const refusedKey = 'customTags.never';

export function offerCustomTags(memory: Memento): Disposable {
  let isAsked = false;
  const consider = async (document: TextDocument): Promise<void> => {
    if (isAsked || document.languageId !== 'yaml' || memory.get(refusedKey) === true) return;
    // Settings of a folder that is not trusted are not ours to write.
    if (!workspace.isTrusted || !extensions.getExtension(yamlExtension) || !usesTags(document.getText())) return;
    const present = customTags(document);
    const missing = missingTags(present);
    if (missing.length === 0) return;
    isAsked = true;
    const target = await ask(memory);
    if (target === undefined) return;
    await workspace.getConfiguration('yaml').update('customTags', [...present, ...missing], target);
  };
  const look = (document: TextDocument): void => void consider(document);
  const timer = setTimeout(() => workspace.textDocuments.forEach(look), 0);
  return Disposable.from(new Disposable(() => clearTimeout(timer)), workspace.onDidOpenTextDocument(look));
}

function customTags(document: TextDocument): readonly string[] {
  const written: unknown = workspace.getConfiguration('yaml', document.uri).get('customTags');
  return Array.isArray(written) ? written.filter((tag) => typeof tag === 'string') : [];
}

/** Where to write; to close the question is "not now". */
async function ask(memory: Memento): Promise<ConfigurationTarget | undefined> {
  const here = l10n.t('For This Workspace');
  const everywhere = l10n.t('For All Workspaces');
  const never = l10n.t('Never');
  const chosen = await window.showInformationMessage(
    l10n.t(
      'The YAML extension does not know the functions of ROS, such as !Ref. Add them to its setting yaml.customTags?',
    ),
    ...(workspace.workspaceFolders ? [here] : []),
    everywhere,
    never,
  );
  if (chosen === never) await memory.update(refusedKey, true);
  if (chosen === here) return ConfigurationTarget.Workspace;
  return chosen === everywhere ? ConfigurationTarget.Global : undefined;
}
