/** portguard/driftAcceptance: the edit after which the template says what the account has, of one row or of all of a group. */
import { resolve } from 'node:path';
import type { CancellationToken, WorkspaceEdit } from 'vscode-languageserver/node';
import { applyEdits, type FileEdit } from '../../core/changes/edit.ts';
import { groupedBy } from '../../core/config/lookup.ts';
import type { DriftTarget } from '../../core/drift/told.ts';
import type { Text } from '../../core/text/message.ts';
import { SourceText } from '../../core/text/source.ts';
import { changedLines } from '../code-actions/changed-lines.ts';
import { workspaceEdit } from '../code-actions/workspace-edit.ts';
import type { Components } from '../components.ts';
import type { GroupDrift, LastDrift } from './last-drift.ts';
import { acceptanceEdits } from './rows.ts';
import { type Turn, turns } from './turns.ts';

export type AcceptanceAnswer =
  | {
      readonly edit: WorkspaceEdit;
      /** How many rows it takes over, and how many of the group are left then. */
      readonly accepted: number;
      readonly left: number;
    }
  | { readonly problem: string };

type Accepted = { readonly edits: readonly FileEdit[]; readonly accepted: number; readonly left: number } | Text;

export function driftAcceptance(components: Components, last: LastDrift) {
  const { folders, language, client, openAt } = components;
  return async (target: DriftTarget, token: CancellationToken): Promise<AcceptanceAnswer> => {
    await folders.settled();
    const found = await (target.row === undefined
      ? allOf(target.group, components, last, turns(folders, token))
      : rowOf({ ...target, row: target.row }, components, last));
    if ('en' in found) return { problem: found[language()] };
    const { edits, ...counts } = found;
    return { edit: workspaceEdit(edits, { client: client(), openAt }), ...counts };
  };
}

function rowOf(
  { group, row: key }: Required<DriftTarget>,
  { folders, account }: Components,
  last: LastDrift,
): Accepted {
  const drift = last.now({ folders, account }, group);
  const found = [...(drift?.rows ?? [])].find(([, one]) => one === key);
  if (!drift || !found) return gone;
  const edits = acceptanceEdits(found[0], drift.pairing, folders);
  if ('en' in edits) return { en: `It cannot be written: ${edits.en}.`, zh: `无法写入：${edits.zh}。` };
  return { edits, accepted: 1, left: drift.rows.size - 1 };
}

/** Row by row, each worked out anew, because what was written for one moves the others. */
async function allOf(group: string, { folders, account }: Components, last: LastDrift, turn: Turn): Promise<Accepted> {
  const before = new Map<string, SourceText>();
  const changed = new Map<string, SourceText>();
  let drift = last.now({ folders, account }, group);
  if (!drift || drift.rows.size === 0) return gone;
  let accepted = 0;
  // Accepting a row ends it; the bound is for a row that would not end.
  for (let most = drift.rows.size * 2; most > 0 && (await turn()); most--) {
    const edits = nextEdits(drift, folders);
    if (!edits) break;
    for (const [source, own] of groupedBy(edits, (edit) => edit.source)) {
      if (!before.has(source.path)) before.set(source.path, source);
      changed.set(resolve(source.path), new SourceText(source.path, applyEdits(source.text, own)));
    }
    accepted++;
    drift = last.now({ folders, account }, group, changed);
    // A group that all is taken from may be gone with it.
    if (!drift) break;
  }
  if (accepted === 0) return { en: 'None of it can be written into the template.', zh: '没有可写入模板的差异。' };
  const edits = [...before.values()].map((source) =>
    changedLines(source, changed.get(resolve(source.path))?.text ?? source.text),
  );
  return { edits, accepted, left: drift?.rows.size ?? 0 };
}

function nextEdits({ rows, pairing }: GroupDrift, folders: Components['folders']): readonly FileEdit[] | undefined {
  for (const row of rows.keys()) {
    const edits = acceptanceEdits(row, pairing, folders);
    if (!('en' in edits)) return edits;
  }
  return undefined;
}

/** Said of a row of an answer that is no longer true. */
export const gone: Text = {
  en: 'The template or the account has changed since: this row is no longer as it was shown.',
  zh: '模板或账号此后已变化，该差异已不是显示时的样子。',
};
