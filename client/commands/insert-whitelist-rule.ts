/** portguard.insertWhitelistRule: lets somebody in, at a security group, access list, white list or Service. */
import { l10n, type QuickPickItem, window } from 'vscode';
import type { Server } from '../language/server.ts';
import { applyServerEdit, type ServerEdit } from './server-edit.ts';
import { portsProblem, readCidrs } from './whitelist-input.ts';
import { placeOf, type Target, whitelistTarget } from './whitelist-place.ts';

type Answer = { readonly edit: ServerEdit } | { readonly problem: string };

/** Without arguments: at the cursor, or at a place of the same file that somebody chooses. */
export function insertWhitelistRule(server: Server) {
  return async (uri?: unknown, at?: unknown): Promise<void> => {
    const found = await whitelistTarget(server, placeOf(uri, at));
    if (!found) return;
    const { place, target } = found;
    const cidrs = await askSource(target);
    if (!cidrs) return;
    const ports = target.needsPorts ? await askPorts(target) : undefined;
    if (target.needsPorts && ports === undefined) return;
    const params = { ...place, cidrs, ...(ports === undefined ? {} : { ports }) };
    const answer = await server.request<Answer>('portguard/insertWhitelistRule', params);
    if ('problem' in answer) void window.showWarningMessage(answer.problem);
    else await applyServerEdit(answer.edit);
  };
}

async function askSource({ address, sources }: Target): Promise<readonly string[] | undefined> {
  const other = l10n.t('Another address or CIDR block…');
  const items: readonly (QuickPickItem & { readonly cidrs?: readonly string[] })[] = [
    ...sources.map(({ label, cidrs }) => {
      const blocks = cidrs.join(', ');
      return { label, description: label.includes(blocks) ? '' : blocks, cidrs };
    }),
    { label: other },
  ];
  const title = l10n.t('Let in at {0}', address);
  const chosen =
    sources.length > 0
      ? await window.showQuickPick(items, { title, placeHolder: l10n.t('Who may connect?'), matchOnDescription: true })
      : items[0];
  if (!chosen) return undefined;
  if (chosen.cidrs) return chosen.cidrs;
  const typed = await window.showInputBox({
    title,
    prompt: l10n.t('Addresses or CIDR blocks, separated by commas'),
    placeHolder: '203.0.113.0/24',
    validateInput: (text) => readCidrs(text, l10n.t).problem,
  });
  return typed === undefined ? undefined : readCidrs(typed, l10n.t).cidrs;
}

async function askPorts({ address }: Target): Promise<string | undefined> {
  const typed = await window.showInputBox({
    title: l10n.t('Let in at {0}', address),
    prompt: l10n.t('Protocol and ports: 443, tcp 8000-8100, udp 53 or all'),
    placeHolder: 'tcp 443',
    validateInput: (text) => portsProblem(text, l10n.t),
  });
  return typed?.trim();
}
