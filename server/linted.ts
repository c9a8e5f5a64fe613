/** One folder, linted: what is said about its files, and the units that later questions are answered from. */
import { dirname } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver/node';
import { groupedBy } from '../core/config/lookup.ts';
import type { Workspace } from '../core/dialects/surroundings.ts';
import type { Unit } from '../core/dialects/unit.ts';
import { readUnits } from '../core/dialects/units.ts';
import { type Finding, lintUnits } from '../core/lint.ts';
import type { Settings } from '../core/rules/rule.ts';
import type { Language, Text } from '../core/text/message.ts';
import { SourceText } from '../core/text/source.ts';
import { configFiles } from '../files/config-files.ts';
import { inputReader } from '../files/inputs.ts';
import { workspaces } from '../files/workspace.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { filesBeside } from './folder.ts';

/** Larger files around the open ones are not read, bytes. */
const maxFileSize = 5e6;

export interface Linted {
  /** By absolute path. */
  readonly found: ReadonlyMap<string, readonly Diagnostic[]>;
  /** The same, as the engine has them. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Folders that were looked into. */
  readonly seen: ReadonlySet<string>;
  readonly units: readonly Unit[];
  /** `undefined` where the configuration is invalid. */
  readonly settings: Settings | undefined;
  /** Absolute path of the configuration; `undefined` for the defaults. */
  readonly config: string | undefined;
}

export interface LintRequest {
  /** Absolute. */
  readonly folder: string;
  /** Texts of all open files by absolute path: what is typed counts everywhere, in modules that others call, too. */
  readonly open: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly onProblem: (problem: Text) => void;
}

export function lintFolder({ folder, open, language, onProblem }: LintRequest): Linted {
  const configs = configFiles({ only: undefined, overrides: {}, shown, onProblem });
  const { lint: config, config: written, path } = configs.for(folder);
  const typed = new Map(Array.from(open, ([name, text]) => [name, new SourceText(name, text)]));
  const own = new Map([...open].filter(([name]) => dirname(name) === folder));
  const files = filesBeside(folder, own).map(([name, text]) => typed.get(name) ?? new SourceText(name, text));
  const instead = new Map([...typed, ...files.map((file) => [file.path, file] as const)]);
  const seen = new Set<string>();
  const workspace = watched(workspaces({ cwd: folder, shown, maxFileSize, instead }).around(folder), seen);
  const inputs = inputReader(shown, maxFileSize, onProblem).read(written, path === undefined ? folder : dirname(path));
  const units = readUnits(files, { workspace, inputs });
  const findings = config ? lintUnits(units, files, config).findings : [];
  // Of the folder itself only what is open; a module that it calls is shown whether or not it is.
  const found = new Map([...own.keys()].map((name): [string, Diagnostic[]] => [name, []]));
  for (const finding of findings) {
    const { path: place } = finding.at.source;
    if (dirname(place) === folder && !found.has(place)) continue;
    found.set(place, [...(found.get(place) ?? []), ...diagnosticsOf([finding], language)]);
  }
  const byFile = groupedBy(findings, ({ at }) => at.source.path);
  return { found, findings: byFile, seen, units, settings: config?.settings, config: path };
}

/** The same workspace, noting the folders that are looked into. */
function watched({ read, bytes, list }: Workspace, seen: Set<string>): Workspace {
  const noted = (path: string): string => {
    seen.add(dirname(path));
    return path;
  };
  return { read: (path) => read(noted(path)), bytes: (path) => bytes(noted(path)), list };
}

/** Paths are absolute here: an editor shows them in its own way. */
function shown(path: string): string {
  return path;
}
