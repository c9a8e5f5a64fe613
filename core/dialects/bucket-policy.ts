/** Reads an OSS bucket policy, JSON text or a map of the template. What is not known stays unknown, never harmless. */
import type { Plain } from '../changes/plain.ts';
import { isAddressProblem, parseCidr } from '../network/addresses.ts';
import type { BucketPolicy, PolicyStatement } from '../network/bucket-policy.ts';
import { allOf, anyOf, holds, not, type Truth, unknownsOf } from '../values/truth.ts';
import { type Data, isList, isMap, mapValue, sameWay, type Unknown, unknown, type Value } from '../values/value.ts';
import { itemsOf, type Reader, valueAt } from './catalogue.ts';
import { scalar } from './fields.ts';
import { fromJsonText } from './json-text.ts';

/**
 * @param recover may read from its source what the dialect's evaluation could not know as a whole
 * @param spell how the dialect writes a policy's document
 */
export function bucketPolicy(
  path: string,
  recover: (unread: Unknown) => Value | undefined = () => undefined,
  spell: (document: Plain) => Plain = (document) => document,
): Reader<Value<BucketPolicy> | undefined> {
  return {
    paths: [path],
    spell: (document) => spell(document as Plain),
    read(scope) {
      const value = valueAt(scope, path);
      if (value === undefined) return undefined;
      const written = (value.kind === 'unknown' && recover(value)) || value;
      return mapValue(fromJsonText(written), (one) =>
        isMap(one.value)
          ? sameWay({ statements: itemsOf(one.value.entries.get('Statement')?.value).map(statementOf) }, one)
          : unknown('invalid', path, one.at),
      );
    },
  };
}

function statementOf(statement: Value): PolicyStatement {
  const effect = member(statement, 'Effect');
  const principal = member(statement, 'Principal');
  const condition = member(statement, 'Condition');
  const says = (word: string): Truth => (effect ? holds(effect, (data) => scalar(data)?.toLowerCase() === word) : 'no');
  return {
    at: (principal ?? statement).at,
    allows: says('allow'),
    denies: says('deny'),
    anyone: principal ? anyOf('no', ...textsOf(principal).map((who) => holds(who, (data) => data === '*'))) : 'no',
    limited: limitedBy(condition),
    insecureOnly: anyOf(transportIs(condition, 'false'), namesTlsVersion(condition)),
    secureOnly: anyOf(transportIs(condition, 'true'), namesTlsVersion(condition)),
    unknowns: unknownsOf(...[statement, effect, principal, condition].filter((value) => value !== undefined)),
  };
}

function member(value: Value, key: string): Value | undefined {
  if (value.kind === 'unknown') return value;
  if (value.kind === 'oneOf') return unknown('unsupported', key, value.at);
  return isMap(value.value) ? value.value.entries.get(key)?.value : undefined;
}

/** Texts of a list, of one text, or of a map of lists (`Principal: { RAM: [...] }`). */
function textsOf(value: Value): readonly Value[] {
  if (value.kind === 'known' && isMap(value.value)) {
    return [...value.value.entries.values()].flatMap((entry) => textsOf(entry.value));
  }
  return itemsOf(value);
}

interface Clause {
  /** Lower case: ipaddress, notipaddress, stringequals, bool … */
  readonly operator: string;
  /** Lower case: acs:sourceip … */
  readonly key: string;
  readonly values: readonly Value[];
}

function clausesOf(condition: Value | undefined): readonly Clause[] | undefined {
  if (condition === undefined) return [];
  if (condition.kind !== 'known') return undefined;
  if (!isMap(condition.value)) return [];
  const clauses: Clause[] = [];
  for (const [operator, { value }] of condition.value.entries) {
    if (value.kind !== 'known') return undefined;
    if (!isMap(value.value)) continue;
    for (const [key, { value: values }] of value.value.entries) {
      clauses.push({ operator: operator.toLowerCase(), key: key.toLowerCase(), values: itemsOf(values) });
    }
  }
  return clauses;
}

/** Several clauses must all hold, so one that limits is enough; the values of one clause are alternatives. */
function limitedBy(condition: Value | undefined): Truth {
  const clauses = clausesOf(condition);
  if (clauses === undefined) return 'unknown';
  return anyOf(
    'no',
    ...clauses.map(({ operator, key, values }): Truth => {
      if (key === 'acs:sourcevpc' || key === 'acs:sourcevpcid') return operator.includes('not') ? 'no' : 'yes';
      if (key !== 'acs:sourceip' || operator.startsWith('not')) return 'no';
      return values.length === 0 ? 'no' : allOf(...values.map((value) => not(holds(value, isWorld))));
    }),
  );
}

function isWorld(data: Data): boolean {
  const word = scalar(data);
  if (word === undefined) return isList(data);
  const parsed = parseCidr(word, { bareZeroIsWorld: true });
  return word === '*' || (!isAddressProblem(parsed) && parsed.addresses.amountsToWorld);
}

function transportIs(condition: Value | undefined, wanted: 'true' | 'false'): Truth {
  const clauses = clausesOf(condition);
  if (clauses === undefined) return 'unknown';
  const values = clauses.filter(({ key }) => key === 'acs:securetransport').flatMap((clause) => clause.values);
  return anyOf('no', ...values.map((value) => holds(value, (data) => scalar(data)?.toLowerCase() === wanted)));
}

function namesTlsVersion(condition: Value | undefined): Truth {
  const clauses = clausesOf(condition);
  if (clauses === undefined) return 'unknown';
  return clauses.some(({ key }) => /tls.?version/.test(key)) ? 'yes' : 'no';
}
