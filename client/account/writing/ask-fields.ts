/** The parts of a rule, asked one by one; what the service would refuse is said while it is typed. */
import { l10n, window } from 'vscode';
import type { SnapshotRule } from '../../../core/dialects/cloud/snapshot.ts';
import { editorLanguage } from '../../language-of-editor.ts';
import type { Subject } from '../node.ts';
import { portsOf } from '../reading/rule-text.ts';
import { cloud } from '../source.ts';
import type { NewRule } from './changing.ts';
import { chooseOrType } from './choose-or-type.ts';

type Fields = Partial<NewRule>;

/** @param rule the other parts, as far as they are known */
export type AskField = (title: string, rule: NewRule, subject: Subject) => Promise<Fields | undefined>;

export const askPeer: AskField = async (title, rule, { region, group }) => {
  const { writtenPeer, checkRule } = await cloud();
  const isEgress = rule.direction === 'egress';
  const named = [
    ...(group.type === 'enterprise' ? [] : (region.securityGroups ?? []))
      .filter(({ id, vpcId }) => id !== group.id && vpcId === group.vpcId)
      .map(({ id, name }) => ({ label: id, description: name ?? '' })),
    ...(region.prefixLists ?? []).map(({ id, name }) => ({ label: id, description: name ?? '' })),
  ];
  return chooseOrType<Fields>({
    title,
    placeHolder: isEgress
      ? l10n.t('To whom? Type an address or a block, or choose a group or prefix list')
      : l10n.t('From whom? Type an address or a block, or choose a group or prefix list'),
    items: named.map((item) => ({ ...item, value: writtenPeer(item.label, rule.direction) })),
    read(text) {
      const value = writtenPeer(text, rule.direction);
      const problem = checkRule({ ...rule, ...value }, group, region);
      return problem ? { problem: problem.message[editorLanguage()] } : { value };
    },
  });
};

const usual = [
  ['443/tcp', 'HTTPS'],
  ['80/tcp', 'HTTP'],
  ['22/tcp', 'SSH'],
  ['3389/tcp', 'RDP'],
  ['3306/tcp', 'MySQL'],
  ['5432/tcp', 'PostgreSQL'],
  ['6379/tcp', 'Redis'],
] as const;

export const askPorts: AskField = async (title, rule, { region, group }) => {
  const { writtenPorts, checkRule } = await cloud();
  const read = (text: string) => {
    const written = writtenPorts(text.replace(/^(tcp|udp)\s+(\S+)$/i, '$2/$1'));
    if (!written) return { problem: l10n.t('Write ports, such as 443, 8000-8100/tcp, 53/udp, icmp or all') };
    // Without a protocol it stays what it is, where that has ports.
    const ipProtocol = /^(?:tcp|udp)$/i.test(rule.ipProtocol) ? rule.ipProtocol : 'TCP';
    const value = { ipProtocol, ...written };
    const problem = checkRule({ ...rule, ...value }, group, region);
    return problem ? { problem: problem.message[editorLanguage()] } : { value };
  };
  return chooseOrType<Fields>({
    title,
    placeHolder: l10n.t('Which ports? Such as 443, 8000-8100/tcp, 53/udp, icmp or all'),
    items: usual.flatMap(([label, description]) => {
      const one = read(label);
      return 'value' in one ? [{ label, description, value: one.value }] : [];
    }),
    read,
  });
};

export const askPolicy: AskField = async (title) => {
  const items = [
    { label: l10n.t('Accept'), fields: { policy: 'Accept' } },
    { label: l10n.t('Drop'), fields: { policy: 'Drop' } },
  ] as const;
  return (await window.showQuickPick(items, { title }))?.fields;
};

export const askPriority: AskField = async (title, rule, subject) => {
  const priorityOf = (text: string): number => (/^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN);
  const prompt = l10n.t('Priority: 1 (first) to 100; at the same priority drop wins');
  const typed = await typedWith(title, prompt, String(rule.priority), rule, subject, (text) => ({
    priority: priorityOf(text),
  }));
  return typed === undefined ? undefined : { priority: priorityOf(typed) };
};

export const askDescription: AskField = async (title, rule, subject) => {
  const fields = (text: string): Fields => ({ description: text.trim() === '' ? undefined : text.trim() });
  const prompt = l10n.t('What the rule is for; may be empty');
  const typed = await typedWith(title, prompt, rule.description ?? '', rule, subject, fields);
  return typed === undefined ? undefined : fields(typed);
};

async function typedWith(
  title: string,
  prompt: string,
  value: string,
  rule: NewRule,
  { region, group }: Subject,
  fields: (text: string) => Fields,
): Promise<string | undefined> {
  const { checkRule } = await cloud();
  return window.showInputBox({
    title,
    prompt,
    value,
    ignoreFocusOut: true,
    validateInput: (text) => checkRule({ ...rule, ...fields(text) }, group, region)?.message[editorLanguage()],
  });
}

/** As it is typed: `22`, `8000-8100/udp`, `all`. */
export function portsText({ ipProtocol, portRange, portRangeListId }: SnapshotRule): string {
  const ports = portRangeListId || portsOf(portRange);
  const protocol = ipProtocol.toLowerCase();
  return ports === '' ? protocol : `${ports}/${protocol}`;
}
