/**
 * Reads a snapshot's text for the view of the live account: who gets in where, by the same engine that lints templates.
 * An entry point of its own (dist/account.js), which is loaded when the first account is opened.
 */
import { isSnapshot } from '../../../core/dialects/cloud/detect.ts';
import type { Snapshot } from '../../../core/dialects/cloud/snapshot.ts';
import { readUnits } from '../../../core/dialects/units.ts';
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

export { snapshotText } from '../../../core/dialects/cloud/write.ts';

export interface Account {
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  readonly tree: (grouping: Grouping) => AccountNode;
  /** Who gets in at a group, as Markdown. */
  readonly exposure: (node: AccountNode) => string | undefined;
  /** A group or a rule as it is written elsewhere. */
  readonly snippet: (node: AccountNode, form: SnippetForm) => string | undefined;
  /** Whom a group or a rule lets in by address. */
  readonly admissions: (node: AccountNode) => readonly Admission[];
}

/** @returns what is wrong with the text, where it is no snapshot that can be read */
export function readAccount(name: string, text: string, language: Language, t: Translate): Account | Text {
  const source = new SourceText('account.json', text);
  if (!isSnapshot(source)) return noSnapshot;
  const units = readUnits([source]);
  const fault = units.flatMap(({ problems }) => problems).find(({ rule }) => rule !== 'syntax/unread');
  if (fault) return atLine(fault.message, source.positionAt(fault.at.start).line + 1);
  const snapshot = JSON.parse(text) as Snapshot;
  const facts = snapshot.regions.flatMap((region, i) => {
    const unit = units[i];
    return unit ? groupFacts(region, unit) : [];
  });
  const nodes = new Map(facts.map((one) => [one, groupNode(one, t)]));
  const problems = snapshot.problems.map((one, i) => problemNode(one, i, language, t));
  const groupOf = (node: AccountNode): GroupFacts | undefined => {
    // The key of a group is the beginning of the keys of what is in it.
    const [region, id] = node.key.split('/');
    return facts.find(({ region: own, group }) => own.region === region && group.id === id);
  };
  const ruleOf = (node: AccountNode, { ingress, egress }: GroupFacts) =>
    node.kind === 'rule'
      ? [...ingress.rules, ...egress.rules].filter(({ place }) => place.start === node.place?.start)
      : undefined;
  return {
    takenAt: snapshot.takenAt,
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

const noSnapshot: Text = {
  en: 'This file is no snapshot of an account. "portguard snapshot" writes one.',
  zh: '该文件不是账号快照。可用“portguard snapshot”生成。',
};

function atLine({ en, zh }: Text, line: number): Text {
  return { en: `Line ${line}: ${en}`, zh: `第 ${line} 行：${zh}` };
}
