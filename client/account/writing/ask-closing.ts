/** Which port is to be closed, for whom, and for how long. */
import { l10n, window } from 'vscode';
import { isPortProblem, parsePortRange } from '../../../core/network/ports.ts';
import type { Opening, Subject } from '../node.ts';
import { cloud } from '../source.ts';
import type { Intent } from './changing.ts';
import { chooseOrType } from './choose-or-type.ts';

type Closing = Extract<Intent, { kind: 'close' }>;
type Port = Pick<Closing, 'protocol' | 'port'>;

export async function askClosing(
  { rule, group }: Subject,
  openings: readonly Opening[],
  forSomeTime: boolean,
): Promise<Closing | undefined> {
  const title = forSomeTime
    ? l10n.t('Close a Port of {0} for Some Time', group.name ?? group.id)
    : l10n.t('Close a Port of {0}', group.name ?? group.id);
  const port = (rule && portOf(rule)) ?? (await askPort(title, openings));
  if (!port) return undefined;
  const from = await askFrom(title, port);
  if (!from) return undefined;
  if (!forSomeTime) return { kind: 'close', ...port, from };
  const minutes = await askMinutes(title);
  return minutes === undefined ? undefined : { kind: 'close', ...port, from, minutes };
}

/** The port of a rule that is about one. */
function portOf({ ipProtocol, portRange }: NonNullable<Subject['rule']>): Port | undefined {
  const ports = parsePortRange(portRange);
  const protocol = ipProtocol.toLowerCase();
  if (isPortProblem(ports) || ports.size !== 1 || (protocol !== 'tcp' && protocol !== 'udp')) return undefined;
  return { protocol, port: ports.intervals[0]?.from ?? 0 };
}

async function askPort(title: string, openings: readonly Opening[]): Promise<Port | undefined> {
  const { writtenPort } = await cloud();
  return chooseOrType<Port>({
    title,
    placeHolder: l10n.t('Which port? Choose one that is open, or type one, such as 22 or 53/udp'),
    items: openings.map(({ protocol, port, service, from, isForStrangers }) => ({
      label: `$(${isForStrangers ? 'globe' : 'lock'}) ${protocol} ${port}`,
      description: [service, `← ${from}`].filter(Boolean).join(' '),
      value: { protocol, port },
    })),
    read(text) {
      const value = writtenPort(text.replace(/^(tcp|udp)\s+(\d+)$/i, '$2/$1'));
      if (!value) return { problem: l10n.t('Write one port, such as 22 or 53/udp') };
      return { value, label: `${value.protocol} ${value.port}` };
    },
  });
}

async function askFrom(title: string, { protocol, port }: Port): Promise<Closing['from'] | undefined> {
  const items = [
    {
      label: l10n.t('Only from the internet'),
      detail: l10n.t('Private sources and other security groups keep their access.'),
      from: 'internet',
    },
    { label: l10n.t('For everyone'), detail: l10n.t('Nobody gets in by this group any more.'), from: 'anyone' },
  ] as const;
  const placeHolder = l10n.t('For whom is {0} to be closed?', `${protocol} ${port}`);
  return (await window.showQuickPick(items, { title, placeHolder }))?.from;
}

async function askMinutes(title: string): Promise<number | undefined> {
  const other = { label: l10n.t('Other…'), minutes: undefined };
  const items = [
    { label: l10n.t('15 minutes'), minutes: 15 },
    { label: l10n.t('1 hour'), minutes: 60 },
    { label: l10n.t('4 hours'), minutes: 240 },
    other,
  ];
  const placeHolder = l10n.t('For how long? It is opened again while VS Code runs; after a restart you are asked.');
  const chosen = await window.showQuickPick(items, { title, placeHolder });
  if (chosen !== other) return chosen?.minutes;
  const { writtenMinutes } = await cloud();
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t('A time such as 30m, 2h or 1d'),
    validateInput: (text) =>
      writtenMinutes(text.trim()) === undefined ? l10n.t('Write a time such as 30m, 2h or 1d') : undefined,
  });
  return typed === undefined ? undefined : writtenMinutes(typed.trim());
}
