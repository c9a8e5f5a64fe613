/** Charts in tests: what their templates render to, and what is read of them. */
import { type Release, releaseOf } from '../../../../../core/dialects/kubernetes/helm/release.ts';
import { readKubernetes } from '../../../../../core/dialects/kubernetes/index.ts';
import type { Unit } from '../../../../../core/dialects/unit.ts';
import type { KubernetesModel } from '../../../../../core/network/kubernetes.ts';
import { filesOf } from '../../workspace.ts';

const chartFile = 'apiVersion: v2\nname: shop\nversion: 1.2.3\nappVersion: "7.0"\n';

/** A chart's files by path below `shop/`, with a Chart.yaml where none is given. */
function chartOf(files: Readonly<Record<string, string>>): ReturnType<typeof filesOf> {
  const below = Object.entries({ 'Chart.yaml': chartFile, ...files }).map(([path, text]) => [`shop/${path}`, text]);
  return filesOf(Object.fromEntries(below));
}

export function releaseIn(files: Readonly<Record<string, string>>): Release {
  const release = releaseOf('shop', chartOf(files).surroundings.workspace);
  if (!release) throw new Error('no chart');
  return release;
}

/** The text that one template renders to with these values. */
export function rendered(template: string, values = '', more: Readonly<Record<string, string>> = {}): string {
  const release = releaseIn({ 'templates/a.yaml': template, 'values.yaml': values, ...more });
  const [rendering] = release.renderings.get('shop/templates/a.yaml') ?? [];
  return rendering ? rendering.source.text : `refused: ${release.notes.map(({ what }) => what).join(', ')}`;
}

/** The unit of a folder of the chart, as it is linted. */
export function unitIn(folder: string, files: Readonly<Record<string, string>>): Unit {
  const chart = chartOf(files);
  return readKubernetes(chart.in(`shop/${folder}`), chart.surroundings);
}

export function modelIn(folder: string, files: Readonly<Record<string, string>>): KubernetesModel {
  const { kubernetes } = unitIn(folder, files);
  if (!kubernetes) throw new Error('a Kubernetes unit has a model');
  return kubernetes;
}
