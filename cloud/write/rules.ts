/** Rules of a group as values: which are the same, what they are taken for, and what identifies a list of them. */
import { createHash } from 'node:crypto';
import type { SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import { isAddressProblem, parseCidr } from '../../core/network/addresses.ts';
import type { NewRule, Step } from './plan.ts';

const peers = [
  'sourceCidrIp',
  'ipv6SourceCidrIp',
  'sourceGroupId',
  'sourcePrefixListId',
  'destCidrIp',
  'ipv6DestCidrIp',
  'destGroupId',
  'destPrefixListId',
] as const;
/** What makes a rule that rule for the service: priority and description are not part of it. */
const identifying = ['direction', 'ipProtocol', 'policy', ...peers, 'portRange', 'portRangeListId', 'sourcePortRange'];
const others = ['priority', 'nicType', 'sourceGroupOwnerAccount', 'destGroupOwnerAccount', 'description'];
const addresses: ReadonlySet<string> = new Set(['sourceCidrIp', 'ipv6SourceCidrIp', 'destCidrIp', 'ipv6DestCidrIp']);

/** The service takes two rules with the same key for one: adding the second succeeds and does nothing. */
export function keyOf(rule: NewRule): string {
  return written(rule, identifying);
}

/** Everything but the id: a rule that was removed and added again is the same in this. */
function contentOf(rule: NewRule): string {
  return written(rule, [...identifying, ...others]);
}

export function isSame(a: NewRule, b: NewRule): boolean {
  return contentOf(a) === contentOf(b);
}

function written(rule: NewRule, fields: readonly string[]): string {
  return JSON.stringify(fields.map((field) => plain(field, (rule as Readonly<Record<string, unknown>>)[field])));
}

/** Spellings that mean the same as one spelling. */
function plain(field: string, value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return value ?? '';
  if (field === 'ipProtocol') return value.toUpperCase();
  if (!addresses.has(field)) return value;
  const read = parseCidr(value);
  return isAddressProblem(read) ? value : read.addresses.toString();
}

/** The same for the same rules in any order; SHA-256. */
export function fingerprintOf(rules: readonly SnapshotRule[]): string {
  const lines = rules.map((rule) => `${rule.id ?? ''} ${contentOf(rule)}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** The rule of a group that is meant: by its id, else by everything else. */
export function findRule(rules: readonly SnapshotRule[], wanted: SnapshotRule): SnapshotRule | undefined {
  return (
    (wanted.id === undefined ? undefined : rules.find(({ id }) => id === wanted.id)) ??
    rules.find((rule) => isSame(rule, wanted))
  );
}

/** The rules as they are after the steps; new ones have no id. */
export function afterSteps(rules: readonly SnapshotRule[], steps: readonly Step[]): readonly SnapshotRule[] {
  let now = rules;
  for (const step of steps) {
    if (step.do === 'add') now = now.concat(step.rules.map(withoutId));
    else if (step.do === 'change') now = now.map((rule) => (rule.id === step.before.id ? step.after : rule));
    else {
      const gone = new Set(step.rules.map((rule) => findRule(now, rule)));
      now = now.filter((rule) => !gone.has(rule));
    }
  }
  return now;
}

export function withoutId({ id: _, ...rule }: SnapshotRule): NewRule {
  return rule;
}

/** What the rule is about on the other side; `undefined` where nothing is said. */
export function peerOf(rule: NewRule): { readonly field: (typeof peers)[number]; readonly value: string } | undefined {
  const far = rule.direction === 'ingress' ? peers.slice(0, 4) : peers.slice(4);
  for (const field of far) {
    const value = rule[field];
    if (value !== undefined && value !== '') return { field, value };
  }
  return undefined;
}
