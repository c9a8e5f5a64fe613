/**
 * `node scripts/run.mjs bench/known.ts --corpus FOLDER …`: how much of what security group rules say is known from
 * the text: for peers and ports, how many values are known, one of several, or unknown and why. Also the slowest
 * files, whatever made the engine fail, and what was met that it does not evaluate.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Surroundings } from '../core/dialects/surroundings.ts';
import type { Unit } from '../core/dialects/unit.ts';
import { readUnits } from '../core/dialects/units.ts';
import type { SecurityGroupRule } from '../core/network/model.ts';
import { SourceText } from '../core/text/source.ts';
import type { Unknown, Value } from '../core/values/value.ts';
import { isList, isMap } from '../core/values/value.ts';

const { values: options } = parseArgs({
  options: { corpus: { type: 'string', multiple: true }, list: { type: 'boolean' } },
});
if (!options.corpus) {
  console.error('usage: node scripts/run.mjs bench/known.ts --corpus FOLDER [--corpus FOLDER …] [--list]');
  process.exit(2);
}

type Kind = 'known' | 'one of several' | 'one of several, some unknown' | 'absent' | `unknown: ${string}`;

/** Dialect and field, then kind, then how often. */
const counts = new Map<string, Map<Kind, number>>();
/** What a reason names, the names of a text's own parts left out. */
const reasons = new Map<string, number>();
const unsupported = new Map<string, number>();
const failures: string[] = [];
const times: { readonly ms: number; readonly name: string }[] = [];

for (const corpus of options.corpus) {
  for (const [folder, files] of foldersOf(resolve(corpus))) measure(corpus, folder, files);
}
report();

