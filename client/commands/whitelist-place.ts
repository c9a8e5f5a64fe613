/** Where somebody is to be let in: at the cursor, or at one of the places of the same file that somebody chooses. */
import { l10n, Position, window, workspace } from 'vscode';
import type { Server } from '../language/server.ts';
import { lastTextEditor } from '../last-text-editor.ts';

interface LspPosition {
  readonly line: number;
  readonly character: number;
}

export interface WhitelistPlace {
  readonly uri: string;
  readonly position: LspPosition;
}

interface Source {
  readonly label: string;
  readonly cidrs: readonly string[];
}

type TargetKind = 'securityGroup' | 'accessList' | 'whitelist' | 'service' | 'networkPolicy';

/** The answer to `portguard/whitelistTarget`. */
export interface Target {
  readonly kind: TargetKind;
  readonly address: string;
  readonly needsPorts: boolean;
  readonly sources: readonly Source[];
}

/** One of the answer to `portguard/whitelistTargets`. */
interface PlacedTarget {
  readonly kind: TargetKind;
  readonly address: string;
  readonly position: LspPosition;
}

export interface FoundTarget {
  readonly place: WhitelistPlace;
  readonly target: Target;
}

/**
 * Says what to do where there is nothing to choose from.
 * @param wanted a place that is meant; else the cursor of the editor that somebody was in last
 */
export async function whitelistTarget(server: Server, wanted?: WhitelistPlace): Promise<FoundTarget | undefined> {
  const place = wanted ?? cursor();
  if (!place) {
    void window.showInformationMessage(l10n.t('Open a template and place the cursor where somebody is to be let in.'));
    return undefined;
  }
  return (await targetAt(server, place)) ?? (await chosenIn(server, place.uri));
}

async function targetAt(server: Server, place: WhitelistPlace): Promise<FoundTarget | undefined> {
  const target = await server.request<Target | null>('portguard/whitelistTarget', place);
  return target ? { place, target } : undefined;
}

async function chosenIn(server: Server, uri: string): Promise<FoundTarget | undefined> {
  const all = await server.request<readonly PlacedTarget[]>('portguard/whitelistTargets', { uri });
  const file = fileName(uri);
  if (all.length === 0) {
    const message = l10n.t(
      '{0} has nothing that can let somebody in: no security group, access control list, white list, NetworkPolicy or Service of type LoadBalancer.',
      file,
    );
    void window.showInformationMessage(message);
    return undefined;
  }
  const items = all.map(({ kind, address, position }) => ({
    label: address,
    description: `${kindText(kind)}, ${l10n.t('line {0}', position.line + 1)}`,
    place: { uri, position },
  }));
  const title = l10n.t('Let in at a place of {0}', file);
  const placeHolder = l10n.t('The cursor is at none of them: which one is meant?');
  const chosen = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return chosen && targetAt(server, chosen.place);
}

function fileName(uri: string): string {
  const document = workspace.textDocuments.find((one) => one.uri.toString() === uri);
  return document ? workspace.asRelativePath(document.uri) : uri;
}

function kindText(kind: TargetKind): string {
  return {
    securityGroup: l10n.t('Security group'),
    accessList: l10n.t('Access control list'),
    whitelist: l10n.t('White list'),
    service: 'Service',
    networkPolicy: 'NetworkPolicy',
  }[kind];
}

function cursor(): WhitelistPlace | undefined {
  const editor = lastTextEditor();
  if (!editor) return undefined;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

/** What a command is given; the editor's context menu gives a Uri and nothing else. */
export function placeOf(uri: unknown, at: unknown): WhitelistPlace | undefined {
  return typeof uri === 'string' && isPosition(at) ? { uri, position: at } : undefined;
}

function isPosition(value: unknown): value is LspPosition {
  return value instanceof Position || (typeof value === 'object' && value !== null && 'line' in value);
}
