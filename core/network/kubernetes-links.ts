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
 * that namespace, and no operator that may make more: else what is meant simply lives in another folder.
 */
export function selectionOf(
  { workloads, operated }: KubernetesModel,
  object: KubernetesObject,
  matches: (labels: StringMap) => Truth,
): Selection {
  const candidates = workloads.map((workload) => ({
    workload,
    here: sameNamespace(object, workload),
    labels: matches(workload.podLabels),
  }));
  const selected = candidates.filter(({ here, labels }) => here !== 'no' && labels === 'yes');
  const some = anyOf('no', ...candidates.map(({ here, labels }) => allOf(here, labels)));
  // The labels fit pods of another namespace: then it is the namespace that is wrong.
  const shown = candidates.some(
    ({ workload, here, labels }) => (here !== 'no' && !workload.runsToCompletion) || labels === 'yes',
  );
  return {
    workloads: selected.map(({ workload }) => workload),
    nothing: !shown ? 'no' : operated.length > 0 ? allOf('unknown', not(some)) : not(some),
  };
}

/** The workloads behind a Service; one without selector has none. */
export function workloadsOf(model: KubernetesModel, service: KubernetesService): Selection {
  const { selector } = service;
  if (!selector) return { workloads: [], nothing: 'no' };
  return selectionOf(model, service, (labels) => equalitySelects(selector, labels));
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
