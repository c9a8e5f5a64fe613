/** The source that was last opened in this workspace, so that it can be opened again. Keys are not among what is kept. */
import { l10n, type Memento, type SecretStorage, Uri } from 'vscode';
import { storedKeys } from './keys.ts';
import { type AccountSource, nameOf } from './source.ts';

const key = 'account.last';

type Regions = { readonly regions?: readonly string[] };

/** Plain data; of an access key only that it was one. */
type Remembered =
  | { readonly kind: 'file'; readonly uri: string }
  | ({ readonly kind: 'profile'; readonly name: string } & Regions)
  | ({ readonly kind: 'chain' } & Regions)
  | ({ readonly kind: 'keys' } & Regions);

export function remember(memory: Memento, source: AccountSource): Thenable<void> {
  return memory.update(key, plain(source) ?? memory.get(key));
}

/** The sample is always at hand. */
function plain(source: AccountSource): Remembered | undefined {
  const regions = 'regions' in source && source.regions ? { regions: source.regions } : {};
  switch (source.kind) {
    case 'sample':
      return undefined;
    case 'file':
      return { kind: 'file', uri: source.uri.toString() };
    case 'profile':
      return { kind: 'profile', name: source.name, ...regions };
    default:
      return { kind: source.kind, ...regions };
  }
}

/** How people know it; `undefined` where none was opened. */
export function rememberedName(memory: Memento): string | undefined {
  const last = memory.get<Remembered>(key);
  if (!last) return undefined;
  if (last.kind === 'keys') return withRegions(l10n.t('Stored access key'), last.regions);
  if (last.kind === 'file') return nameOf({ kind: 'file', uri: Uri.parse(last.uri) });
  return withRegions(nameOf({ ...last, regions: last.regions }), last.regions);
}

function withRegions(name: string, regions: readonly string[] | undefined): string {
  return regions ? l10n.t('{0} ({1})', name, regions.join(', ')) : name;
}

export async function rememberedSource(memory: Memento, secrets: SecretStorage): Promise<AccountSource | undefined> {
  const last = memory.get<Remembered>(key);
  if (!last) return undefined;
  if (last.kind === 'file') return { kind: 'file', uri: Uri.parse(last.uri) };
  if (last.kind !== 'keys') return { ...last, regions: last.regions };
  const keys = await storedKeys(secrets);
  if (!keys) throw new Error(l10n.t('There is no access key in the secret storage any more.'));
  return { kind: 'keys', keys, regions: last.regions };
}
