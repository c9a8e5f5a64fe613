/** portguard/driftPairing: the edit of a configuration that says which group of the account a group of the templates is. */
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import { accountGroupIn } from '../../core/changes/configuring.ts';
import type { DriftPairingParams } from '../../core/drift/told.ts';
import type { Text } from '../../core/text/message.ts';
import { configurationFor } from '../code-actions/config-file.ts';
import { workspaceEdit } from '../code-actions/workspace-edit.ts';
import type { Components } from '../components.ts';
import { pathOf, slashed } from '../paths.ts';

export type PairingAnswer = { readonly edit: WorkspaceEdit } | { readonly problem: string };

export function driftPairing({ folders, client, openAt, language, workspaceFolders }: Components) {
  return async ({ folder: uri, name, id }: DriftPairingParams): Promise<PairingAnswer> => {
    const folder = pathOf(uri);
    const found = folder === undefined ? undefined : folders.configurations.files().for(folder).path;
    const config =
      folder === undefined
        ? undefined
        : configurationFor(folder, found && slashed(found), (path) => folders.textOf(path), workspaceFolders());
    const edits = config && accountGroupIn(config.source, name, id);
    if (!config || !edits) return { problem: unwritable[language()] };
    const made = config.exists ? [] : [config.source.path];
    return { edit: workspaceEdit(edits, { client: client(), openAt, made }) };
  };
}

const unwritable: Text = {
  en: 'It cannot be written into the configuration. Name the group in accountGroups of .portguard.yaml by hand.',
  zh: '无法写入配置文件。请在 .portguard.yaml 的 accountGroups 中手动指明该安全组。',
};
