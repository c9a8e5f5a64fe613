/** What the server reads from disk: the files beside an open document, and the configuration above it. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from '../core/config/resolve.ts';
import { configFileNames, emptyConfig, readConfig } from '../core/config/schema.ts';
import type { LintConfig } from '../core/lint.ts';
import { rules } from '../core/rules/index.ts';
import type { Text } from '../core/text/message.ts';
import { SourceText } from '../core/text/source.ts';

const endings = ['.tf', '.tofu', '.yaml', '.yml', '.json', '.template', '.ros'];
/** Larger files beside an open document are not read; the document itself always is. Bytes. */
const sizeLimit = 1_000_000;

export function pathOf(uri: string): string {
  return fileURLToPath(uri);
}

/** Absolute folder of a file: URI. */
export function folderOf(uri: string): string {
  return uri.startsWith('file:') ? dirname(pathOf(uri)) : '';
}

/** Paths and texts of a folder's files; an open document's text wins over the disk's. */
export function filesBeside(folder: string, open: ReadonlyMap<string, string>): [path: string, text: string][] {
  const files = new Map(open);
  for (const name of namesIn(folder)) {
    const path = join(folder, name);
    if (files.has(path) || !endings.some((ending) => name.endsWith(ending))) continue;
    try {
      if (statSync(path).size <= sizeLimit) files.set(path, readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
    } catch {
      // Gone since it was listed, or not ours to read: the rest of the folder is still linted.
    }
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The nearest `.portguard.yaml` from the folder upwards; no rules with a configuration that is wrong. */
export function configFor(folder: string): { config: LintConfig | undefined; problem?: Text } {
  for (let at = folder; ; at = dirname(at)) {
    const path = configFileNames.map((name) => join(at, name)).find((one) => existsSync(one));
    if (path) return load(path);
    if (dirname(at) === at || existsSync(join(at, '.git'))) return { config: resolveConfig(emptyConfig, rules) };
  }
}

function load(path: string): { config: LintConfig | undefined; problem?: Text } {
  try {
    const { config, problems } = readConfig(new SourceText(path, readFileSync(path, 'utf8')), rules);
    const [first] = problems;
    if (!first) return { config: resolveConfig(config, rules) };
    const { line, column } = first.at.source.positionAt(first.at.start);
    const place = `${path}:${line + 1}:${column + 1}`;
    return { config: undefined, problem: { en: `${place}: ${first.message.en}`, zh: `${place}：${first.message.zh}` } };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return {
      config: undefined,
      problem: { en: `${path}: cannot be read (${code}).`, zh: `${path}：无法读取（${code}）。` },
    };
  }
}
