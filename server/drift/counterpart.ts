/**
 * portguard/accountCounterpart: which group of the templates is a group of the account, where it is written, and in how
 * many rules the two differ. Once groups were paired, only the folders of that group are read, until something changes.
 */
import type { CancellationToken } from 'vscode-languageserver/node';
import { driftOfPair } from '../../core/drift/drift.ts';
import { type GroupPair, pairedGroups } from '../../core/drift/group-pairs.ts';
import type { Counterpart, CounterpartParams, CounterpartPlace } from '../../core/drift/told.ts';
import type { PlacedGroup } from '../../core/exposure/pairs.ts';
import { nameOf } from '../../core/exposure/row.ts';
import type { Components } from '../components.ts';
import { pathOf, shownIn } from '../paths.ts';
import type { LastDrift } from './last-drift.ts';
import { groupPlace } from './places.ts';
import { workspaceTemplates } from './templates.ts';
import { turns } from './turns.ts';

interface Found {
  readonly pair: GroupPair;
  /** One for each difference. */
  readonly rows: { readonly size: number };
}

/** @param log takes what could not be read */
export function accountCounterpart(components: Components, last: LastDrift, log: (message: string) => void) {
  const { folders, account } = components;
  return async ({ groupId }: CounterpartParams, token: CancellationToken): Promise<Counterpart | null> => {
    if (!account()) return null;
    await folders.settled();
    const found = last.isCurrent
      ? last.now(components, groupId)
      : await compared(groupId, components, last, log, token);
    return found ? told(found, components) : null;
  };
}

/** Pairs all groups, as drift does, and compares this one. */
async function compared(
  group: string,
  components: Components,
  last: LastDrift,
  log: (message: string) => void,
  token: CancellationToken,
): Promise<Found | undefined> {
  const asOf = last.moment();
  const read = await workspaceTemplates(components, turns(components.folders, token));
  const live = components.account();
  if (!read || !live) return undefined;
  for (const { folder, detail } of read.failed) log(`counterpart: ${folder}: ${detail}`);
  const pairing = pairedGroups(read.units, live.units);
  last.keep(pairing, read.units, asOf);
  const pair = pairing.pairs.find((one) => one.account.id === group);
  return pair && { pair, rows: new Set(driftOfPair(pair, pairing).rows) };
}

function told({ pair: { by, template }, rows }: Found, components: Components): Counterpart {
  const places = new Map<string, CounterpartPlace>();
  for (const one of template) {
    const place = placeIn(one, components);
    places.set(JSON.stringify([place.uri, place.range, place.name]), place);
  }
  return { by, groups: [...places.values()], differences: rows.size };
}

function placeIn(placed: PlacedGroup, { openAt, workspaceFolders }: Components): CounterpartPlace {
  const { uri, range } = groupPlace([placed], { openAt });
  const path = shownIn(workspaceFolders(), pathOf(uri) ?? uri);
  return { name: nameOf(placed.group.key), uri, path, range };
}
