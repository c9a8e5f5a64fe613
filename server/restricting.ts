/**
 * portguard/liveGroups and portguard/restrictToLiveGroup: the groups of the live account that a finding's place can be
 * restricted to the sources of, and the edit that does it. A person chooses in between.
 */
import { dirname, resolve } from 'node:path';
import type { Range, WorkspaceEdit } from 'vscode-languageserver/node';
import type { NetworkChoice } from '../core/changes/change.ts';
import type { Text } from '../core/text/message.ts';
import { choicesOf, restriction } from './code-actions/live-actions.ts';
import { findingsIn, type Placed } from './code-actions/placed-findings.ts';
import { workspaceEdit } from './code-actions/workspace-edit.ts';
import type { Components } from './components.ts';
import type { Linted } from './linted.ts';
import { type LiveGroup, liveGroups } from './live-groups.ts';
import { pathOf } from './paths.ts';
import { rangeOf } from './ranges.ts';

/** A finding, by where it is told. */
export interface RestrictParams {
  readonly uri: string;
  readonly range: Range;
  readonly rule: string;
}

/** What a person chooses from, the likeliest first. */
export interface OfferedGroup {
  readonly id: string;
  readonly name: string;
  readonly vpc: string | undefined;
  readonly cidrs: readonly string[];
}

export type LiveGroups = (choice: Pick<NetworkChoice, 'group' | 'ports'>) => Iterable<LiveGroup>;

/** @param path of the file that the findings are in; `undefined` where no account is open */
export function restrictionsTo(
  { account, folders }: Pick<Components, 'account' | 'folders'>,
  path: string,
  linted: Linted,
): LiveGroups | undefined {
  const open = account();
  if (!open) return undefined;
  const folder = dirname(path);
  const { accountGroups } = folders.configurations.files().for(resolve(folder)).config;
  return ({ group, ports }) => liveGroups(open, { linted, folder, accountGroups, group, ports });
}

export function offeredGroups(components: Components) {
  return async (params: RestrictParams): Promise<readonly OfferedGroup[]> => {
    const offered = new Map<string, OfferedGroup>();
    for (const { choice, groups } of await choicesAt(components, params)) {
      for (const { id, name, vpc, network } of groups(choice)) {
        if (!offered.has(id)) offered.set(id, { id, name, vpc, cidrs: network.blocks });
      }
    }
    return [...offered.values()];
  };
}

export type RestrictResult = { readonly edit: WorkspaceEdit } | { readonly problem: string };

export function restrictToLiveGroup(components: Components) {
  const { language, client, openAt } = components;
  return async ({ group: wanted, ...params }: RestrictParams & { readonly group: string }): Promise<RestrictResult> => {
    for (const { choice, groups } of await choicesAt(components, params)) {
      for (const group of groups(choice)) {
        const made = group.id === wanted ? restriction(choice, group, language()) : undefined;
        if (made) return { edit: workspaceEdit(made.edits, { client: client(), openAt }) };
      }
    }
    return { problem: notWritable[language()] };
  };
}

interface ChoiceAt {
  readonly choice: NetworkChoice;
  readonly groups: LiveGroups;
}

async function choicesAt(components: Components, { uri, range, rule }: RestrictParams): Promise<readonly ChoiceAt[]> {
  const path = pathOf(uri);
  if (path === undefined) return [];
  const isMeant = ({ finding }: Placed): boolean => {
    const { start, end } = rangeOf(finding.at);
    return finding.rule === rule && isSame(start, range.start) && isSame(end, range.end);
  };
  const found = findingsIn(await components.folders.around(uri), path).filter(isMeant);
  return found.flatMap(({ finding, linted }): readonly ChoiceAt[] => {
    const groups = restrictionsTo(components, path, linted);
    return groups ? choicesOf(finding).map((choice) => ({ choice, groups })) : [];
  });
}

function isSame(a: Range['start'], b: Range['start']): boolean {
  return a.line === b.line && a.character === b.character;
}

const notWritable: Text = {
  en: 'The sources of this group cannot be written here without guessing: the source is made by a loop, a variable or a template.',
  zh: '此处的来源由循环、变量或模板生成，无法在不猜测的情况下写入该安全组的来源。',
};
