/**
 * Helm's built-in objects: `.Release`, `.Chart`, `.Capabilities`, `.Template`, `.Subcharts`. A release is rendered as
 * `helm template` renders it: named `release-name`, in the namespace `default`, as an installation. So names are known
 * and the chart's objects find one another, as they do under whatever name they are installed.
 */
import type { Workspace } from '../../surroundings.ts';
import type { Installed } from './chart-values.ts';
import { bool, type Datum, type Dict, dict, float, int, type Native, nil, string, unknown } from './data.ts';
import { chartFiles } from './files.ts';
import { plain } from './functions/definition.ts';

/** A version that the cluster may well have: conditions in charts tell far older ones apart. */
const kubernetes = { major: '1', minor: '33', version: 'v1.33.0' };

/** API versions that this Kubernetes serves by itself. */
const served = new Set(
  `v1 admissionregistration.k8s.io/v1 apiextensions.k8s.io/v1 apiregistration.k8s.io/v1 apps/v1 authentication.k8s.io/v1
  authorization.k8s.io/v1 autoscaling/v1 autoscaling/v2 batch/v1 certificates.k8s.io/v1 coordination.k8s.io/v1
  discovery.k8s.io/v1 events.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1 networking.k8s.io/v1 node.k8s.io/v1 policy/v1
  rbac.authorization.k8s.io/v1 scheduling.k8s.io/v1 storage.k8s.io/v1`.split(/\s+/),
);
const servedGroups = new Set([...served].map((version) => version.replace(/\/?[^/]*$/, '')));
/** Groups of old that are gone. */
const goneGroups = new Set(['extensions', 'settings.k8s.io', 'scheduling.k8s.io']);

/** What a chart's templates see as `.`, but for `.Template`. */
export function contextOf(release: Installed, workspace: Workspace, isRoot = true): Dict {
  const { chart, values, dependencies } = release;
  const below = dependencies.map((one): [string, Datum] => [one.name, contextOf(one, workspace, false)]);
  return dict(
    new Map<string, Datum>([
      ['Values', values],
      ['Chart', metadataOf(release, isRoot)],
      ['Release', releaseObject()],
      ['Capabilities', capabilities()],
      ['Files', chartFiles(chart.folder, workspace)],
      ['Subcharts', dict(new Map(below))],
    ]),
  );
}

export function templateObject(name: string, basePath: string): Dict {
  return dict(
    new Map([
      ['Name', string(name)],
      ['BasePath', string(basePath)],
    ]),
  );
}

function releaseObject(): Dict {
  return dict(
    new Map<string, Datum>([
      ['Name', string('release-name')],
      ['Namespace', string('default')],
      ['IsInstall', bool(true)],
      ['IsUpgrade', bool(false)],
      ['Revision', int(1)],
      ['Service', string('Helm')],
    ]),
  );
}

/** Chart.yaml with names as Go's structure has them. */
function metadataOf({ chart, name }: Installed, isRoot: boolean): Dict {
  const entries = new Map<string, Datum>();
  for (const [key, value] of chart.metadata.entries) {
    const field = key === 'apiVersion' ? 'APIVersion' : `${key[0]?.toUpperCase() ?? ''}${key.slice(1)}`;
    // A number where Helm expects a text is read as one.
    entries.set(field, value.type === 'float64' ? string(plain(value), value.origin) : value);
  }
  for (const field of ['Version', 'AppVersion', 'Description', 'Type', 'KubeVersion', 'Icon', 'Home']) {
    if (!entries.has(field)) entries.set(field, string(''));
  }
  const own = chart.metadata.entries.get('name');
  entries.set('Name', name === chart.name && own?.type === 'string' ? own : string(name));
  entries.set('IsRoot', bool(isRoot));
  return dict(entries);
}

function capabilities(): Dict {
  const version: Native = {
    type: 'native',
    text: kubernetes.version,
    methods: (name) =>
      name === 'Version' || name === 'GitVersion' || name === 'String'
        ? string(kubernetes.version)
        : name === 'Major' || name === 'Minor'
          ? string(name === 'Major' ? kubernetes.major : kubernetes.minor)
          : undefined,
  };
  const versions: Native = {
    type: 'native',
    text: `[${[...served].join(' ')}]`,
    methods: (name, [wanted]) => (name === 'Has' && wanted ? isServed(plain(wanted)) : undefined),
  };
  const helm = dict(
    new Map<string, Datum>([
      ['Version', string('v3.18.0')],
      ['GoVersion', string('go1.24')],
      ['GitCommit', nil],
      ['Major', float(3)],
    ]),
  );
  return dict(
    new Map<string, Datum>([
      ['KubeVersion', version],
      ['APIVersions', versions],
      ['HelmVersion', helm],
    ]),
  );
}

/** Whether the cluster has a custom resource, no text can tell. */
function isServed(wanted: string): Datum {
  const version = wanted.replace(/\/[A-Z][^/]*$/, '');
  if (served.has(version)) return bool(true);
  const group = version.replace(/\/?[^/]*$/, '');
  // Clusters are on ACK, which is not OpenShift: charts ask in order to leave out what OpenShift sets by itself.
  const isAbsent = servedGroups.has(group) || goneGroups.has(group) || group.endsWith('.openshift.io');
  return isAbsent ? bool(false) : unknown('external', wanted);
}
