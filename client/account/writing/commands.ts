/** The commands that change the account, by their name without `portguard.`. */

import { mayChange } from '../choose.ts';
import type { AccountNode, Subject } from '../node.ts';
import type { OpenAccount } from '../view.ts';
import { askClosing } from './ask-closing.ts';
import { askChange, askNewRule } from './ask-rule.ts';
import { changeAccount } from './change-account.ts';
import { showChanges } from './changes.ts';
import type { Changing, Intent } from './changing.ts';
import { undoLast, undoOne } from './undo.ts';

type Run = (changing: Changing, node: AccountNode | undefined) => Promise<unknown>;

/** Asks what is wanted at a node, and changes the account by the answer. */
function at(ask: (subject: Subject, node: AccountNode, open: OpenAccount) => Promise<Intent | undefined>): Run {
  return async (changing, node) => {
    const open = changing.opened();
    const subject = node && open?.account.subject(node);
    if (!open || !subject || !(await mayChange())) return;
    const intent = await ask(subject, node, open);
    if (intent) await changeAccount(intent, { region: subject.region.region, group: subject.group.id }, changing);
  };
}

const closing = (forSomeTime: boolean) =>
  at((subject, node, { account }) => askClosing(subject, account.openings(node), forSomeTime));

export const commands = {
  closePort: closing(false),
  closePortForTime: closing(true),
  letIn: at((subject) => askNewRule(subject, 'ingress')),
  letOut: at((subject) => askNewRule(subject, 'egress')),
  removeRule: at(async ({ rule }) => {
    if (!rule) return undefined;
    const { id, ...said } = rule;
    // The oldest rules have no id: they go by what they say.
    return id === undefined
      ? { kind: 'restore', changes: [{ do: 'remove', id, rule: said }] }
      : { kind: 'revoke', rules: [id] };
  }),
  changeRule: at(async (subject) => subject.rule && askChange(subject, subject.rule)),
  undoLastChange: undoLast,
  undoChange: undoOne,
  showChanges,
} satisfies Readonly<Record<string, Run>>;
