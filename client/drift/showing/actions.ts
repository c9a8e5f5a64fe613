/** What can be done about drift: taken over into the template, taken back in the account, and groups paired. */
import { l10n, Uri, window, workspace } from 'vscode';
import type { DriftTarget, ToldAccountGroup, ToldDrift, ToldIntents, ToldUnpaired } from '../../../core/drift/told.ts';
import { cloud } from '../../account/source.ts';
import type { AccountView } from '../../account/view.ts';
import { applyServerEdit, type ServerEdit } from '../../commands/server-edit.ts';
import type { Server } from '../../language/server.ts';
import type { DriftNode } from '../node.ts';
import { accountNameOf } from './words.ts';

export interface DriftParts {
  readonly server: Pick<Server, 'request'>;
  readonly account: Pick<AccountView, 'opened' | 'change' | 'reveal'>;
  /** As it was told last. */
  readonly drift: () => ToldDrift | undefined;
  /** Asks the server anew. */
  readonly refresh: () => void;
}

type Answer<More> = ({ readonly edit: ServerEdit } & More) | { readonly problem: string };

export async function accept(node: DriftNode, { server, refresh }: DriftParts): Promise<void> {
  if (node.kind !== 'row' && node.kind !== 'pair') return;
  const target: DriftTarget = { group: node.pair.account.id, ...(node.kind === 'row' ? { row: node.row.key } : {}) };
  const answer = await server.request<Answer<{ accepted: number; left: number }>>('portguard/driftAcceptance', target);
  if ('problem' in answer) return warn(answer.problem, refresh);
  if (!(await applyServerEdit(answer.edit))) return warn(l10n.t('The file has changed meanwhile.'), refresh);
  refresh();
  if (node.kind === 'row') return;
  const { accepted, left } = answer;
  window.setStatusBarMessage(l10n.t('Accepted into the template: {0}, left: {1}', accepted, left), shownFor);
}

/** Milliseconds. */
const shownFor = 5000;

export async function restore(node: DriftNode, { server, account, refresh }: DriftParts): Promise<void> {
  if (node.kind !== 'row') return;
  const group = node.pair.account.id;
  const region = account
    .opened()
    ?.account.snapshot.regions.find(({ securityGroups = [] }) => securityGroups.some(({ id }) => id === group))?.region;
  if (region === undefined) return;
  const target: DriftTarget = { group, row: node.row.key };
  const answer = await server.request<ToldIntents>('portguard/driftIntents', target);
  if ('problem' in answer) return warn(answer.problem, refresh);
  const { restoreIntent } = await cloud();
  await account.change(restoreIntent(answer.intents), { region, group });
}

export async function showInAccount(node: DriftNode, { account }: DriftParts): Promise<void> {
  if (node.kind === 'row') await account.reveal(node.row.place ?? node.pair.account.place);
  if (node.kind === 'pair') await account.reveal(node.pair.account.place);
  if (node.kind === 'accountGroup') await account.reveal(node.group.place);
}

export async function openTemplate(node: DriftNode): Promise<void> {
  const [at] = node.kind === 'pair' ? node.pair.templates : node.kind === 'row' ? [node.row] : [];
  if (!at) return;
  const editor = await window.showTextDocument(Uri.parse(at.uri));
  const { start } = at.range;
  const line = editor.document.lineAt(Math.min(start.line, editor.document.lineCount - 1)).range;
  editor.revealRange(line);
}

/** Asks which one it is, and writes it into the configuration that counts there. */
export async function pairGroups(node: DriftNode, { server, drift, refresh }: DriftParts): Promise<void> {
  const pair = await askPair(node, drift());
  if (!pair) return;
  const [{ name, folder }, { id }] = pair;
  const answer = await server.request<Answer<object>>('portguard/driftPairing', { name, folder, id });
  if ('problem' in answer) return warn(answer.problem, refresh);
  if (!(await applyServerEdit(answer.edit))) return warn(l10n.t('The file has changed meanwhile.'), refresh);
  // A configuration counts as it is on disk.
  await window.activeTextEditor?.document.save();
  refresh();
}

async function askPair(
  node: DriftNode,
  drift: ToldDrift | undefined,
): Promise<readonly [ToldUnpaired, ToldAccountGroup] | undefined> {
  if (!drift) return undefined;
  const { templates, account } = drift.unpaired;
  if (node.kind === 'template') {
    const all = [...account, ...drift.pairs.map((pair) => pair.account)];
    const items = all.map((group) => ({ label: group.name || group.id, description: group.id, group }));
    const group = await pick(items, l10n.t('Which group of the account is {0}?', node.label));
    return group && [node.group, group];
  }
  if (node.kind !== 'accountGroup') return undefined;
  const items = templates
    .filter(({ canPair }) => canPair)
    .map((group) => ({ label: group.name, description: workspace.asRelativePath(Uri.parse(group.uri)), group }));
  const group = await pick(items, l10n.t('Which group of the templates is {0}?', accountNameOf(node.group)));
  return group && [group, node.group];
}

async function pick<T>(
  items: readonly { readonly label: string; readonly description: string; readonly group: T }[],
  title: string,
): Promise<T | undefined> {
  if (items.length === 0) {
    void window.showInformationMessage(l10n.t('There is no group that could be paired with it.'));
    return undefined;
  }
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.group;
}

function warn(problem: string, refresh: () => void): void {
  void window.showWarningMessage(problem);
  refresh();
}
