/** How objects of a cluster find each other: which workloads a selector selects, which port a name means. */
import { allOf, anyOf, not, type Truth } from '../values/truth.ts';
import type {
  Container,
  KubernetesModel,
  KubernetesObject,
  KubernetesService,
  PortRef,
  StringMap,
  Workload,
} from './kubernetes.ts';
import { equalitySelects, sameNamespace } from './label-selectors.ts';

export interface Selection {
  /** Surely selected. */
  readonly workloads: readonly Workload[];
  /** Does the selector select nothing at all? */
  readonly nothing: Truth;
}

/**
 * What a selector of an object selects in its namespace. Nothing is only nothing where the folder shows workloads of
 * that namespace, no operator that may make more, and none in the folders around that fits: else what is meant simply
 * lives in another folder.
 * `required` are the labels that the selector wants to be equal, `matches` the whole of it.
 */
export function selectionOf(
  { workloads, operated, nearby }: KubernetesModel,
  object: KubernetesObject,
  required: StringMap,
  matches: (labels: StringMap) => Truth,
): Selection {
  const selected: Workload[] = [];
  let some: Truth = 'no';
  let fitsElsewhere = false;
  for (const workload of workloadsWith(required, workloads)) {
    const labels = matches(workload.podLabels);
    if (labels === 'no') continue;
    const here = sameNamespace(object, workload);
    if (labels === 'yes' && here !== 'no') selected.push(workload);
    some = anyOf(some, allOf(here, labels));
    // The labels fit pods of another namespace: then it is the namespace that is wrong.
    fitsElsewhere ||= labels === 'yes';
  }
  if (some === 'yes') return { workloads: selected, nothing: 'no' };
  const shown = fitsElsewhere || workloads.some((one) => !one.runsToCompletion && sameNamespace(object, one) !== 'no');
  if (!shown) return { workloads: selected, nothing: 'no' };
  const isOpen =
    operated.length > 0 ||
    (some === 'no' &&
      nearby().workloads.some((one) => sameNamespace(object, one) !== 'no' && matches(one.podLabels) !== 'no'));
  return { workloads: selected, nothing: isOpen ? allOf('unknown', not(some)) : not(some) };
}

interface LabelIndex {
  readonly byLabel: ReadonlyMap<string, readonly number[]>;
  /** Their labels are not known in full: any selector may mean them. */
  readonly open: readonly number[];
}

const indexes = new WeakMap<readonly Workload[], LabelIndex>();

/** The workloads that may have these labels, in their order; asking each for each selector would be quadratic. */
function workloadsWith({ entries }: StringMap, workloads: readonly Workload[]): readonly Workload[] {
  const { byLabel, open } = indexOf(workloads);
  let fewest: readonly number[] | undefined;
  for (const [key, { value }] of entries) {
    if (value.kind !== 'known') continue;
    const found = byLabel.get(`${key}=${value.value}`) ?? [];
    if (!fewest || found.length < fewest.length) fewest = found;
  }
  if (!fewest) return workloads;
  const places = open.length === 0 ? fewest : [...new Set([...fewest, ...open])].sort((a, b) => a - b);
  return places.map((place) => workloads[place] as Workload);
}

function indexOf(workloads: readonly Workload[]): LabelIndex {
  const known = indexes.get(workloads);
  if (known) return known;
  const byLabel = new Map<string, number[]>();
  const open: number[] = [];
  for (const [place, { podLabels }] of workloads.entries()) {
    const values = [...podLabels.entries.values()];
    if (podLabels.incomplete || values.some(({ value }) => value.kind !== 'known')) open.push(place);
    for (const [key, { value }] of podLabels.entries) {
      if (value.kind !== 'known') continue;
      const label = `${key}=${value.value}`;
      const places = byLabel.get(label);
      if (places) places.push(place);
      else byLabel.set(label, [place]);
    }
  }
  const index = { byLabel, open };
  indexes.set(workloads, index);
  return index;
}

/** The workloads behind a Service; one without selector has none. */
export function workloadsOf(model: KubernetesModel, service: KubernetesService): Selection {
  const { selector } = service;
  if (!selector) return { workloads: [], nothing: 'no' };
  return selectionOf(model, service, selector, (labels) => equalitySelects(selector, labels));
}

/** Containers that listen while the pod runs. */
export function runningContainers({ containers }: Workload): readonly Container[] {
  return containers.filter(({ role }) => role !== 'init');
}

/** The number that a reference to a container port means, where the workloads say so. */
export function portNumber(reference: PortRef, protocol: string, workloads: readonly Workload[]): number | undefined {
  if (typeof reference === 'number') return reference;
  for (const { name, port, protocol: spoken } of workloads.flatMap(runningContainers).flatMap(({ ports }) => ports)) {
    if (name?.kind !== 'known' || name.value !== reference || port?.kind !== 'known') continue;
    if (spoken.kind !== 'known' || spoken.value === protocol) return port.value;
  }
  return undefined;
}

/**
 * Do these containers declare the port? A name must be declared; a number need not be (declarations inform only), so
 * that a number is missing only where every container declares ports and none is this one.
 */
export function declares(containers: readonly Container[], reference: PortRef, protocol: string): Truth {
  const ports = containers.flatMap((container) => container.ports);
  // No containers at all: a template or an abridged example, which says nothing of ports.
  if (containers.length === 0) return 'unknown';
  if (typeof reference === 'number' && containers.some((container) => container.ports.length === 0)) return 'unknown';
  return anyOf(
    'no',
    ...ports.map((port) => {
      const subject = typeof reference === 'number' ? port.port : port.name;
      if (subject === undefined) return 'no';
      if (subject.kind !== 'known') return 'unknown';
      if (subject.value !== reference) return 'no';
      return port.protocol.kind !== 'known' ? 'unknown' : port.protocol.value === protocol ? 'yes' : 'no';
    }),
  );
}
