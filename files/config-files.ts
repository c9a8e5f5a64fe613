/**
 * Finding `.portguard.yaml`: the nearest one from a file's folder upwards, as far as the git repository's top folder.
 * Each is read once. A configuration with problems yields no rules: its files are not linted with half a configuration.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Overrides, resolveConfig } from '../core/config/resolve.ts';
import { type Config, type ConfigProblem, configFileNames, emptyConfig, readConfig } from '../core/config/schema.ts';
import type { LintConfig } from '../core/lint.ts';
import { rules } from '../core/rules/index.ts';
import type { Text } from '../core/text/message.ts';
import { SourceText } from '../core/text/source.ts';
import { type Patterns, patternsOf } from './ignore-files.ts';

export interface FolderConfig {
  /** Absolute; undefined for the defaults. */
  readonly path: string | undefined;
  readonly config: Config;
  /** Undefined when the file is invalid. */
  readonly lint: LintConfig | undefined;
  /** What `ignore` leaves out. */
  readonly ignored: Patterns;
  /** What makes it invalid, with the place; a file that cannot be read has none. */
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigFiles {
  /** The configuration that counts in a folder (absolute). */
  for(folder: string): FolderConfig;
}

export interface ConfigFileOptions {
  /** `--config`: one file for all. */
  readonly only: string | undefined;
  readonly overrides: Overrides;
  /** Path as people are shown it. */
  readonly shown: (path: string) => string;
  /** Called once for each problem of a file; texts begin with `file:line:column`. */
  readonly onProblem: (problem: Text) => void;
}

export function configFiles({ only, overrides, shown, onProblem }: ConfigFileOptions): ConfigFiles {
  const byFolder = new Map<string, FolderConfig>();
  const defaults: FolderConfig = {
    path: undefined,
    config: emptyConfig,
    lint: resolveConfig(emptyConfig, rules, overrides),
    ignored: () => undefined,
    problems: [],
  };

  function load(path: string): FolderConfig {
    const { config, problems, told } = readFile(path, shown(path));
    for (const problem of told) onProblem(problem);
    return {
      path,
      config,
      lint: told.length > 0 ? undefined : resolveConfig(config, rules, overrides),
      ignored: patternsOf(dirname(path), config.ignore),
      problems,
    };
  }

  function find(folder: string): FolderConfig {
    const known = byFolder.get(folder);
    if (known) return known;
    const own = configFileNames.map((name) => join(folder, name)).find((path) => existsSync(path));
    const parent = dirname(folder);
    const atTop = parent === folder || existsSync(join(folder, '.git'));
    const found = own ? load(own) : atTop ? defaults : find(parent);
    byFolder.set(folder, found);
    return found;
  }

  if (only === undefined) return { for: find };
  let loaded: FolderConfig | undefined;
  return {
    for: () => {
      loaded ??= load(only);
      return loaded;
    },
  };
}

interface ReadConfigFile {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  /** The problems in words, each with its place in front. */
  readonly told: readonly Text[];
}

function readFile(path: string, shown: string): ReadConfigFile {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const problem = {
      en: `${shown}: the configuration cannot be read (${code}).`,
      zh: `${shown}：无法读取配置文件（${code}）。`,
    };
    return { config: emptyConfig, problems: [], told: [problem] };
  }
  const { config, problems } = readConfig(new SourceText(shown, text), rules);
  return {
    config,
    problems,
    told: problems.map(({ at, message }) => {
      const { line, column } = at.source.positionAt(at.start);
      const place = `${shown}:${line + 1}:${column + 1}`;
      return { en: `${place}: ${message.en}`, zh: `${place}：${message.zh}` };
    }),
  };
}
