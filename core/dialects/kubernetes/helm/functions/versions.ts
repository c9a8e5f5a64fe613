/** Semantic versions and their constraints, as Masterminds/semver reads them for `semverCompare`. */
import { bool, type Datum, dict, int, string } from '../data.ts';
import { type FunctionTable, plain, strict } from './definition.ts';

interface Version {
  readonly numbers: readonly [number, number, number];
  readonly prerelease: string;
  readonly metadata: string;
  /** How many numbers are written: `1.2` has two. */
  readonly written: number;
}

const pattern = /^v?(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

function versionOf(text: string): Version | undefined {
  const found = pattern.exec(text.trim());
  if (!found) return undefined;
  const parts = found.slice(1, 4);
  const wild = parts.findIndex((part) => part === undefined || /^[xX*]$/.test(part));
  const written = wild < 0 ? 3 : wild;
  const [major = 0, minor = 0, patch = 0] = parts.map((part, i) => (i < written ? Number(part) : 0));
  return { numbers: [major, minor, patch], prerelease: found[4] ?? '', metadata: found[5] ?? '', written };
}

function compare(a: Version, b: Version): number {
  for (const [i, number] of a.numbers.entries()) {
    const order = number - (b.numbers[i] ?? 0);
    if (order !== 0) return order;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '' || b.prerelease === '') return a.prerelease === '' ? 1 : -1;
  const [left, right] = [a.prerelease.split('.'), b.prerelease.split('.')];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const order = compareParts(left[i], right[i]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (x && y) return Number(a) - Number(b);
  if (x !== y) return x ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The version behind the last one that `~` or `^` reaches, or a wildcard stands for. */
function ceiling({ numbers: [major, minor, patch], written }: Version, operator: string): Version {
  const next = (numbers: readonly [number, number, number]): Version => ({
    numbers,
    prerelease: '',
    metadata: '',
    written: 3,
  });
  if (operator !== '^') return written <= 1 ? next([major + 1, 0, 0]) : next([major, minor + 1, 0]);
  if (major > 0 || written === 1) return next([major + 1, 0, 0]);
  return minor > 0 || written === 2 ? next([0, minor + 1, 0]) : next([0, 0, patch + 1]);
}

const comparison = /(=>|=<|>=|<=|!=|~>|[=<>~^])?\s*(v?[0-9xX*][0-9A-Za-z.+*-]*)/y;

/** Does a version meet a constraint? `undefined` where the constraint cannot be read. */
function meets(version: string, constraint: string): boolean | undefined {
  const actual = versionOf(version);
  if (!actual) return undefined;
  let any = false;
  for (const part of constraint.split('||')) {
    const answer = meetsAll(actual, part.replace(/(\S+)\s+-\s+(\S+)/g, '>=$1 <=$2'));
    if (answer === undefined) return undefined;
    any ||= answer;
  }
  return any;
}

function meetsAll(actual: Version, text: string): boolean | undefined {
  let rest = text.trim();
  if (rest === '') return undefined;
  let all = true;
  while (rest !== '') {
    comparison.lastIndex = 0;
    const found = comparison.exec(rest);
    const wanted = versionOf(found?.[2] ?? '');
    if (!found || !wanted) return undefined;
    all &&= meetsOne(actual, found[1] ?? '=', wanted);
    rest = rest.slice(found[0].length).replace(/^[\s,]+/, '');
  }
  return all;
}

function meetsOne(actual: Version, operator: string, wanted: Version): boolean {
  // A version before its release meets only constraints that name one.
  if (actual.prerelease !== '' && wanted.prerelease === '') return false;
  const order = compare(actual, wanted);
  const isWild = wanted.written < 3;
  switch (operator) {
    case '>=':
    case '=>':
      return order >= 0;
    case '>':
      return isWild && wanted.written > 0 ? compare(actual, ceiling(wanted, '~')) >= 0 : order > 0;
    case '<':
      return order < 0;
    case '<=':
    case '=<':
      return isWild && wanted.written > 0 ? compare(actual, ceiling(wanted, '~')) < 0 : order <= 0;
    case '!=':
      return isWild ? !(order >= 0 && compare(actual, ceiling(wanted, '~')) < 0) : order !== 0;
    case '=':
      if (!isWild) return order === 0;
      return wanted.written === 0 || (order >= 0 && compare(actual, ceiling(wanted, '~')) < 0);
    default:
      return wanted.written === 0 || (order >= 0 && compare(actual, ceiling(wanted, operator)) < 0);
  }
}

export const versionFunctions: FunctionTable = {
  semverCompare: strict(([constraint, version]) => {
    const answer = meets(plain(version), plain(constraint));
    return answer === undefined ? undefined : bool(answer);
  }),
  semver: strict(([text]) => {
    const version = versionOf(plain(text));
    if (!version) return undefined;
    const [major, minor, patch] = version.numbers;
    return dict(
      new Map<string, Datum>([
        ['Major', int(major)],
        ['Minor', int(minor)],
        ['Patch', int(patch)],
        ['Prerelease', string(version.prerelease)],
        ['Metadata', string(version.metadata)],
        ['Original', string(plain(text))],
      ]),
    );
  }),
};
