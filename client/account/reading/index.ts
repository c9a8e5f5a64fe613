/**
 * Reads a snapshot's text for the view of the live account: who gets in where, by the same engine that lints templates.
 * An entry point of its own (dist/account.js), which is loaded when the first account is opened.
 */
import { snapshotOfState } from '../../../core/account/state-snapshot.ts';
import { isSnapshot } from '../../../core/dialects/cloud/detect.ts';
import { readCloud, readRegion } from '../../../core/dialects/cloud/index.ts';
import { partsOf } from '../../../core/dialects/cloud/parts.ts';
import type { Snapshot, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../../core/dialects/cloud/write.ts';
import type { Problem } from '../../../core/dialects/unit.ts';
import type { Counterpart } from '../../../core/drift/told.ts';
import type { Settings } from '../../../core/rules/rule.ts';
import type { Language, Text } from '../../../core/text/message.ts';
import { SourceText } from '../../../core/text/source.ts';
import type { Translate } from '../../translate.ts';
import type { AccountNode, Admission, Grouping, Opening, SnippetForm, Subject } from '../node.ts';
import type { DetailsPlace } from '../page-links.ts';
import { admissionsOf } from './admissions.ts';
import type { Region } from './details/account-parts.ts';
import { absentPage, type Page } from './details/document.ts';
import { groupPage } from './details/group-page.ts';
import { machinePage } from './details/machine-page.ts';
import { type GroupFacts, type GroupSummary, groupSummaries } from './group-facts.ts';
import { type Insertion, insertionOf, type Target } from './insertion.ts';
import type { Machine } from './machines.ts';
import { groupNode, problemNode } from './nodes.ts';
import { openingsOf } from './openings.ts';
import { regionsOf } from './regions.ts';
import { snippet } from './snippets.ts';
import { accountTree } from './trees.ts';
import { turns } from './turns.ts';

export { settingsIn } from './settings.ts';
export { snapshotText };

/** A snapshot's text as it is; that of a Terraform state as a snapshot, taken when it was written. */
export function snapshotOfFile(text: string, written: Date): string {
  const state = snapshotOfState(new SourceText('terraform.tfstate', text), written.toISOString());
  return state ? snapshotText(state) : text;
}

export interface Account {
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly snapshot: Snapshot;
  /** The snapshot's text with other rules of a group. */
  readonly withRules: (region: string, group: string, rules: readonly SnapshotRule[]) => string;
  readonly tree: (grouping: Grouping) => AccountNode;
  /** From now on rules are found in the tree also by what they do: that they do nothing, and because of which others. */
  readonly explain: () => Promise<void>;
  /** All that is to be known of a group or a machine, as a page. */
  readonly details: (place: DetailsPlace, counterpart?: Counterpart) => Promise<Page>;
  /** A group or a rule as it is written elsewhere. */
  readonly snippet: (node: AccountNode, form: SnippetForm) => string | undefined;
  /** A group or a rule put into a text, as that is written. */
  readonly insertion: (node: AccountNode, target: Target) => Insertion | undefined;
  /** Whom a group or a rule lets in by address. */
  readonly admissions: (node: AccountNode) => readonly Admission[];
  /** The group, and the rule where it is one. */
  readonly subject: (node: AccountNode) => Subject | undefined;
  /** Ports that a group or a rule lets in, what strangers reach first. */
  readonly openings: (node: AccountNode) => readonly Opening[];
}

/**
 * Thousands of groups take seconds, so that others are let in between.
 * @param settings what the workspace says of its own networks and ports
 * @returns what is wrong with the text, where it is no snapshot that can be read
 */
export async function readAccount(
  name: string,
  text: string,
  language: Language,
  t: Translate,
  settings?: Settings,
): Promise<Account | Text> {
  const snapshot = jsonOf(text) as Snapshot | undefined;
  const turn = turns();
  await turn();
  const parts = snapshot && partsOf(new SourceText('account.json', text));
  if (!parts || parts.regions.length === 0) {
    const fault = faultIn(text);
    if (fault) return fault;
  }
  if (!snapshot || !parts) return noSnapshot;
  const regions = regionsOf(snapshot, parts, settings);
  const nodes = new Map<GroupSummary, AccountNode>();
  for (const [i, region] of snapshot.regions.entries()) {
    await turn();
    const unit = readRegion(parts, i);
    if (unit?.problems.some(isFault)) return faultIn(text) ?? noSnapshot;
    await turn();
    for (const summary of unit ? groupSummaries(region, unit, settings) : []) {
      const { id } = summary.group;
      nodes.set(
        summary,
        groupNode(summary, () => regions(region.region)?.groups.get(id), t),
      );
      await turn();
    }
  }
  const problems = snapshot.problems.map((one, i) => problemNode(one, i, language, t));
  let explained: Promise<void> | undefined;
  const groupOf = (node: AccountNode): GroupFacts | undefined => {
    // The key of a group is the beginning of the keys of what is in it.
    const [region = '', id = ''] = node.key.split('/');
    return regions(region)?.groups.get(id);
  };
  const ruleOf = (node: AccountNode, { ingress, egress }: GroupFacts) =>
    node.kind === 'rule'
      ? [...ingress.rules, ...egress.rules].filter(({ place }) => place.start === node.place?.start)
      : undefined;
  return {
    takenAt: snapshot.takenAt,
    snapshot,
    withRules: (region, group, rules) => snapshotText(changed(snapshot, region, group, rules)),
    explain() {
      explained ??= explainAll(nodes.values());
      return explained;
    },
    tree: (grouping) => accountTree(name, snapshot, nodes, problems, grouping, t),
    async details({ kind, id, region }, counterpart) {
      const read = regions(region);
      if (!read) return absentPage(id, snapshot.takenAt, language, t);
      const around: Region = { snapshot: read.snapshot, model: read.unit.model, groups: read.groups };
      const group = read.groups.get(id);
      const machine = kind === 'group' ? undefined : machineIn(read.groups.values(), id);
      const found = await read.findings();
      if (machine) return machinePage(machine, around, found, language, t);
      if (group) return groupPage(group, around, found, counterpart, language, t);
      return absentPage(id, snapshot.takenAt, language, t);
    },
    snippet(node, form) {
      const group = groupOf(node);
      return group && snippet(group, ruleOf(node, group), form);
    },
    insertion(node, target) {
      const group = groupOf(node);
      return group && insertionOf(group, ruleOf(node, group), target);
    },
    admissions(node) {
      const group = groupOf(node);
      return group ? admissionsOf(group, ruleOf(node, group) ?? group.ingress.rules) : [];
    },
    subject(node) {
      const facts = groupOf(node);
      return facts && { region: facts.region, group: facts.group, rule: ruleOf(node, facts)?.[0]?.rule };
    },
    openings(node) {
      const facts = groupOf(node);
      return facts ? openingsOf(facts, ruleOf(node, facts)?.[0]?.rule, language) : [];
    },
  };
}

function changed(snapshot: Snapshot, region: string, group: string, rules: readonly SnapshotRule[]): Snapshot {
  const regions = snapshot.regions.map((one) => {
    const securityGroups = one.securityGroups?.map((own) => (own.id === group ? { ...own, rules } : own));
    return one.region === region ? { ...one, securityGroups } : one;
  });
  return { ...snapshot, regions };
}

/** Group by group, with others let in between. */
async function explainAll(groups: Iterable<AccountNode>): Promise<void> {
  const turn = turns();
  for (const { search } of groups) {
    search?.explain();
    await turn();
  }
}

function machineIn(groups: Iterable<GroupFacts>, id: string): Machine | undefined {
  for (const { machines } of groups) {
    const found = machines.find((one) => one.id === id);
    if (found) return found;
  }
  return undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFault({ rule }: Problem): boolean {
  return rule !== 'syntax/unread';
}

/** What is wrong with the text as a whole; `undefined` where nothing is. */
function faultIn(text: string): Text | undefined {
  const source = new SourceText('account.json', text);
  if (!isSnapshot(source)) return noSnapshot;
  const fault = readCloud(source)
    .flatMap(({ problems }) => problems)
    .find(isFault);
  return fault && atLine(fault.message, source.positionAt(fault.at.start).line + 1);
}

const noSnapshot: Text = {
  en: 'This file is no snapshot of an account. "Save Snapshot of Live Account…" writes one, and so does "portguard snapshot".',
  zh: '该文件不是账号快照。可用“保存线上账号的快照……”或“portguard snapshot”生成。',
};

function atLine({ en, zh }: Text, line: number): Text {
  return { en: `Line ${line}: ${en}`, zh: `第 ${line} 行：${zh}` };
}
