/**
 * `npm run bench [-- --corpus FOLDER …]`: medians of parsing, linting and starting, each beside a floor measured in
 * the same run (reading every character once), because machines differ and factors do not.
 *
 * Without `--corpus` it measures texts made from the bundled examples, which every clone has.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { resolveConfig } from '../core/config/resolve.ts';
import { emptyConfig } from '../core/config/schema.ts';
import { lint } from '../core/lint.ts';
import { rules } from '../core/rules/index.ts';
import { parseHcl } from '../core/syntax/hcl/index.ts';
import { parseJson } from '../core/syntax/json.ts';
import { parseYaml } from '../core/syntax/yaml/index.ts';
import { SourceText } from '../core/text/source.ts';

const { values: options } = parseArgs({ options: { corpus: { type: 'string', multiple: true } } });
const config = resolveConfig(emptyConfig, rules);

interface Sample {
  readonly path: string;
  readonly text: string;
}

const corpora: readonly (readonly [string, readonly Sample[]])[] = options.corpus
  ? options.corpus.map((folder) => [folder, samplesIn(folder)] as const)
  : [['examples', examples()]];

for (const [name, samples] of corpora) {
  console.log(`\n${name}: ${samples.length} files`);
  throughput('HCL', pick(samples, ['.tf']), (text) => parseHcl(text));
  throughput('YAML', pick(samples, ['.yaml', '.yml']), (text) => parseYaml(text));
  throughput('JSON', pick(samples, ['.json']), (text) => parseJson(text));
  wholeLint(samples);
  keystroke(samples);
}
start();

/** MB of UTF-16 text read in a second, first run and median of the warm ones. */
function throughput(name: string, samples: readonly Sample[], parse: (text: string) => unknown): void {
  const size = bytes(samples);
  if (size === 0) return;
  const floor = median(
    runs(7, () => {
      for (const { text } of samples) everyCharacter(text);
    }),
  );
  const { cold, warm } = coldAndWarm(() => {
    for (const { text } of samples) parse(text);
  });
  const rate = (ms: number): string => (size / 1e3 / ms).toFixed(1);
  console.log(
    `  ${name.padEnd(5)} ${(size / 1e6).toFixed(2)} MB   cold ${rate(cold)} MB/s   warm ${rate(warm)} MB/s   floor ${rate(floor)} MB/s`,
  );
}

/** Everything from text to findings, folder by folder, with fresh SourceTexts so that nothing is remembered. */
function wholeLint(samples: readonly Sample[]): void {
  const folders = byFolder(samples);
  let findings = 0;
  const { cold, warm } = coldAndWarm(() => {
    findings = 0;
    for (const folder of folders.values()) {
      findings += lint(
        folder.map(({ path, text }) => new SourceText(path, text)),
        config,
      ).findings.length;
    }
  });
  const size = bytes(samples) / 1e6;
  console.log(
    `  lint  ${size.toFixed(2)} MB   cold ${cold.toFixed(0)} ms   warm ${warm.toFixed(0)} ms   ${((size / warm) * 1e3).toFixed(1)} MB/s   ${findings} findings`,
  );
}

/** One file linted again after a change: what a keystroke costs. The file nearest to 10 KB stands for all. */
function keystroke(samples: readonly Sample[]): void {
  const nearest = [...samples].sort((a, b) => Math.abs(a.text.length - 10_000) - Math.abs(b.text.length - 10_000))[0];
  if (!nearest) return;
  const times = runs(40, () => lint([new SourceText(nearest.path, `${nearest.text} `)], config));
  console.log(`  keystroke in ${(nearest.text.length / 1e3).toFixed(1)} KB: ${median(times.slice(20)).toFixed(2)} ms`);
}

/** The built CLI as a process, against an empty Node process. */
function start(): void {
  const cli = 'dist/cli.js';
  const time = (args: string[]): number =>
    median(runs(9, () => spawnSync(process.execPath, args, { stdio: 'ignore' })));
  const floor = time(['-e', '0']);
  const lintOne = time([cli, 'lint', 'examples/ros/shop.yaml']);
  const help = time([cli, '--version']);
  console.log(
    `\nstart: node alone ${floor.toFixed(0)} ms   --version ${help.toFixed(0)} ms   lint of one file ${lintOne.toFixed(0)} ms`,
  );
}

function everyCharacter(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
  return sum;
}

/** Milliseconds of each run. No garbage collection is forced between them: that would throw compiled code away. */
function runs(count: number, work: () => unknown): number[] {
  return Array.from({ length: count }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
}

/** The first run, and the median of those after a second of warming up. */
function coldAndWarm(work: () => unknown): { readonly cold: number; readonly warm: number } {
  const [cold] = runs(1, work) as [number];
  const until = performance.now() + 1000;
  while (performance.now() < until) work();
  return { cold, warm: median(runs(9, work)) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

function pick(samples: readonly Sample[], endings: readonly string[]): Sample[] {
  return samples.filter(({ path }) => endings.includes(extname(path)));
}

function bytes(samples: readonly Sample[]): number {
  return samples.reduce((sum, { text }) => sum + text.length, 0);
}

function folderOf({ path }: Sample): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function byFolder(samples: readonly Sample[]): Map<string, Sample[]> {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const group = groups.get(folderOf(sample));
    if (group) group.push(sample);
    else groups.set(folderOf(sample), [sample]);
  }
  return groups;
}

function samplesIn(folder: string): Sample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ['.tf', '.yaml', '.yml', '.json'].includes(extname(path)))
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** The examples, a hundred times over in folders of their own; JSON from the YAML ones is not needed to be lintable. */
function examples(): Sample[] {
  const originals = samplesIn('examples').filter(({ path }) => !path.includes('/.'));
  const json = readFileSync('package-lock.json', 'utf8');
  const copies = Array.from({ length: 100 }, (_, i) =>
    originals.map(({ path, text }) => ({ path: `${i}/${path}`, text })),
  ).flat();
  return [...copies, { path: 'json/lock.json', text: json }];
}
