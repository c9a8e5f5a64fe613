/** A chart as it lies in its folder: Chart.yaml, values.yaml, templates, and the charts that it brings along. */
import { dataFileOf } from '../../../syntax/parsed.ts';
import { folderOf, joinPath, nameOfPath } from '../../../text/path.ts';
import type { SourceText } from '../../../text/source.ts';
import type { Workspace } from '../../surroundings.ts';
import { type Datum, type Dict, dict } from './data.ts';
import { datumOf } from './yaml-data.ts';

export interface Chart {
  readonly folder: string;
  readonly name: string;
  readonly metadata: Dict;
  readonly values: Dict;
  /** Files below templates/, in the workspace's order. */
  readonly templates: readonly SourceText[];
  readonly dependencies: readonly Dependency[];
}

/** A chart that another one brings along, under the name by which the other one gives it values. */
export interface Dependency {
  readonly name: string;
  readonly chart: Chart;
  /** Paths of values that switch it on or off; the first that is there counts. */
  readonly conditions: readonly string[];
  readonly tags: readonly string[];
}

/** More files than this in a folder and those below it are not looked at. */
const maxFiles = 2000;
/** Charts inside of charts are no deeper than this. */
const maxDepth = 6;

/** The folder of the chart whose template this file is; `undefined` for any other file. */
export function chartFolderOf(path: string, workspace: Workspace): string | undefined {
  const parts = folderOf(path).split('/');
  for (let i = parts.length - 1; i >= 0; i--) {
    const folder = parts.slice(0, i).join('/');
    if (parts[i] === 'templates' && isChart(folder, workspace)) return folder;
  }
  return undefined;
}

/** The chart that a chart is installed with: itself, or the outermost that it lies in. */
export function rootOf(folder: string, workspace: Workspace): string {
  const charts = folderOf(folder);
  const parent = folderOf(charts);
  return nameOfPath(charts) === 'charts' && isChart(parent, workspace) ? rootOf(parent, workspace) : folder;
}

function isChart(folder: string, { read }: Workspace): boolean {
  return read(joinPath(folder, 'Chart.yaml')) !== undefined;
}

export function readChart(folder: string, workspace: Workspace, depth = 0): Chart | undefined {
  const metadata = yamlOf(joinPath(folder, 'Chart.yaml'), workspace);
  if (metadata?.type !== 'dict' || depth > maxDepth) return undefined;
  const values = yamlOf(joinPath(folder, 'values.yaml'), workspace);
  return {
    folder,
    name: textAt(metadata, 'name') ?? nameOfPath(folder),
    metadata,
    values: values?.type === 'dict' ? values : dict(),
    templates: filesBelow(joinPath(folder, 'templates'), workspace).flatMap((path) => workspace.read(path) ?? []),
    dependencies: dependenciesOf(folder, metadata, workspace, depth),
  };
}

/** Paths of the files in a folder and in those below it. */
export function filesBelow(folder: string, { list }: Workspace, skipped: readonly string[] = []): string[] {
  const found: string[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined && found.length < maxFiles; next = open.pop()) {
    for (const name of list(next) ?? []) {
      const path = joinPath(next, name);
      if (!name.endsWith('/')) found.push(path);
      else if (open.length < maxFiles && !(next === folder && skipped.includes(name))) open.push(path);
    }
  }
  return found;
}

function dependenciesOf(folder: string, metadata: Dict, workspace: Workspace, depth: number): Dependency[] {
  const declared = declarationsOf(folder, metadata, workspace);
  const brought = (workspace.list(joinPath(folder, 'charts')) ?? [])
    .filter((name) => name.endsWith('/'))
    .flatMap((name) => readChart(joinPath(folder, `charts/${name}`), workspace, depth + 1) ?? []);
  const wanted = declared.flatMap((declaration) => {
    const name = textAt(declaration, 'name');
    const chart = brought.find((one) => one.name === name) ?? chartBeside(folder, declaration, workspace, depth);
    if (!chart) return [];
    const conditions = (textAt(declaration, 'condition') ?? '').split(',').flatMap((path) => path.trim() || []);
    const tags = textsAt(declaration, 'tags');
    return [{ name: textAt(declaration, 'alias') ?? chart.name, chart, conditions, tags }];
  });
  const named = new Set(declared.map((declaration) => textAt(declaration, 'name')));
  const others = brought.filter(({ name }) => !named.has(name));
  return [...wanted, ...others.map((chart) => ({ name: chart.name, chart, conditions: [], tags: [] }))];
}

/** Charts of the first kind (`apiVersion: v1`) name their dependencies in a file of its own. */
function declarationsOf(folder: string, metadata: Dict, workspace: Workspace): Dict[] {
  const older = yamlOf(joinPath(folder, 'requirements.yaml'), workspace);
  const list = metadata.entries.get('dependencies') ?? (older?.type === 'dict' && older.entries.get('dependencies'));
  return list && list.type === 'list' ? list.items.filter((item) => item.type === 'dict') : [];
}

/** `repository: file://../common` */
function chartBeside(folder: string, declaration: Dict, workspace: Workspace, depth: number): Chart | undefined {
  const [, path] = /^file:\/\/(.+)$/.exec(textAt(declaration, 'repository') ?? '') ?? [];
  return path === undefined ? undefined : readChart(joinPath(folder, path), workspace, depth + 1);
}

function yamlOf(path: string, { read }: Workspace): Datum | undefined {
  const source = read(path);
  return source && datumOf(dataFileOf(source).documents[0], source);
}

function textAt({ entries }: Dict, key: string): string | undefined {
  const value = entries.get(key);
  if (value?.type === 'string') return value.text;
  return value?.type === 'float64' ? String(value.value) : undefined;
}

function textsAt({ entries }: Dict, key: string): string[] {
  const value = entries.get(key);
  return value?.type === 'list' ? value.items.flatMap((item) => (item.type === 'string' ? [item.text] : [])) : [];
}
