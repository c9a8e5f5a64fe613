/** An access key that was typed in: in the editor's secret storage, and nowhere else. */
import { l10n, type SecretStorage, window } from 'vscode';

const name = 'portguard.account.keys';

export interface Keys {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
}

export async function storedKeys(secrets: SecretStorage): Promise<Keys | undefined> {
  const text = await secrets.get(name);
  return text === undefined ? undefined : (JSON.parse(text) as Keys);
}

export async function forgetKeys(secrets: SecretStorage): Promise<void> {
  await secrets.delete(name);
  void window.showInformationMessage(l10n.t('The access key was removed from the secret storage.'));
}

export async function keepKeys(secrets: SecretStorage, keys: Keys): Promise<void> {
  await secrets.store(name, JSON.stringify(keys));
}

/** Asks for an access key; `undefined` where somebody thought better of it. */
export async function askKeys(): Promise<Keys | undefined> {
  const title = l10n.t('Access key of Alibaba Cloud');
  const ask = (prompt: string, password: boolean, isOptional: boolean) =>
    window.showInputBox({
      title,
      prompt,
      password,
      ignoreFocusOut: true,
      validateInput: (text) => (text.trim() === '' && !isOptional ? l10n.t('This is needed.') : undefined),
    });
  const accessKeyId = await ask(l10n.t('AccessKey ID'), false, false);
  if (accessKeyId === undefined) return undefined;
  const accessKeySecret = await ask(
    l10n.t('AccessKey secret; it is kept in the secret storage of VS Code'),
    true,
    false,
  );
  if (accessKeySecret === undefined) return undefined;
  const token = await ask(l10n.t('Security token of a temporary key; leave it empty for others'), true, true);
  if (token === undefined) return undefined;
  return {
    accessKeyId: accessKeyId.trim(),
    accessKeySecret: accessKeySecret.trim(),
    ...(token.trim() === '' ? {} : { securityToken: token.trim() }),
  };
}
