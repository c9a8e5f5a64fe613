/** Commands that open an account, by where it comes from. Each begins with what somebody does; nothing opens by itself. */
import { type Memento, type SecretStorage, Uri, window, workspace } from 'vscode';
import { editorLanguage } from '../language-of-editor.ts';
import { chooseChain, chooseFile, chooseKeys, chooseProfile, chooseState, isTrusted } from './choose.ts';
import { rememberedSource } from './remembered.ts';
import type { AccountSource } from './source.ts';
import type { OpenAccount } from './view.ts';

type Run = (argument?: unknown) => unknown;

export interface Opening {
  readonly load: (source: AccountSource | undefined) => Promise<void>;
  readonly opened: () => OpenAccount | undefined;
  readonly secrets: SecretStorage;
  readonly memory: Memento;
}

export function openingCommands({ load, opened, secrets, memory }: Opening): Readonly<Record<string, Run>> {
  const trusted = (choose: (argument: unknown) => Promise<AccountSource | undefined>) => async (argument: unknown) => {
    if (await isTrusted()) await load(await choose(argument));
  };
  return {
    'portguard.openSampleAccount': () => load({ kind: 'sample' }),
    'portguard.openSnapshot': trusted(chooseFile),
    // The explorer names the file.
    'portguard.openTerraformState': trusted(async (file) =>
      file instanceof Uri ? { kind: 'file', uri: file } : chooseState(),
    ),
    'portguard.openAccountOfProfile': trusted(() => chooseProfile(editorLanguage())),
    'portguard.openAccountOfChain': trusted(chooseChain),
    'portguard.openAccountOfKey': trusted(() => chooseKeys(secrets)),
    'portguard.reopenAccount': trusted(() => rememberedSource(memory, secrets)),
    'portguard.saveSnapshot': async () => {
      const open = opened();
      if (open) await save(open.text);
    },
  };
}

async function save(text: string): Promise<void> {
  const [folder] = workspace.workspaceFolders ?? [];
  const place = folder ? { defaultUri: Uri.joinPath(folder.uri, 'account.json') } : {};
  const chosen = await window.showSaveDialog({ ...place, filters: { JSON: ['json'] } });
  if (chosen) await workspace.fs.writeFile(chosen, new TextEncoder().encode(text));
}
