/** A Terraform state's file as a snapshot. */
import { readFileSync, statSync } from 'node:fs';
import { snapshotOfState } from '../../core/account/state-snapshot.ts';
import type { Snapshot } from '../../core/dialects/cloud/snapshot.ts';
import type { Text } from '../../core/text/message.ts';
import { SourceText } from '../../core/text/source.ts';

/** It was taken when the file was written; says what is wrong with a file that is no state. */
export function readState(path: string): Snapshot | Text {
  let text: string;
  let takenAt: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
    takenAt = statSync(path).mtime.toISOString();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { en: `Cannot read ${path} (${code}).`, zh: `无法读取 ${path}（${code}）。` };
  }
  return (
    snapshotOfState(new SourceText('state.tfstate', text), takenAt) ?? {
      en: `"${path}" is no Terraform state: a state file of version 4, or what "terraform show -json" writes.`,
      zh: `“${path}”不是 Terraform 状态：需要版本 4 的状态文件，或“terraform show -json”的输出。`,
    }
  );
}
