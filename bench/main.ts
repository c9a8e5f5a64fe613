/**
 * `npm run bench [-- --corpus FOLDER …]`: medians of parsing, linting, security groups, starting and the language server, each beside a floor measured in
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
import { isKubernetes } from '../core/dialects/kubernetes/detect.ts';
import { readKubernetes } from '../core/dialects/kubernetes/index.ts';
import { isRos } from '../core/dialects/ros/detect.ts';
import { readRos } from '../core/dialects/ros/index.ts';
import { alone, type Surroundings } from '../core/dialects/surroundings.ts';
import { evaluateModule } from '../core/dialects/terraform/evaluate.ts';
import { lint } from '../core/lint.ts';
import { rules } from '../core/rules/index.ts';
import { parseHcl } from '../core/syntax/hcl/index.ts';
import { parseJson } from '../core/syntax/json.ts';
import { dataFileOf, hclFileOf } from '../core/syntax/parsed.ts';
import { parseYaml } from '../core/syntax/yaml/index.ts';
import { folderOf, joinPath, nameOfPath } from '../core/text/path.ts';
import { SourceText } from '../core/text/source.ts';
import { groups } from './groups.ts';
import { server } from './server.ts';
import { coldAndWarm, median, runs } from './time.ts';

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
  evaluation(samples);
  wholeLint(samples);
  keystroke(samples);
}
groups(config);
start();
server().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

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

/** What it costs to evaluate texts, beside what it costs to parse them. */
function evaluation(samples: readonly Sample[]): void {
  const surroundings = surroundingsOf(samples);
  const folders = [...byFolder(samples).values()];
  const dialects: readonly [
    string,
    readonly Sample[][],
    (source: SourceText) => unknown,
    (sources: SourceText[]) => unknown,
  ][] = [
    [
      'Terraform',
      folders.map((all) => pick(all, ['.tf', '.tfvars'])),
      hclFileOf,
      (all) => evaluateModule(all, surroundings),
    ],
    ['ROS', samples.filter(isRosSample).map((one) => [one]), dataFileOf, ([one]) => one && readRos(one, surroundings)],
    [
      'Kubernetes',
      folders.map((all) =>
        pick(all, ['.yaml', '.yml']).filter((one) => !isRosSample(one) && isKubernetes(sourceOf(one))),
      ),
      dataFileOf,
      (all) => readKubernetes(all, surroundings),
    ],
  ];
  for (const [name, groups, parse, evaluate] of dialects) {
    const filled = groups.filter((group) => group.length > 0);
    if (filled.length === 0) continue;
    const times = runs(15, () => undefined).map(() => {
      const texts = filled.map((group) => group.map(sourceOf));
      const [parsing] = runs(1, () => texts.flat().forEach(parse)) as [number];
      const [evaluating] = runs(1, () => texts.forEach(evaluate)) as [number];
      return { parsing, evaluating };
    });
    const [first] = times;
    const warm = times.slice(7);
    const parsing = median(warm.map((one) => one.parsing));
    const evaluating = median(warm.map((one) => one.evaluating));
    console.log(
      `  evaluate ${name.padEnd(10)} parsing ${parsing.toFixed(1)} ms   evaluating ${evaluating.toFixed(1)} ms (cold ${first?.evaluating.toFixed(0)})   ${filled.flat().length} files`,
    );
  }
}

function sourceOf({ path, text }: Sample): SourceText {
  return new SourceText(path, text);
}

function isRosSample(one: Sample): boolean {
  return isRos(sourceOf(one));
}

/** The samples as a workspace, so that modules, charts and bases are followed. */
function surroundingsOf(samples: readonly Sample[]): Surroundings {
  const sources = new Map(samples.map((one) => [joinPath('', one.path), sourceOf(one)]));
  const names = new Map<string, Set<string>>();
  for (const path of sources.keys()) {
    for (let at = path; at !== ''; at = folderOf(at)) {
      const inside = names.get(folderOf(at)) ?? new Set();
      names.set(folderOf(at), inside.add(at === path ? nameOfPath(at) : `${nameOfPath(at)}/`));
    }
  }
  return {
    ...alone,
    workspace: {
      read: (path) => sources.get(joinPath('', path)),
      bytes: () => undefined,
      list: (folder) => {
        const found = names.get(joinPath('', folder));
        return found && [...found].sort();
      },
    },
  };
}

/** Everything from text to findings, folder by folder, with fresh SourceTexts so that nothing is remembered. */
function wholeLint(samples: readonly Sample[]): void {
  const folders = byFolder(samples);
  let findings = 0;
  const surroundings = surroundingsOf(samples);
  const { cold, warm } = coldAndWarm(() => {
    findings = 0;
    for (const folder of folders.values()) {
      findings += lint(
        folder.map(({ path, text }) => new SourceText(path, text)),
        config,
        surroundings,
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

function pick(samples: readonly Sample[], endings: readonly string[]): Sample[] {
  return samples.filter(({ path }) => endings.includes(extname(path)));
}

function bytes(samples: readonly Sample[]): number {
  return samples.reduce((sum, { text }) => sum + text.length, 0);
}

function byFolder(samples: readonly Sample[]): Map<string, Sample[]> {
  const groups = new Map<string, Sample[]>();
  for (const sample of samples) {
    const group = groups.get(folderOf(sample.path));
    if (group) group.push(sample);
    else groups.set(folderOf(sample.path), [sample]);
  }
  return groups;
}

function samplesIn(folder: string): Sample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => ['.tf', '.tfvars', '.yaml', '.yml', '.json'].includes(extname(path)))
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
