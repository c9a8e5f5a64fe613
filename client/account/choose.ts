/** Asks where the account is to come from. Nothing goes online here. */
import { commands, l10n, type SecretStorage, window, workspace } from 'vscode';
import type { Language } from '../../core/text/message.ts';
import { askKeys, keepKeys, storedKeys } from './keys.ts';
import { type AccountSource, cloud } from './source.ts';

type Asked = Promise<AccountSource | undefined>;

/** Whether more than the sample may be opened; who may not is told what to do. */
export function isTrusted(): Promise<boolean> {
  return trusted(l10n.t('In a workspace that is not trusted PortGuard opens only the sample account.'));
}

/** Whether an account may be changed at all; who may not is told what to do. */
export function mayChange(): Promise<boolean> {
  return trusted(l10n.t('In a workspace that is not trusted PortGuard changes no account.'));
}

async function trusted(message: string): Promise<boolean> {
  if (workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  if ((await window.showWarningMessage(message, manage)) === manage) {
    await commands.executeCommand('workbench.trust.manage');
  }
  return false;
}

export async function chooseFile(): Asked {
  const filters = { [l10n.t('Snapshots of accounts')]: ['json'] };
  const [uri] = (await window.showOpenDialog({ filters, openLabel: l10n.t('Open Snapshot') })) ?? [];
  return uri && { kind: 'file', uri };
}

export async function chooseState(): Asked {
  const filters = { [l10n.t('Terraform states')]: ['tfstate', 'json'] };
  const [uri] = (await window.showOpenDialog({ filters, openLabel: l10n.t('Open State') })) ?? [];
  return uri && { kind: 'file', uri };
}

export async function chooseChain(): Asked {
  const regions = await chooseRegions(undefined);
  return regions && { kind: 'chain', regions: regions.of };
}

export async function chooseProfile(language: Language): Asked {
  const read = (await cloud()).readProfiles();
  if (read && 'en' in read) throw new Error(read[language]);
  if (!read || read.profiles.length === 0) {
    throw new Error(l10n.t('There are no profiles in ~/.aliyun/config.json. "aliyun configure" makes one.'));
  }
  const items = read.profiles.map(({ name, mode, region }) => ({
    label: name,
    description: [mode, region, name === read.current ? l10n.t('current') : ''].filter(Boolean).join(', '),
    region,
  }));
  const placeHolder = l10n.t('Profile of ~/.aliyun/config.json');
  const chosen = await window.showQuickPick(items, { title: l10n.t('Open Live Account'), placeHolder });
  if (!chosen) return undefined;
  const regions = await chooseRegions(chosen.region);
  return regions && { kind: 'profile', name: chosen.label, regions: regions.of };
}

export async function chooseKeys(secrets: SecretStorage): Asked {
  const stored = await storedKeys(secrets);
  const keep = l10n.t('Access key {0}…', stored?.accessKeyId.slice(0, 8) ?? '');
  const other = l10n.t('Another access key…');
  const choice = stored ? await window.showQuickPick([keep, other], { title: l10n.t('Open Live Account') }) : other;
  if (choice === undefined) return undefined;
  const keys = choice === keep ? stored : await askKeys();
  if (!keys) return undefined;
  const regions = await chooseRegions(undefined);
  if (!regions) return undefined;
  if (keys !== stored) await keepKeys(secrets, keys);
  return { kind: 'keys', keys, regions: regions.of };
}

/** @returns `of` undefined: all regions of the account */
async function chooseRegions(
  own: string | undefined,
): Promise<{ readonly of: readonly string[] | undefined } | undefined> {
  const all = { label: l10n.t('All regions') };
  const other = { label: l10n.t('Other regions…') };
  const items = [all, ...(own ? [{ label: own, description: l10n.t('of the profile') }] : []), other];
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Open Live Account'),
    placeHolder: l10n.t('Regions'),
  });
  if (!chosen) return undefined;
  if (chosen === all) return { of: undefined };
  if (chosen !== other) return { of: [chosen.label] };
  const typed = await window.showInputBox({
    title: l10n.t('Open Live Account'),
    prompt: l10n.t('Ids of regions, separated by commas'),
    placeHolder: 'cn-hangzhou, cn-shanghai',
    validateInput: (text) => (regionsIn(text).every(isRegion) ? undefined : l10n.t('This is no id of a region.')),
  });
  const regions = regionsIn(typed ?? '');
  return regions.length > 0 ? { of: regions } : undefined;
}

function regionsIn(text: string): readonly string[] {
  return text.split(/[\s,，、;]+/).filter(Boolean);
}

/** They become part of a host's name. */
function isRegion(id: string): boolean {
  return /^[a-z]+(?:-[a-z0-9]+)+$/.test(id);
}
