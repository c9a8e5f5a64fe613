/** A new rule, or another form of one that is there. */
import { l10n, window } from 'vscode';
import type { SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import type { Subject } from '../node.ts';
import { peerOf } from '../reading/rule-text.ts';
import { type AskField, askDescription, askPeer, askPolicy, askPorts, askPriority, portsText } from './ask-fields.ts';
import type { Direction, Intent, NewRule } from './changing.ts';

export async function askNewRule(subject: Subject, direction: Direction): Promise<Intent | undefined> {
  const name = subject.group.name ?? subject.group.id;
  const steps = [askPeer, askPorts, askPriority, askDescription];
  let rule: NewRule = { direction, ipProtocol: 'ALL', portRange: '-1/-1', policy: 'Accept', priority: 1 };
  for (const [i, ask] of steps.entries()) {
    const title =
      direction === 'egress'
        ? l10n.t('Let Out of {0} ({1}/{2})', name, i + 1, steps.length)
        : l10n.t('Let In to {0} ({1}/{2})', name, i + 1, steps.length);
    const fields = await ask(title, rule, subject);
    if (!fields) return undefined;
    rule = { ...rule, ...fields };
  }
  return { kind: 'authorize', rule };
}

/** One part after the other, as often as somebody wants, with what it is at present. */
export async function askChange(subject: Subject, before: SnapshotRule): Promise<Intent | undefined> {
  const title = l10n.t('Change a Rule of {0}', subject.group.name ?? subject.group.id);
  let to: Partial<NewRule> = {};
  for (;;) {
    const rule: SnapshotRule = { ...before, ...to };
    const fields = fieldsOf(rule);
    const ready = { label: `$(check) ${l10n.t('Change Rule')}`, ask: undefined };
    const items = Object.keys(to).length > 0 ? [ready, ...fields] : fields;
    const placeHolder = l10n.t('What is to be different?');
    const chosen = await window.showQuickPick<(typeof items)[number]>(items, { title, placeHolder });
    if (!chosen) return undefined;
    if (!chosen.ask) return intentOf(before, to);
    // Who turns back from one part is asked again.
    to = { ...to, ...(await chosen.ask(`${title}: ${chosen.label}`, rule, subject)) };
  }
}

function fieldsOf(rule: SnapshotRule): readonly { label: string; description: string; ask: AskField | undefined }[] {
  return [
    { label: rule.direction === 'egress' ? l10n.t('To') : l10n.t('From'), description: peerOf(rule), ask: askPeer },
    { label: l10n.t('Ports'), description: portsText(rule), ask: askPorts },
    {
      label: l10n.t('Policy'),
      description: rule.policy === 'Accept' ? l10n.t('accept') : l10n.t('drop'),
      ask: askPolicy,
    },
    { label: l10n.t('Priority'), description: String(rule.priority), ask: askPriority },
    { label: l10n.t('Description'), description: rule.description ?? '', ask: askDescription },
  ];
}

/** The oldest rules have no id: they go by what they say, and come back otherwise. */
function intentOf({ id, ...before }: SnapshotRule, to: Partial<NewRule>): Intent {
  if (id !== undefined) return { kind: 'modify', rule: id, to };
  const changes = [
    { do: 'remove', id, rule: before },
    { do: 'add', rule: { ...before, ...to } },
  ] as const;
  return { kind: 'restore', changes };
}
