/** The account that templates are compared with: a snapshot from a file, or read now. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { snapshotText } from '../../core/dialects/cloud/write.ts';
import type { Unit } from '../../core/dialects/unit.ts';
import { readUnits } from '../../core/dialects/units.ts';
import type { Text } from '../../core/text/message.ts';
import { SourceText } from '../../core/text/source.ts';
import { lastValue } from '../arguments.ts';
import { shownPath } from '../shown.ts';
import { readLive } from '../snapshot/live.ts';
import type { Console } from '../terminal.ts';
import { type DriftArguments, liveArguments } from './options.ts';

/** Units of the account, or nothing with the reason on stderr. What could not be read of it is told there too. */
export async function accountOf(read: DriftArguments, console: Console): Promise<readonly Unit[] | undefined> {
  const file = lastValue(read, 'snapshot');
  const source = file === undefined ? await liveSource(read, console) : snapshotSource(file, console);
  if (!source) return undefined;
  const units = readUnits([source]).filter(({ dialect }) => dialect === 'cloud');
  const problems = units.flatMap((unit) => unit.problems);
  for (const { message } of problems) console.error(message);
  if (units.length === 0) console.error(noSnapshot(source.path));
  return units.length === 0 || problems.some(({ severity = 'error' }) => severity === 'error') ? undefined : units;
}

async function liveSource(read: DriftArguments, console: Console): Promise<SourceText | undefined> {
  const snapshot = await readLive(liveArguments(read), console);
  return snapshot && new SourceText('account.json', snapshotText(snapshot));
}

function snapshotSource(file: string, console: Console): SourceText | undefined {
  try {
    const path = resolve(file);
    return new SourceText(shownPath(path, process.cwd()), readFileSync(path, 'utf8'));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    console.error({ en: `The snapshot ${file} cannot be read (${code}).`, zh: `无法读取快照 ${file}（${code}）。` });
    return undefined;
  }
}

function noSnapshot(file: string): Text {
  return {
    en: `"${file}" is no snapshot. "portguard snapshot --output account.json" writes one.`,
    zh: `“${file}”不是快照。可用 “portguard snapshot --output account.json” 写出。`,
  };
}
