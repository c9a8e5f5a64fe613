/**
 * Helm charts: templates are rendered with the chart's own values, and what they write is read instead of what they
 * are. Knows nothing of Kubernetes' kinds.
 */
import type { SourceText } from '../../../text/source.ts';
import type { Workspace } from '../../surroundings.ts';
import type { Problem } from '../../unit.ts';
import { chartFolderOf, rootOf } from './chart.ts';
import { type Release, releaseOf } from './release.ts';
import type { Rendering } from './rendering.ts';
import type { Note } from './run.ts';

export type { Rendering } from './rendering.ts';

/** What is rendered of the charts that files belong to. */
export interface RenderedCharts {
  /** Of the whole charts: objects of one chart belong together wherever their files lie. */
  readonly renderings: readonly Rendering[];
  /** Files that are no templates of a chart, or that could not be rendered. */
  readonly others: readonly SourceText[];
  /** Paths of those among them that could not be. */
  readonly refused: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/** Is this file a template of a chart, to be rendered? */
export function isChartTemplate({ path }: SourceText, workspace: Workspace): boolean {
  return path.includes('templates/') && chartFolderOf(path, workspace) !== undefined;
}

/** Renders the charts that the files are templates of. */
export function renderCharts(files: readonly SourceText[], workspace: Workspace): RenderedCharts {
  const releases = new Set<Release>();
  const refused = new Set<string>();
  const others = files.filter((file) => {
    const folder = isChartTemplate(file, workspace) ? chartFolderOf(file.path, workspace) : undefined;
    if (folder === undefined) return true;
    const release = releaseOf(rootOf(folder, workspace), workspace);
    if (!release) return true;
    releases.add(release);
    if (release.refused.has(file.path)) refused.add(file.path);
    return refused.has(file.path);
  });
  return {
    renderings: [...releases].flatMap(({ renderings }) => [...renderings.values()].flat()),
    others,
    refused,
    problems: [...releases].flatMap(({ notes }) => notes.slice(0, 1).flatMap(problemOf)),
  };
}

function problemOf({ what, at }: Note): Problem[] {
  if (!at) return [];
  const message =
    what === 'limit'
      ? {
          en: 'This template is not rendered: it makes more than is looked at. What it writes is only partly checked.',
          zh: '未渲染该模板：其输出超出了检查的上限，因此只检查了其中一部分。',
        }
      : {
          en: `This chart cannot be rendered as Helm does it, so that part of it is not checked; not understood or not found: ${what}`,
          zh: `无法像 Helm 那样渲染此 Chart，因此有一部分未检查；无法理解或找不到：${what}`,
        };
  return [{ rule: 'syntax/helm', at, message, severity: 'info' }];
}
