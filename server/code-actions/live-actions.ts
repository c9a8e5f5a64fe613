/** "Restrict to sources of sg-…": what mends a finding with networks of the live account. */
import { type CodeAction, CodeActionKind, type Diagnostic } from 'vscode-languageserver/node';
import type { NetworkChoice } from '../../core/changes/change.ts';
import type { FileEdit } from '../../core/changes/edit.ts';
import { editsOf } from '../../core/changes/write.ts';
import type { Finding } from '../../core/lint.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { isShort, type LiveGroup } from '../live-groups.ts';
import { rangeOf } from '../ranges.ts';
import type { RestrictParams } from '../restricting.ts';
import type { ActionContext } from './finding-actions.ts';
import { workspaceEdit } from './workspace-edit.ts';

/** So many groups are offered at once; the others are a choice away. */
const mostGroups = 3;

export function liveActions(finding: Finding, told: Diagnostic, context: ActionContext): CodeAction[] {
  const { liveGroups, language, client, uri } = context;
  if (!liveGroups) return [];
  const actions: CodeAction[] = [];
  let hasAny = false;
  for (const choice of choicesOf(finding)) {
    let left = mostGroups;
    for (const group of liveGroups(choice)) {
      hasAny = true;
      const made = isShort(group) ? restriction(choice, group, language) : undefined;
      if (!made) continue;
      const { title, edits } = made;
      actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [told], edit: workspaceEdit(edits, context) });
      if (--left === 0) break;
    }
  }
  if (hasAny && client.isOurs) {
    const title = restrictToAny[language];
    const place: RestrictParams = { uri, range: rangeOf(finding.at), rule: finding.rule };
    const command = { title, command: 'portguard.restrictToLiveGroup', arguments: [place] };
    actions.push({ title, kind: CodeActionKind.QuickFix, diagnostics: [told], command });
  }
  return actions;
}

/** Places that a finding's fixes narrow, each once. */
export function choicesOf(finding: Finding): readonly NetworkChoice[] {
  return [...new Set((finding.fixes?.() ?? []).flatMap(({ choice }) => choice ?? []))];
}

/** The first way in which a group's sources can be written at a place; `undefined` where none can. */
export function restriction(
  choice: NetworkChoice,
  { network }: LiveGroup,
  language: Language,
): { readonly title: string; readonly edits: readonly FileEdit[] } | undefined {
  for (const fix of choice.fixes(network)) {
    const edits = editsOf(fix);
    if (edits && edits.length > 0) return { title: fix.title[language], edits };
  }
  return undefined;
}

const restrictToAny: Text = { en: 'Restrict to sources of a live group…', zh: '只放行某个线上安全组的来源……' };
