/** portguard.restrictToLiveGroup: a finding's source becomes whom a group of the open account lets in. */
import { l10n, window } from 'vscode';
import type { Server } from '../language/server.ts';
import { applyServerEdit, type ServerEdit } from './server-edit.ts';

/** The answer to `portguard/liveGroups`. */
interface OfferedGroup {
  readonly id: string;
  readonly name: string;
  readonly vpc?: string;
  readonly cidrs: readonly string[];
}

type Answer = { readonly edit: ServerEdit } | { readonly problem: string };

/** So many blocks of a group are listed; a window is no wider. */
const mostListed = 6;

/** @returns a command whose argument is the place of a finding, as the server's code action has it */
export function restrictToLiveGroup(server: Server) {
  return async (place: unknown): Promise<void> => {
    if (typeof place !== 'object' || place === null) return;
    const groups = await server.request<readonly OfferedGroup[]>('portguard/liveGroups', place);
    if (groups.length === 0) {
      const message = l10n.t('No security group of the open account lets in addresses of its own.');
      void window.showInformationMessage(message);
      return;
    }
    const chosen = await window.showQuickPick(groups.map(itemOf), {
      title: l10n.t('Restrict to Sources of a Live Group'),
      placeHolder: l10n.t('Whose sources may connect? The likeliest come first'),
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (!chosen) return;
    const answer = await server.request<Answer>('portguard/restrictToLiveGroup', { ...place, group: chosen.group });
    if ('problem' in answer) void window.showWarningMessage(answer.problem);
    else await applyServerEdit(answer.edit);
  };
}

function itemOf({ id, name, vpc, cidrs }: OfferedGroup) {
  const listed = cidrs.slice(0, mostListed).join(', ');
  const rest = cidrs.length - mostListed;
  const detail = rest > 0 ? l10n.t('{0} and {1} more', listed, rest) : listed;
  const description = [name === '' ? '' : id, vpc ?? ''].filter(Boolean).join(', ');
  return { label: name === '' ? id : name, description, detail, group: id };
}
