/**
 * Reads a snapshot's text for the view of the live account: who gets in where, by the same engine that lints templates.
 * An entry point of its own (dist/account.js), which is loaded when the first account is opened.
 */
import { setImmediate } from 'node:timers/promises';
import { snapshotOfState } from '../../../core/account/state-snapshot.ts';
import { isSnapshot } from '../../../core/dialects/cloud/detect.ts';
import type { Snapshot, SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../../../core/dialects/cloud/write.ts';
import { readUnits } from '../../../core/dialects/units.ts';
import type { Settings } from '../../../core/rules/rule.ts';
import type { Language, Text } from '../../../core/text/message.ts';
import { SourceText } from '../../../core/text/source.ts';
import type { Translate } from '../../translate.ts';
import type { AccountNode, Admission, Grouping, SnippetForm } from '../node.ts';
import { admissionsOf } from './admissions.ts';
import { exposureMarkdown } from './exposure-page.ts';
import { type GroupFacts, groupFacts } from './group-facts.ts';
import { groupNode, problemNode } from './nodes.ts';
import { snippet } from './snippets.ts';
import { accountTree } from './trees.ts';

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
  /** Who gets in at a group, as Markdown. */
  readonly exposure: (node: AccountNode) => string | undefined;
  /** A group or a rule as it is written elsewhere. */
  readonly snippet: (node: AccountNode, form: SnippetForm) => string | undefined;
  /** Whom a group or a rule lets in by address. */
  readonly admissions: (node: AccountNode) => readonly Admission[];
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
  const source = new SourceText('account.json', text);
  if (!isSnapshot(source)) return noSnapshot;
  const units = readUnits([source]);
  const fault = units.flatMap(({ problems }) => problems).find(({ rule }) => rule !== 'syntax/unread');
  if (fault) return atLine(fault.message, source.positionAt(fault.at.start).line + 1);
  const snapshot = JSON.parse(text) as Snapshot;
  const nodes = new Map<GroupFacts, AccountNode>();
  const turn = turns();
  for (const [i, region] of snapshot.regions.entries()) {
    const unit = units[i];
    for (const facts of unit ? groupFacts(region, unit, settings) : []) {
      nodes.set(facts, groupNode(facts, t));
      await turn();
    }
  }
  const byKey = new Map([...nodes].map(([facts, { key }]) => [key, facts]));
  const problems = snapshot.problems.map((one, i) => problemNode(one, i, language, t));
  const groupOf = (node: AccountNode): GroupFacts | undefined => {
    // The key of a group is the beginning of the keys of what is in it.
    return byKey.get(node.key.split('/').slice(0, 2).join('/'));
  };
  const ruleOf = (node: AccountNode, { ingress, egress }: GroupFacts) =>
    node.kind === 'rule'
      ? [...ingress.rules, ...egress.rules].filter(({ place }) => place.start === node.place?.start)
      : undefined;
  return {
    takenAt: snapshot.takenAt,
    snapshot,
    withRules: (region, group, rules) => snapshotText(changed(snapshot, region, group, rules)),
    tree: (grouping) => accountTree(name, snapshot, nodes, problems, grouping, t),
    exposure(node) {
      const group = groupOf(node);
      return group && exposureMarkdown(group, language, t);
    },
    snippet(node, form) {
      const group = groupOf(node);
      return group && snippet(group, ruleOf(node, group), form);
    },
    admissions(node) {
      const group = groupOf(node);
      return group ? admissionsOf(group, ruleOf(node, group) ?? group.ingress.rules) : [];
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

/** Milliseconds that are worked at a stretch. */
const stretch = 20;

/** To be awaited again and again: whenever a stretch is over, it lets others in. */
function turns(): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < stretch) return;
    await setImmediate();
    began = performance.now();
  };
}

const noSnapshot: Text = {
  en: 'This file is no snapshot of an account. "portguard snapshot" writes one.',
  zh: '该文件不是账号快照。可用“portguard snapshot”生成。',
};

function atLine({ en, zh }: Text, line: number): Text {
  return { en: `Line ${line}: ${en}`, zh: `第 ${line} 行：${zh}` };
}
