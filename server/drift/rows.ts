/** Rows of drift as plain data, each with a key by what it says, and whether something can be done about it. */
import { createHash } from 'node:crypto';
import type { FileEdit } from '../../core/changes/edit.ts';
import { editsOf } from '../../core/changes/write.ts';
import { acceptance, acceptanceObstacle, obstacles } from '../../core/drift/accepting.ts';
import type { DriftRow } from '../../core/drift/drift.ts';
import type { Effect } from '../../core/drift/effects.ts';
import type { Pairing } from '../../core/drift/group-pairs.ts';
import { accountIntents } from '../../core/drift/intents.ts';
import { ruleIdOf } from '../../core/drift/rule-ids.ts';
import type { SideRule } from '../../core/drift/side-rules.ts';
import type { ToldEffect, ToldRow } from '../../core/drift/told.ts';
import { effectText, kindTexts, placeOf, ruleLabel, ruleText } from '../../core/drift/wording.ts';
import type { Language } from '../../core/text/message.ts';
import { groupPlace, type Placed, placedAt } from './places.ts';

export interface Telling extends Placed {
  readonly language: () => Language;
  /** Whether a file (absolute path) is the user's own. */
  readonly isLookedAt: (path: string) => boolean;
}

export function toldRow(row: DriftRow, key: string, pairing: Pairing, telling: Telling): ToldRow {
  const language = telling.language();
  const words = (rules: readonly SideRule[]): readonly string[] => rules.map((one) => ruleText(one)[language]);
  const { kind, certainty, direction, account, template, effects, pair } = row;
  const [live] = account;
  const [written] = template;
  const cannotAccept = acceptanceEdits(row, pairing, telling);
  const cannotRestore = accountIntents(row, pairing).length === 0 ? obstacles.uncertain : undefined;
  return {
    key,
    label: (live ? account : template).map((one) => ruleLabel(one)[language]).join(', '),
    kind,
    kindText: kindTexts[kind][language],
    certainty,
    direction,
    account: words(account),
    template: words(template),
    effects: effects.map((one) => toldEffect(one, language)),
    ...('en' in cannotAccept ? { cannotAccept: cannotAccept[language] } : {}),
    ...(cannotRestore ? { cannotRestore: cannotRestore[language] } : {}),
    ...(written ? placedAt(placeOf(written), telling) : groupPlace(pair.template, telling)),
    ...(live ? { place: { start: live.rule.at.start, end: live.rule.at.end } } : {}),
  };
}

function toldEffect(effect: Effect, language: Language): ToldEffect {
  const { change, certainty, reach } = effect;
  return { change, certainty, isExposed: reach === 'exposed', text: effectText(effect, language) };
}

/** What accepting a row writes, or why it cannot be. */
export function acceptanceEdits(
  row: DriftRow,
  pairing: Pairing,
  files: Pick<Telling, 'isLookedAt'>,
): readonly FileEdit[] | (typeof obstacles)[keyof typeof obstacles] {
  const obstacle = acceptanceObstacle(row);
  if (obstacle) return obstacle;
  const fix = acceptance(row, pairing);
  const edits = fix && editsOf(fix);
  if (!edits || edits.length === 0) return obstacles.unwritable;
  return edits.every(({ source }) => files.isLookedAt(source.path)) ? edits : obstacles.foreign;
}

/** The same for the same drift, wherever it has moved to; rows that say the same are counted. */
export function rowKeys(rows: readonly DriftRow[]): ReadonlyMap<DriftRow, string> {
  const counts = new Map<string, number>();
  return new Map(
    rows.map((row) => {
      const content = contentOf(row);
      const count = (counts.get(content) ?? 0) + 1;
      counts.set(content, count);
      return [row, createHash('sha256').update(`${content} ${count}`).digest('base64url').slice(0, 24)];
    }),
  );
}

function contentOf({ pair, direction, kind, certainty, account, template }: DriftRow): string {
  const live = account.map((one) => [ruleIdOf(one.rule), ruleText(one).en]);
  const written = template.map((one) => [one.rule.resource.address, placeOf(one).source.path, ruleText(one).en]);
  return JSON.stringify([pair.account.id, direction, kind, certainty, live, written]);
}
