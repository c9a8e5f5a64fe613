/** One writer of a journal at a time: of two, each would take the other's unfinished change for one that broke off. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Refusal, refusal } from './plan.ts';

/** Does the work alone, or says who is at it. What a process that is gone has left behind is taken over. */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T | Refusal> {
  const path = join(folder, 'changes.lock');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const holder = take(path);
  if (holder !== undefined) {
    return refusal(
      'busy',
      `Another PortGuard is making a change right now. Wait until it is done (process ${holder}).`,
      `另一个 PortGuard 正在执行变更，请等待其完成（进程 ${holder}）。`,
    );
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/** The process that holds it, where it is not ours now. */
function take(path: string): number | undefined {
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      return undefined;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = holderOf(path);
      if (holder !== undefined && (attempt > 1 || isAlive(holder))) return holder;
      rmSync(path, { force: true });
    }
  }
}

function holderOf(path: string): number | undefined {
  try {
    return Number(readFileSync(path, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
