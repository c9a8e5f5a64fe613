/** Which objects a patch or a replacement is for: by kind, name and namespace (patterns), by labels and annotations. */
import type { Value } from '../../../values/value.ts';
import { type Built, effectiveNamespace, type Identity, identitiesOf, identityIn } from './built.ts';
import { mapIn, textAt, textIn, valueAt } from './editing.ts';
import { matchesWhole, patternOf } from './pattern.ts';

/** What a build may still cost; below nothing it is given up. */
export interface Work {
  left: number;
}

type Matches = (text: string) => boolean;

/** `undefined` where the selector cannot be read: then nobody can say what it selects. */
export type Selects = (object: Built) => boolean;

const fields = ['group', 'version', 'kind', 'name', 'namespace'] as const;

/** Of a patch's `target`: each pattern must match the whole text (api/types/selector.go). */
export function selectorOf(target: Value, work: Work): Selects | undefined {
  const patterns = patternsIn(target, work);
  const labels = requirementsIn(target, 'labelSelector');
  const annotations = requirementsIn(target, 'annotationSelector');
  if (!patterns || !labels || !annotations) return undefined;
  return (object) => {
    const now = identityIn(object.value);
    const [first = now] = object.previous;
    const either = (matches: Matches, of: (identity: Identity) => string): boolean =>
      matches(of(first)) || matches(of(now));
    return (
      either(patterns.namespace, effectiveNamespace) &&
      either(patterns.name, ({ name }) => name) &&
      patterns.group(now.group) &&
      patterns.version(now.version) &&
      patterns.kind(now.kind) &&
      meets(valueAt(object.value, 'metadata', 'labels'), labels) &&
      meets(valueAt(object.value, 'metadata', 'annotations'), annotations)
    );
  };
}

/** Of a replacement's target: any name that the object has or had counts, each as a whole. */
export function targetOf(select: Value, work: Work): Selects | undefined {
  const patterns = patternsIn(select, work);
  const labels = requirementsIn(select, 'labelSelector');
  const annotations = requirementsIn(select, 'annotationSelector');
  if (!patterns || !labels || !annotations) return undefined;
  return (object) =>
    identitiesOf(object).some((identity) => fields.every((field) => patterns[field](identity[field]))) &&
    meets(valueAt(object.value, 'metadata', 'labels'), labels) &&
    meets(valueAt(object.value, 'metadata', 'annotations'), annotations);
}

/** Of a replacement's source and a variable: plain texts. */
export function sourceOf(source: Value): Selects {
  const wanted = fields.map((field) => [field, textAt(source, field)] as const);
  return (object) =>
    identitiesOf(object).some((identity) =>
      wanted.every(([field, text]) => {
        if (text === undefined || text === '') return true;
        return field === 'namespace' ? effectiveNamespace(identity) === text : identity[field] === text;
      }),
    );
}

function patternsIn(target: Value, work: Work): Record<(typeof fields)[number], Matches> | undefined {
  if (!mapIn(target)) return undefined;
  const matchers = fields.map((field) => [field, matcherOf(valueAt(target, field), work)] as const);
  if (matchers.some(([, matches]) => !matches)) return undefined;
  return Object.fromEntries(matchers) as Record<(typeof fields)[number], Matches>;
}

function matcherOf(value: Value | undefined, work: Work): Matches | undefined {
  if (!value) return () => true;
  const text = textIn(value);
  if (text === undefined || text.length > 1000) return undefined;
  if (text === '') return () => true;
  const pattern = patternOf(text);
  return pattern && ((subject) => matchesWhole(pattern, subject, work));
}

interface Requirement {
  readonly key: string;
  readonly operator: 'in' | 'notin' | 'exists' | 'absent';
  readonly values: readonly string[];
}

/** `app=web,tier!=db,env in (dev,test),!legacy` (labels.Parse). */
function requirementsIn(target: Value, field: string): readonly Requirement[] | undefined {
  const value = valueAt(target, field);
  if (!value) return [];
  const text = textIn(value);
  if (text === undefined || text.length > 1000) return undefined;
  const parts = text
    .split(/,(?![^()]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const requirements = parts.map(requirementOf);
  return requirements.every((one) => one !== undefined) ? requirements : undefined;
}

function requirementOf(part: string): Requirement | undefined {
  const [, absent, alone] = /^(!?)\s*([\w./-]+)$/.exec(part) ?? [];
  if (alone !== undefined) return { key: alone, operator: absent ? 'absent' : 'exists', values: [] };
  const [, key, operator, value] = /^([\w./-]+)\s*(==|=|!=)\s*([\w./-]*)$/.exec(part) ?? [];
  if (key !== undefined && value !== undefined) {
    return { key, operator: operator === '!=' ? 'notin' : 'in', values: [value] };
  }
  const [, name, word, list] = /^([\w./-]+)\s+(in|notin)\s*\(([^()]*)\)$/.exec(part) ?? [];
  if (name === undefined || list === undefined) return undefined;
  return { key: name, operator: word === 'in' ? 'in' : 'notin', values: list.split(',').map((one) => one.trim()) };
}

function meets(map: Value | undefined, requirements: readonly Requirement[]): boolean {
  return requirements.every(({ key, operator, values }) => {
    const text = textIn(mapIn(map)?.entries.get(key)?.value);
    if (operator === 'exists') return text !== undefined;
    if (operator === 'absent') return text === undefined;
    const among = text !== undefined && values.includes(text);
    return operator === 'in' ? among : !among;
  });
}