function measure(corpus: string, folder: string, paths: readonly string[]): void {
  const cache = new Map<string, SourceText>();
  const sources = paths.flatMap((path) => readText(join(folder, path), path, cache) ?? []);
  const surroundings: Surroundings = {
    workspace: workspaceOf(folder, cache),
    inputs: { varFiles: [], parameters: [] },
  };
  // A template is a unit of its own; alone, its time is its own too.
  const groups = [
    sources.filter(({ path }) => path.endsWith('.tf')),
    ...sources.filter(({ path }) => !path.endsWith('.tf')).map((one) => [one]),
  ];
  for (const group of groups) {
    if (group.length === 0) continue;
    const name = relative(corpus, join(folder, group[0]?.path ?? ''));
    const start = performance.now();
    try {
      for (const unit of readUnits(group, surroundings)) count(unit);
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.stack : error}`);
    }
    times.push({ ms: performance.now() - start, name });
  }
}

function count(unit: Unit): void {
  if (unit.dialect === 'kubernetes') return;
  for (const rule of unit.model.securityGroupRules) {
    add(`${unit.dialect} peer`, peerOf(rule));
    add(`${unit.dialect} ports`, rule.ports);
  }
  for (const { attributes } of unit.model.resources.values()) {
    for (const { value } of attributes.entries.values()) collectUnsupported(value, 0);
  }
}

function peerOf({ peerCidr, peerIpv6Cidr, peerGroup, peerPrefixList }: SecurityGroupRule): Value<unknown> | undefined {
  return peerCidr ?? peerIpv6Cidr ?? peerGroup ?? peerPrefixList;
}

function add(field: string, value: Value<unknown> | undefined): void {
  const kinds = counts.get(field) ?? new Map<Kind, number>();
  counts.set(field, kinds);
  const kind = kindOf(value);
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  if (value?.kind !== 'unknown') return;
  const { code, subject } = value.reason;
  const key = `${field} ${code} ${subject}`;
  reasons.set(key, (reasons.get(key) ?? 0) + 1);
  if (options.list) console.log(`${placeOf(value)}  ${field}: ${code} ${subject}`);
}

function kindOf(value: Value<unknown> | undefined): Kind {
  if (value === undefined) return 'absent';
  if (value.kind === 'known') return 'known';
  if (value.kind === 'unknown') return `unknown: ${value.reason.code}`;
  return value.options.some((option) => option.kind === 'unknown') ? 'one of several, some unknown' : 'one of several';
}

function collectUnsupported(value: Value, depth: number): void {
  if (depth > 12) return;
  if (value.kind === 'oneOf') {
    for (const option of value.options) collectUnsupported(option, depth + 1);
  } else if (value.kind === 'unknown') {
    if (value.reason.code !== 'unsupported') return;
    unsupported.set(value.reason.subject, (unsupported.get(value.reason.subject) ?? 0) + 1);
  } else if (isList(value.value)) for (const item of value.value.items) collectUnsupported(item, depth + 1);
  else if (isMap(value.value))
    for (const { value: one } of value.value.entries.values()) collectUnsupported(one, depth + 1);
}

function report(): void {
  for (const [field, kinds] of [...counts].sort()) {
    const total = [...kinds.values()].reduce((sum, n) => sum + n, 0);
    console.log(`\n${field}: ${total}`);
    for (const [kind, n] of [...kinds].sort((a, b) => b[1] - a[1])) {
      console.log(`  ${String(n).padStart(6)} ${((100 * n) / total).toFixed(1).padStart(5)} %  ${kind}`);
    }
  }
  console.log('\nthe most frequent reasons');
  for (const [reason, n] of top(reasons, 15)) console.log(`  ${String(n).padStart(6)}  ${reason}`);
  console.log('\nnot evaluated');
  for (const [subject, n] of top(unsupported, 30)) console.log(`  ${String(n).padStart(6)}  ${subject}`);
  console.log(`\nfailures: ${failures.length}`);
  for (const failure of failures.slice(0, 10)) console.log(`  ${failure}`);
  console.log('\nslowest');
  for (const { ms, name } of times.sort((a, b) => b.ms - a.ms).slice(0, 5)) {
    console.log(`  ${ms.toFixed(0).padStart(6)} ms  ${name}`);
  }
}

function top(counted: ReadonlyMap<string, number>, most: number): [string, number][] {
  return [...counted].sort((a, b) => b[1] - a[1]).slice(0, most);
}

function placeOf({ at }: Unknown): string {
  const { source, start } = at.source.outermost(at);
  return `${source.path}:${source.positionAt(start).line + 1}`;
}

/** Folders with the names of the files in them that can be linted. */
function* foldersOf(root: string): Generator<[string, string[]]> {
  const names = readdirSync(root).filter((name) => name !== '.git' && name !== 'node_modules');
  const kinds = names.map((name) => [name, statSync(join(root, name), { throwIfNoEntry: false })] as const);
  const files = kinds.filter(([name, stat]) => stat?.isFile() && /\.(tf|ya?ml|json|template)$/.test(name));
  if (files.length > 0) yield [root, files.map(([name]) => name)];
  for (const [name, stat] of kinds) if (stat?.isDirectory()) yield* foldersOf(join(root, name));
}

function workspaceOf(folder: string, cache: Map<string, SourceText>): Surroundings['workspace'] {
  return {
    read: (path) => readText(join(folder, path), path, cache),
    bytes: (path) => (isFile(join(folder, path)) ? readFileSync(join(folder, path)) : undefined),
    list: (path) => {
      const at = join(folder, path);
      if (!statSync(at, { throwIfNoEntry: false })?.isDirectory()) return undefined;
      return readdirSync(at, { withFileTypes: true }).map((entry) =>
        entry.isDirectory() ? `${entry.name}/` : entry.name,
      );
    },
  };
}

function readText(at: string, path: string, cache: Map<string, SourceText>): SourceText | undefined {
  const before = cache.get(at);
  if (before) return before;
  if (!isFile(at)) return undefined;
  const source = new SourceText(path, readFileSync(at, 'utf8'));
  cache.set(at, source);
  return source;
}

function isFile(at: string): boolean {
  return statSync(at, { throwIfNoEntry: false })?.isFile() === true && dirname(at) !== at;
}
