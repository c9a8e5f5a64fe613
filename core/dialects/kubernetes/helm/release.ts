/**
 * A release: a chart and its dependencies, rendered together, as `helm template` does it with the values that the
 * charts themselves give. Every file is rendered once; what cannot be rendered is said, and left to the masking of
 * plain templates.
 */
import { joinPath, nameOfPath } from '../../../text/path.ts';
import type { Location, SourceText } from '../../../text/source.ts';
import type { Workspace } from '../../surroundings.ts';
import type { Template } from './ast.ts';
import { contextOf, templateObject } from './built-ins.ts';
import { type Chart, readChart } from './chart.ts';
import { type Installed, installed } from './chart-values.ts';
import { type Dict, dict } from './data.ts';
import { isProblem, parseTemplate } from './parser.ts';
import { assembled, type Rendering } from './rendering.ts';
import { define, exhausted, type Note, type Run, type TemplateText } from './run.ts';
import { render } from './statements.ts';

export interface Release {
  /** By path: a chart that is a dependency under several names has its files rendered for each. */
  readonly renderings: ReadonlyMap<string, readonly Rendering[]>;
  /** Paths of templates that could not be rendered. */
  readonly refused: ReadonlySet<string>;
  /** Why not, and what else is not as Helm would do it; the first of them is told. */
  readonly notes: readonly Note[];
}

/** For one file, and for a release as a whole. */
const fileBudget = { steps: 400_000, characters: 16_000_000 };
const releaseBudget = { steps: 2_000_000, characters: 40_000_000 };

interface Source {
  readonly file: SourceText;
  /** As Helm names it: `shop/charts/cache/templates/service.yaml`. */
  readonly name: string;
  readonly basePath: string;
  readonly context: Dict;
  readonly isLibrary: boolean;
}

const releases = new WeakMap<Workspace, Map<string, Release | undefined>>();

/** The release of the chart in a folder, put together once for each workspace. */
export function releaseOf(folder: string, workspace: Workspace): Release | undefined {
  let known = releases.get(workspace);
  if (!known) {
    known = new Map();
    releases.set(workspace, known);
  }
  if (!known.has(folder)) {
    const chart = readChart(folder, workspace);
    known.set(folder, chart && rendered(chart, workspace));
  }
  return known.get(folder);
}

function rendered(chart: Chart, workspace: Workspace): Release {
  const release = installed(chart);
  const sources = sourcesOf(release, contextOf(release, workspace), chart.name).sort(deepestFirst);
  const notes: Note[] = [];
  const run: Run = { templates: new Map(), notes, budget: { ...fileBudget }, undecided: 0, depth: 0 };
  const parsed = new Map<Source, { template: Template; text: TemplateText }>();
  const refused = new Set<string>();
  for (const source of sources) {
    const { file } = source;
    const text: TemplateText = {
      text: file.text,
      pieces: [{ text: file.text, origin: { at: wholeOf(file), exact: true } }],
    };
    const template = parseTemplate(file.text);
    if (isProblem(template)) {
      notes.push({ what: template.what, at: { source: file, start: template.start, end: template.end } });
      refused.add(file.path);
      continue;
    }
    parsed.set(source, { template, text });
    define(run, template, text);
    run.templates.set(source.name, { statements: template.body, text });
  }
  const renderings = new Map<string, Rendering[]>();
  const left = { ...releaseBudget };
  for (const [source, { template, text }] of parsed) {
    if (!isManifest(source)) continue;
    const { path } = source.file;
    const granted = {
      steps: Math.min(left.steps, fileBudget.steps),
      characters: Math.min(left.characters, fileBudget.characters),
    };
    run.budget.steps = granted.steps;
    run.budget.characters = granted.characters;
    [run.undecided, run.depth] = [0, 0];
    const pieces = render(run, { statements: template.body, text }, contextFor(source), true);
    left.steps -= granted.steps - run.budget.steps;
    left.characters -= granted.characters - run.budget.characters;
    if (exhausted(run)) {
      notes.push({
        what: 'limit',
        at: { source: source.file, start: 0, end: Math.max(0, source.file.text.indexOf('\n')) },
      });
      refused.add(path);
    } else {
      const others = renderings.get(path) ?? [];
      renderings.set(path, [...others, assembled(source.file, pieces)]);
    }
  }
  for (const path of refused) renderings.delete(path);
  return { renderings, refused, notes };
}

function wholeOf(file: SourceText): Location {
  return { source: file, start: 0, end: file.text.length };
}

function sourcesOf({ chart, dependencies }: Installed, context: Dict, name: string): Source[] {
  const isLibrary = (chart.metadata.entries.get('type') as { text?: string } | undefined)?.text === 'library';
  const own = chart.templates.map((file) => ({
    file,
    name: `${name}/${file.path.slice(chart.folder === '' ? 0 : chart.folder.length + 1)}`,
    basePath: `${name}/templates`,
    context,
    isLibrary,
  }));
  const below = context.entries.get('Subcharts') as Dict;
  return [
    ...own,
    ...dependencies.flatMap((one) =>
      sourcesOf(one, (below.entries.get(one.name) as Dict | undefined) ?? dict(), joinPath(name, `charts/${one.name}`)),
    ),
  ];
}

/** The same for all of a chart's files: what one of them sets in `.`, Helm's later ones see. */
function contextFor({ context, name, basePath }: Source): Dict {
  context.entries.set('Template', templateObject(name, basePath));
  return context;
}

/** Files whose name begins with `_` only define; notes are for people; a library installs nothing. */
function isManifest({ file, isLibrary }: Source): boolean {
  const name = nameOfPath(file.path);
  return !isLibrary && !name.startsWith('_') && /\.(?:ya?ml|json)$/.test(name);
}

/** Helm's order: what lies deeper is read and rendered first, so that definitions of the parent win. */
function deepestFirst(a: Source, b: Source): number {
  const [deep, less] = [a, b].map(({ name }) => name.split('/').length);
  return (less as number) - (deep as number) || (a.name < b.name ? 1 : -1);
}
