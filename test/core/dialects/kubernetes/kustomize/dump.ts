/** Built objects as compact text: what a test compares. */

import { resolveConfig } from '../../../../../core/config/resolve.ts';
import { emptyConfig } from '../../../../../core/config/schema.ts';
import { readKubernetes } from '../../../../../core/dialects/kubernetes/index.ts';
import { buildKustomization } from '../../../../../core/dialects/kubernetes/kustomize/index.ts';
import type { Problem, Unit } from '../../../../../core/dialects/unit.ts';
import { lint } from '../../../../../core/lint.ts';
import { rules } from '../../../../../core/rules/index.ts';
import type { Location } from '../../../../../core/text/source.ts';
import { isList, isMap, type Value } from '../../../../../core/values/value.ts';
import { filesOf } from '../../workspace.ts';

type Texts = Readonly<Record<string, string>>;

/** `Kind/name: {…}` for each object, maps and lists in YAML's flow style; `?` is not known. */
export function objectsOf(texts: Texts, folder: string): string[] {
  const files = filesOf(texts);
  const build = buildKustomization(folder, files.in(folder), files.surroundings);
  return (build?.objects ?? []).map(({ result }) => flow(result.value));
}

/** The part of each object behind keys. */
export function partsOf(texts: Texts, folder: string, ...keys: readonly string[]): string[] {
  const files = filesOf(texts);
  const build = buildKustomization(folder, files.in(folder), files.surroundings);
  return (build?.objects ?? []).map(({ result }) => {
    const value = keys.reduce<Value | undefined>((inner, key) => step(inner, key), result.value);
    return value ? flow(value) : 'absent';
  });
}

function step(value: Value | undefined, key: string): Value | undefined {
  if (value?.kind !== 'known') return undefined;
  if (isMap(value.value)) return value.value.entries.get(key)?.value;
  return isList(value.value) ? value.value.items[Number(key)] : undefined;
}

function flow(value: Value): string {
  if (value.kind !== 'known') return '?';
  const { value: data } = value;
  if (isList(data)) return `[${data.items.map(flow).join(', ')}]`;
  if (isMap(data)) return `{${[...data.entries].map(([key, member]) => `${key}: ${flow(member.value)}`).join(', ')}}`;
  return typeof data === 'string' ? data : JSON.stringify(data);
}

export function unitOf(texts: Texts, folder: string): Unit {
  const files = filesOf(texts);
  return readKubernetes(files.in(folder), files.surroundings);
}

/** `file:line rule "characters"`. */
export function problemsOf(texts: Texts, folder: string): string[] {
  return unitOf(texts, folder).problems.map((problem: Problem) => `${placeOf(problem.at)} ${problem.rule}`);
}

/** `file:line "characters" rule resource` of one rule or all. */
export function findingsOf(texts: Texts, folder: string, rule?: string): string[] {
  const files = filesOf(texts);
  const { findings } = lint(files.in(folder), resolveConfig(emptyConfig, rules), files.surroundings);
  return findings
    .filter((one) => rule === undefined || one.rule === rule)
    .map((one) => `${placeOf(one.at)} ${one.rule} ${one.resource ?? ''}`.trim());
}

function placeOf({ source, start, end }: Location): string {
  const outer = source.outermost({ start, end });
  const text = outer.source.text.slice(outer.start, outer.end);
  return `${outer.source.path}:${outer.source.positionAt(outer.start).line + 1} "${text}"`;
}

/** Where a value of the only object of its kind stands. */
export function placesOf(texts: Texts, folder: string, kind: string, ...keys: readonly string[]): string | undefined {
  const files = filesOf(texts);
  const build = buildKustomization(folder, files.in(folder), files.surroundings);
  const object = build?.objects.find(({ result }) => flow(step(result.value, 'kind') ?? result.value) === kind);
  const value = keys.reduce<Value | undefined>((inner, key) => step(inner, key), object?.result.value);
  return value && placeOf(value.at);
}
