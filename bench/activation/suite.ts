/**
 * Runs inside the extension host: what it costs to activate the extension, beside an empty one, and how long it takes
 * from there to its first finding in a file.
 */
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { extensions, languages, Uri, workspace } from 'vscode';

/** All in milliseconds. */
interface Cost {
  /** In which the extension host could do nothing else. */
  readonly busy: number;
  /** Of the processor, all threads of the extension host together: this does not grow when others compete for it. */
  readonly processor: number;
  /** On the clock, until the extension is active. */
  readonly active: number;
}

export async function run(): Promise<void> {
  const { PORTGUARD_BENCH_FILE: file, PORTGUARD_BENCH_RESULT: result } = process.env;
  if (!file || !result) throw new Error('which file, and where to?');
  const empty = await activation('portguard-bench.empty');
  const from = performance.now();
  const ours = await activation('portguard.portguard');
  const uri = Uri.file(file);
  const found = new Promise<void>((resolve) => {
    languages.onDidChangeDiagnostics(() => {
      if (languages.getDiagnostics(uri).length > 0) resolve();
    });
  });
  await workspace.openTextDocument(uri);
  await found;
  writeFileSync(result, JSON.stringify({ empty, ours, finding: performance.now() - from }));
}

async function activation(id: string): Promise<Cost> {
  const extension = extensions.getExtension(id);
  if (!extension || extension.isActive) throw new Error(`${id} is ${extension ? 'active already' : 'not there'}`);
  const [from, loop, used] = [performance.now(), performance.eventLoopUtilization(), process.cpuUsage()];
  await extension.activate();
  const { user, system } = process.cpuUsage(used);
  return {
    busy: performance.eventLoopUtilization(loop).active,
    processor: (user + system) / 1000,
    active: performance.now() - from,
  };
}
