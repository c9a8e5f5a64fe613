/**
 * The journal of changes: one line of JSON for each thing that is about to happen and each that has, in a file that only
 * its owner reads. A line is on the disk before the call that it announces is sent. No credentials are ever in it.
 */
import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { CloudProblem, SnapshotRule } from '../../core/dialects/cloud/snapshot.ts';
import type { Plan } from './plan.ts';
import type { State } from './progress.ts';

interface Stamped {
  /** Of the change: the plan's. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export type Line =
  | (Stamped & { readonly line: 'begin'; readonly plan: Plan; readonly before: readonly SnapshotRule[] })
  /** The call with this number (from 0) is about to be sent. */
  | (Stamped & { readonly line: 'intent'; readonly step: number; readonly action: string; readonly token: string })
  | (Stamped & {
      readonly line: 'outcome';
      readonly step: number;
      /** `found`: no answer came, and the group has the change. */
      readonly result: 'done' | 'found' | 'failed';
      readonly requestId?: string | undefined;
      readonly problem?: CloudProblem | undefined;
    })
  /** How it ended, by the group's rules as they are then. */
  | (Stamped & {
      readonly line: 'end';
      readonly state: State;
      readonly by: 'apply' | 'resume';
      readonly after: readonly SnapshotRule[];
    })
  /** There is nothing left to take back: others have done so. */
  | (Stamped & { readonly line: 'settled' });

export interface Journal {
  readonly lines: () => readonly Line[];
  readonly append: (line: Line) => void;
}

const fileName = 'changes.jsonl';

/** @param folder is made where it is missing */
export function openJournal(folder: string): Journal {
  const path = join(folder, fileName);
  return {
    lines: () => readLines(path),
    append(line) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const isNew = statSync(path, { throwIfNoEntry: false }) === undefined;
      const file = openSync(path, 'a+', 0o600);
      try {
        writeSync(file, `${endsInLine(file) ? '' : '\n'}${JSON.stringify(line)}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      if (isNew) syncFolder(folder);
    },
  };
}

/** A line that was cut off announces nothing that was done: what it would have said is found out by reading the group. */
function readLines(path: string): readonly Line[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return text.split('\n').flatMap((line) => {
    try {
      const read = JSON.parse(line) as Line | null;
      return typeof read?.id === 'string' ? [read] : [];
    } catch {
      return [];
    }
  });
}

function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return true;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}

function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, 'r');
    fsyncSync(opened);
    closeSync(opened);
  } catch {
    // Windows opens no folders, and keeps the entry by itself.
  }
}
