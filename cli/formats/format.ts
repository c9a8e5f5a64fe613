/** The shape of a format: a pure function from a report to the text that is written. */
import type { Rule } from '../../core/rules/rule.ts';
import type { Language } from '../../core/text/message.ts';
import type { LintReport } from '../report.ts';
import type { Paint } from '../terminal.ts';

export interface FormatContext {
  readonly language: Language;
  readonly paint: Paint;
  /** PortGuard's. */
  readonly version: string;
  /** Absolute: what the files of the report are relative to. */
  readonly cwd: string;
  /** Absolute: the repository's top folder, or `cwd` outside of one. */
  readonly root: string;
  readonly rules: readonly Rule[];
  /** List the values that could not be resolved (formats for people; JSON always does). */
  readonly showUnresolved: boolean;
}

export type Format = (report: LintReport, context: FormatContext) => string;

export const formatNames = ['stylish', 'json', 'sarif', 'github', 'unix'] as const;
export type FormatName = (typeof formatNames)[number];

export const formats: Readonly<Record<FormatName, () => Promise<{ format: Format }>>> = {
  stylish: () => import('./stylish.ts'),
  json: () => import('./json.ts'),
  sarif: () => import('./sarif.ts'),
  github: () => import('./github.ts'),
  unix: () => import('./unix.ts'),
};
