/** `lint --print-config`, and the language that the configuration of the current folder asks for. */
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Language, Text } from '../../core/text/message.ts';
import { type ConfigFiles, configFiles } from '../../files/config-files.ts';
import { shownPath } from '../shown.ts';
import type { LintOptions } from './lint-options.ts';

/** `--language`, else the configuration's for the current folder, else the environment's. */
export function languageFor(options: LintOptions, environment: Language): Language {
  if (options.language) return options.language;
  return configsFor(options, () => {}).for(options.request.cwd).config.language ?? environment;
}

/** What runs for the first path that was named, as JSON. */
export function printConfig(options: LintOptions): { text: string; problems: readonly Text[] } {
  const { cwd, paths, failOn, ignore } = options.request;
  const problems: Text[] = [];
  const path = resolve(cwd, paths[0] ?? '.');
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const {
    path: file,
    config,
    lint,
  } = configsFor(options, (problem) => problems.push(problem)).for(isFolder ? path : dirname(path));
  const printed = {
    configFile: file === undefined ? null : shownPath(file, cwd),
    failOn: failOn ?? config.failOn ?? 'error',
    publicPorts: lint?.settings.publicPorts.intervals.map(({ from, to }) => (from === to ? from : `${from}/${to}`)),
    networks: Object.fromEntries([...config.networks].map(([name, addresses]) => [name, addresses.toCidrs()])),
    ignore: ignore ? config.ignore : [],
    inlineSuppressions: lint?.inlineSuppressions,
    rules: Object.fromEntries(
      (lint?.rules ?? []).map(({ rule, severity, options: values }) => [
        rule.id,
        values && Object.keys(values).length > 0 ? { severity, ...values } : severity,
      ]),
    ),
  };
  return { text: `${JSON.stringify(printed, null, 2)}\n`, problems };
}

function configsFor(
  { request: { cwd, configFile, overrides } }: LintOptions,
  onProblem: (problem: Text) => void,
): ConfigFiles {
  return configFiles({
    only: configFile === undefined ? undefined : resolve(cwd, configFile),
    overrides,
    shown: (path) => shownPath(path, cwd),
    onProblem,
  });
}
