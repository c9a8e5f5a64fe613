/** portguard.insertWhitelistRule: lets somebody in, at a security group, access list, white list or Service. */
import { l10n, Position, type QuickPickItem, window } from 'vscode';
import type { Server } from '../language/server.ts';
import { applyServerEdit, type ServerEdit } from './server-edit.ts';
import { portsProblem, readCidrs } from './whitelist-input.ts';

interface LspPosition {
  readonly line: number;
  readonly character: number;
}

interface Source {
  readonly label: string;
  readonly cidrs: readonly string[];
}

/** The answer to `portguard/whitelistTarget`. */
interface Target {
  readonly kind: 'securityGroup' | 'accessList' | 'whitelist' | 'service';
  readonly address: string;
  readonly needsPorts: boolean;
  readonly sources: readonly Source[];
}

type Answer = { readonly edit: ServerEdit } | { readonly problem: string };

/** Without arguments: at the cursor of the active editor. */
export function insertWhitelistRule(server: Server) {
  return async (uri?: unknown, at?: unknown): Promise<void> => {
    const place = placeOf(uri, at);
    const target = place && (await server.request<Target | null>('portguard/whitelistTarget', place));
    if (!target) {
      void window.showInformationMessage(
        l10n.t(
          'Place the cursor in a security group, an access control list, a white list or a Service of type LoadBalancer.',
        ),
      );
      return;
    }
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

function placeOf(uri: unknown, at: unknown): { uri: string; position: LspPosition } | undefined {
  // The editor's context menu gives a Uri and nothing else.
  if (typeof uri === 'string' && isPosition(at)) return { uri, position: at };
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function isPosition(value: unknown): value is LspPosition {
  return value instanceof Position || (typeof value === 'object' && value !== null && 'line' in value);
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
