/**
 * `npm run bench:account`: what a large account costs, 2,000 security groups with 20,000 rules in 20 regions: reading it
 * from the emulator (a process of its own, answering after 30 ms), until the first region can be looked at and until all of
 * it is there, making a tree of it, and loading the two files that do it. Everything is measured in a fresh process, as it is in an editor in which the first account is opened.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { takeSnapshot } from '../cloud/read/take-snapshot.ts';
import type { Snapshot } from '../core/dialects/cloud/snapshot.ts';
import { snapshotText } from '../core/dialects/cloud/write.ts';
import { owner } from '../test/emulator/sample-keys.ts';
import { median } from './time.ts';

const [groups, regions, latency] = [2000, 20, 30];

measure().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function measure(): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'portguard-bench-'));
  try {
    for (const file of ['dist/cloud.js', 'dist/account.js']) loading(file);
    const text = await reading();
    const path = join(scratch, 'account.json');
    writeFileSync(path, text);
    makingTree(path);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Beside an empty process. */
function loading(file: string): void {
  const time = (code: string): number => Number(spawnSync(process.execPath, ['-e', timed(code)]).stdout.toString());
  const times = Array.from({ length: 9 }, () => time(`require(${JSON.stringify(resolve(file))})`));
  console.log(`${file}: ${(statSync(file).size / 1e3).toFixed(0)} KB   loaded in ${median(times).toFixed(0)} ms`);
}

function timed(code: string): string {
  return `const from = performance.now(); ${code}; console.log(performance.now() - from);`;
}

/** The account is read whole; the first region with groups is what a person sees first. */
async function reading(): Promise<string> {
  const { child, endpoint } = await served();
  try {
    let first: { readonly after: number; readonly requests: number } | undefined;
    let shown: Promise<number> | undefined;
    let asked = 0;
    const from = performance.now();
    const snapshot = await takeSnapshot({
      credentials: { kind: 'keys', accessKeyId: owner.id, accessKeySecret: owner.secret },
      endpoint,
      protocol: 'HTTP',
      onProgress: ({ requests, soFar }) => {
        asked = requests;
        if (first || !soFar().regions.some(({ securityGroups = [] }) => securityGroups.length > 0)) return;
        first = { after: performance.now() - from, requests };
        shown = treeOf(soFar()).then(() => performance.now() - from);
      },
    });
    const took = performance.now() - from;
    const all = snapshot.regions.flatMap(({ securityGroups = [] }) => securityGroups);
    const rules = all.reduce((sum, one) => sum + (one.rules?.length ?? 0), 0);
    const text = snapshotText(snapshot);
    console.log(
      `read: ${all.length} groups, ${rules} rules in ${snapshot.regions.length} regions, ${latency} ms for each answer:
  first region after ${seconds(first?.after)} (${first?.requests} requests sent), a tree of it after ${seconds(await shown)}
  all after ${seconds(took)} with ${asked} requests   snapshot ${(text.length / 1e6).toFixed(1)} MB`,
    );
    return text;
  } finally {
    child.kill('SIGKILL');
  }
}

/** What the view does with a part of an account: the first one loads the file. */
async function treeOf(part: Snapshot): Promise<void> {
  const { readAccount, snapshotText }: typeof import('../client/account/reading/index.ts') = createRequire(
    resolve('bench'),
  )(resolve('dist/account.js'));
  const account = await readAccount('bench', snapshotText(part), 'en', (message) => message);
  if ('en' in account) throw new Error(account.en);
  account.tree('vpc');
}

async function served(): Promise<{ readonly child: ChildProcess; readonly endpoint: string }> {
  const size = ['--groups', String(groups), '--regions', String(regions), '--latency', String(latency)];
  const build = spawnSync(process.execPath, ['scripts/run.mjs', 'test/emulator/serve.ts', '--help']);
  if (build.status !== 0) throw new Error(build.stderr.toString());
  const child = spawn(process.execPath, ['node_modules/.cache/portguard/serve.cjs', ...size]);
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    const endpoint = /endpoint: '([\d.]+:\d+)'/.exec(text)?.[1];
    if (endpoint) return { child, endpoint };
  }
  throw new Error(`the emulator did not start: ${text}`);
}

/** By the built file, as the editor has it: from the text to the tree, and the memory that stays. */
function makingTree(path: string): void {
  const code = `
    const { readFileSync } = require('node:fs');
    const { readAccount } = require(${JSON.stringify(resolve('dist/account.js'))});
    const text = readFileSync(${JSON.stringify(path)}, 'utf8');
    const t = (message, ...args) => message.replace(/\\{(\\d+)\\}/g, (_, i) => String(args[i]));
    const used = () => { gc(); gc(); return process.memoryUsage().heapUsed / 1e6; };
    (async () => {
      const before = used();
      let longest = 0, last = performance.now();
      const ticking = setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 1);
      const from = performance.now();
      const account = await readAccount('bench', text, 'en', t);
      const read = performance.now();
      const tree = account.tree('vpc');
      const shown = performance.now();
      await new Promise((done) => setTimeout(done, 5));
      clearInterval(ticking);
      const peak = process.resourceUsage().maxRSS / 1e3;
      const memory = used() - before;
      const size = (node) => 1 + node.children.reduce((sum, one) => sum + size(one), 0);
      const opening = performance.now();
      const nodes = size(tree);
      const opened = performance.now() - opening;
      console.log(JSON.stringify({ read: read - from, tree: shown - read, longest, memory, peak, nodes, opened, whole: used() - before }));
    })();`;
  const ran = Array.from({ length: 3 }, () => spawnSync(process.execPath, ['--expose-gc', '-e', code]));
  for (const { status, stderr } of ran) if (status !== 0) throw new Error(stderr.toString());
  const all = ran.map(({ stdout }) => JSON.parse(stdout.toString()) as Readonly<Record<string, number>>);
  const of = (name: string): number => median(all.map((one) => one[name] ?? Number.NaN));
  console.log(
    `tree: ${(readFileSync(path).length / 1e6).toFixed(1)} MB become a tree in ${seconds(of('read') + of('tree'))}
  the editor waits ${of('longest').toFixed(0)} ms at most at a stretch   memory ${of('memory').toFixed(0)} MB, at its peak ${of('peak').toFixed(0)} MB in all
  every group opened: ${of('nodes')} nodes in ${seconds(of('opened'))}, memory ${of('whole').toFixed(0)} MB`,
  );
}

function seconds(milliseconds = Number.NaN): string {
  return `${(milliseconds / 1e3).toFixed(2)} s`;
}
