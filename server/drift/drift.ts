/** portguard/drift: how the templates of the workspace and the live account differ, as rows for a tree. */
import type { CancellationToken } from 'vscode-languageserver/node';
import { driftOfPair } from '../../core/drift/drift.ts';
import { type AccountGroup, type GroupPair, type Pairing, pairedGroups } from '../../core/drift/group-pairs.ts';
import type { ToldAccountGroup, ToldDrift, ToldPair, ToldTemplateGroup, ToldUnpaired } from '../../core/drift/told.ts';
import { unpairedReason } from '../../core/drift/unpaired.ts';
import { pairedByTexts } from '../../core/drift/wording.ts';
import type { PlacedGroup } from '../../core/exposure/pairs.ts';
import { nameOf } from '../../core/exposure/row.ts';
import type { Components } from '../components.ts';
import { uriOf } from '../paths.ts';
import type { LastDrift } from './last-drift.ts';
import { groupPlace } from './places.ts';
import { rowKeys, toldRow } from './rows.ts';
import { type FolderUnit, workspaceTemplates } from './templates.ts';
import { type Turn, turns } from './turns.ts';

/** @param log takes what could not be read */
export function drift(components: Components, last: LastDrift, log: (message: string) => void) {
  const { folders, account } = components;
  return async (_: unknown, token: CancellationToken): Promise<ToldDrift | null> => {
    const live = account();
    if (!live) return null;
    const began = performance.now();
    await folders.settled();
    const asOf = last.moment();
    const turn = turns(folders, token);
    const read = await workspaceTemplates(components, turn);
    if (!read) return null;
    for (const { folder, detail } of read.failed) log(`drift: ${folder}: ${detail}`);
    const pairing = pairedGroups(read.units, live.units);
    const pairs = await pairsTold(pairing, read.units, components, turn);
    if (!pairs) return null;
    last.keep(pairing, read.units, asOf);
    const { onlyTemplate, onlyAccount, managed } = pairing;
    return {
      pairs,
      unpaired: {
        templates: onlyTemplate.map((one) => toldUnpaired(one, pairing, read.units, components)),
        account: onlyAccount.map(toldAccount),
      },
      managed: { groups: managed.length, rules: managed.reduce((sum, { group }) => sum + group.rules.length, 0) },
      leftFiles: read.leftFiles,
      failed: read.failed.map(({ folder }) => folder),
      milliseconds: performance.now() - began,
    };
  };
}

/** `undefined` where nobody wants it any more. */
async function pairsTold(
  pairing: Pairing,
  units: readonly FolderUnit[],
  components: Components,
  turn: Turn,
): Promise<readonly ToldPair[] | undefined> {
  const { language, openAt, folders } = components;
  const telling = { language, openAt, isLookedAt: (path: string) => folders.isLookedAt(path) };
  const told: ToldPair[] = [];
  for (const pair of pairing.pairs) {
    if (!(await turn())) return undefined;
    const { rows, isBounded } = driftOfPair(pair, pairing);
    const own: ToldPair['rows'][number][] = [];
    for (const [row, key] of rowKeys(rows)) {
      if (!(await turn())) return undefined;
      own.push(toldRow(row, key, pairing, telling));
    }
    told.push({ ...toldPair(pair, units, components), rows: own, isUnbounded: !isBounded });
  }
  return told;
}

function toldPair(
  { account, template, by }: GroupPair,
  units: readonly FolderUnit[],
  components: Components,
): Omit<ToldPair, 'rows' | 'isUnbounded'> {
  const templates = template.map((one) => toldTemplate(one, units, components));
  return { account: toldAccount(account), templates, by: pairedByTexts[by][components.language()] };
}

function toldTemplate(placed: PlacedGroup, units: readonly FolderUnit[], components: Components): ToldTemplateGroup {
  const folder = units.find(({ unit }) => unit.model === placed.model)?.folder ?? '';
  return { name: nameOf(placed.group.key), folder: uriOf(folder), ...groupPlace([placed], components) };
}

function toldUnpaired(
  placed: PlacedGroup,
  pairing: Pairing,
  units: readonly FolderUnit[],
  components: Components,
): ToldUnpaired {
  return {
    ...toldTemplate(placed, units, components),
    reason: unpairedReason(placed, pairing)[components.language()],
    canPair: placed.group.key.startsWith('ref:'),
  };
}

function toldAccount({ id, group: { group } }: AccountGroup): ToldAccountGroup {
  const { name, resource } = group;
  const { start, end } = resource.blockAt;
  return { id, name: name?.kind === 'known' ? name.value : '', place: { start, end } };
}
