/**
 * A value as a whole, for people and programs that ask what something is worth: JSON where it is known, the reason
 * where it is not, a list where it may be one of several, and an error where the template language refuses it.
 */
import type { Text } from '../text/message.ts';
import { isSensitive } from './sensitive.ts';
import { isList, isMap, isReference, type Known, reasonText, type UnknownReason, type Value } from './value.ts';

export type Answer =
  | { readonly kind: 'value' /** JSON text. */; readonly json: string }
  /** `partial`: JSON of what is known all the same, with null for the rest; absent where nothing is. */
  | { readonly kind: 'unknown'; readonly why: Text; readonly partial: string | undefined }
  /** `why`: besides these it may be something that is not known. */
  | { readonly kind: 'possible'; readonly json: readonly string[]; readonly why: Text | undefined }
  | { readonly kind: 'error'; readonly why: Text };

/** How the dialect writes numbers; its own numbers may be more exact than JavaScript's. */
export type NumberText = (value: Known) => string | undefined;

/** At most so many possibilities are told apart. */
const maxCases = 64;
/** And so many parts are written down, all together: a value that repeats itself may stand for far more. */
const maxParts = 200_000;

interface Case {
  readonly json: string;
  readonly open: UnknownReason | undefined;
}

export function answerOf(value: Value, numberText: NumberText = () => undefined): Answer {
  const cases = casesOf(value, numberText);
  const refused = cases.find(({ open }) => open?.code === 'invalid')?.open;
  const known = [...new Set(cases.filter(({ open }) => !open).map(({ json }) => json))];
  const open = cases.find((one) => one.open && one.open.code !== 'invalid');
  const [only] = known;
  if (only === undefined && refused) return { kind: 'error', why: reasonText(refused) };
  if (only === undefined && open?.open) {
    return { kind: 'unknown', why: reasonText(open.open), partial: open.json === 'null' ? undefined : open.json };
  }
  if (only !== undefined && known.length === 1 && !open) return { kind: 'value', json: only };
  return { kind: 'possible', json: known, why: open?.open && reasonText(open.open) };
}

function casesOf(value: Value, numberText: NumberText): readonly Case[] {
  let parts = 0;
  return expand(value);

  function expand(one: Value): readonly Case[] {
    if (++parts > maxParts) return [tooMuch];
    if (one.kind === 'unknown') return [{ json: 'null', open: one.reason }];
    if (one.kind === 'oneOf') return bounded(one.options.flatMap((option) => expand(option)));
    if (isSensitive(one)) return [{ json: 'null', open: { code: 'sensitive', subject: '' } }];
    const data = one.value;
    if (isReference(data)) {
      const subject = data.attribute === '' ? data.resource : `${data.resource}.${data.attribute}`;
      return [{ json: 'null', open: { code: 'computed', subject } }];
    }
    if (isList(data)) return joined(data.items.map(expand), (items) => `[${items.join()}]`);
    if (isMap(data)) {
      const keys = [...data.entries.keys()].map((key) => JSON.stringify(key));
      const members = Array.from(data.entries.values(), (member) => expand(member.value));
      return joined(members, (items) => `{${items.map((item, i) => `${keys[i]}:${item}`).join()}}`);
    }
    return [{ json: numberText(one) ?? JSON.stringify(data), open: undefined }];
  }
}

const tooMuch: Case = { json: 'null', open: { code: 'limit', subject: 'value' } };

function bounded(cases: readonly Case[]): readonly Case[] {
  return cases.length <= maxCases ? cases : [...cases.slice(0, maxCases), tooMuch];
}

/** Every combination of the parts' cases. */
function joined(parts: readonly (readonly Case[])[], write: (items: readonly string[]) => string): readonly Case[] {
  let combinations = 1;
  for (const cases of parts) combinations *= cases.length;
  const all: Case[] = [];
  for (let n = 0; n < Math.min(combinations, maxCases); n++) {
    let rest = n;
    let open: UnknownReason | undefined;
    const items = parts.map((cases) => {
      const chosen = cases[rest % cases.length] as Case;
      rest = Math.floor(rest / cases.length);
      if (chosen.open && (!open || chosen.open.code === 'invalid')) open = chosen.open;
      return chosen.json;
    });
    all.push({ json: write(items), open });
  }
  return combinations > maxCases ? [...all, tooMuch] : all;
}
