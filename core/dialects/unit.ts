/** A unit: what is evaluated together and ends in one network model. The shape that every dialect answers with. */
import { firstFrom, groupedBy } from '../config/lookup.ts';
import type { KubernetesModel } from '../network/kubernetes.ts';
import type { EntityName, NetworkModel } from '../network/model.ts';
import type { Severity } from '../rules/rule.ts';
import type { Comment } from '../syntax/data.ts';
import type { SyntaxProblem } from '../syntax/problem.ts';
import type { Text } from '../text/message.ts';
import { type Location, locationOf, type SourceText } from '../text/source.ts';
import type { Row } from './catalogue.ts';
import type { Resource } from './resource.ts';
import { translate } from './translate.ts';

export interface Unit {
  readonly dialect: Resource['dialect'];
  readonly files: readonly SourceText[];
  readonly model: NetworkModel;
  readonly kubernetes: KubernetesModel | undefined;
  readonly problems: readonly Problem[];
  /** For suppressions; an embedded text has its own entry beside its host's. */
  readonly comments: readonly Comments[];
  /** A plan or state, whose findings are shown in the configuration beside it. */
  readonly toldBy?: SourceText;
  /** Paths of files that were read to understand these: findings in them are told with their own folder. */
  readonly beside?: ReadonlySet<string>;
  /** Paths of files that were read with one set of values: with another there may be other findings in them. */
  readonly tried?: ReadonlySet<string>;
}

/** A problem with the text itself: a syntax error, a reference to nothing, a cycle. */
export interface Problem {
  /** `syntax/yaml`, `syntax/json`, `syntax/hcl`, `syntax/reference`, `syntax/cycle`, `syntax/function`. */
  readonly rule: string;
  readonly at: Location;
  readonly message: Text;
  /** `error` where absent. */
  readonly severity?: Severity;
}

export interface Comments {
  readonly source: SourceText;
  readonly comments: readonly Comment[];
}

/** A reader's problems as problems of a unit. */
export function syntaxProblems(source: SourceText, problems: readonly SyntaxProblem[], rule: string): Problem[] {
  return problems.map(({ message, duplicateKey, ...span }) =>
    duplicateKey
      ? { rule: 'syntax/duplicate-key', at: locationOf(source, span), message, severity: 'warning' }
      : { rule, at: locationOf(source, span), message },
  );
}

/**
 * Marks the resources that a syntax error stands in. What an error took away cannot be told from what was never
 * written, except by its name in the text, from the resource's beginning to that of the next.
 */
export function withDamage(resources: readonly Resource[], problems: readonly Problem[]): readonly Resource[] {
  const errors = problems.filter(
    ({ rule }) => rule === 'syntax/yaml' || rule === 'syntax/json' || rule === 'syntax/hcl',
  );
  if (errors.length === 0) return resources;
  const damaged = new Map<Resource, string>();
  for (const [source, inSource] of groupedBy(errors, ({ at }) => at.source)) {
    const here = resources.filter(({ blockAt }) => blockAt.source === source);
    const starts = [...new Set(here.map(({ blockAt }) => blockAt.start))].sort((a, b) => a - b);
    for (const { at } of inSource) {
      const next = firstFrom(starts, at.start + 1, (start) => start);
      const text = source.text.slice(starts[next - 1], starts[next]);
      for (const resource of here) if (resource.blockAt.start === starts[next - 1]) damaged.set(resource, text);
    }
  }
  return resources.map((resource) =>
    damaged.has(resource) ? { ...resource, damaged: damaged.get(resource) } : resource,
  );
}

const entityNames: Record<EntityName, true> = {
  vpcs: true,
  subnets: true,
  securityGroups: true,
  securityGroupRules: true,
  prefixLists: true,
  networkAclEntries: true,
  networkAclAssociations: true,
  serverFirewallRules: true,
  instances: true,
  interfaceAttachments: true,
  groupAttachments: true,
  addressAssociations: true,
  natForwards: true,
  loadBalancers: true,
  listeners: true,
  listenerParts: true,
  serverGroups: true,
  backends: true,
  tlsPolicies: true,
  accessLists: true,
  managedServices: true,
  buckets: true,
  clusters: true,
  apis: true,
  apiGateways: true,
  serviceDomains: true,
  functionTriggers: true,
  functionServices: true,
  cdnDomains: true,
  cdnSettings: true,
  vpnTunnels: true,
  mountTargets: true,
  loginRules: true,
};

/** The network model of evaluated resources by one or more dialects' catalogues. */
export function modelOf(resources: readonly Resource[], rows: ReadonlyMap<string, readonly Row[]>): NetworkModel {
  const lists = translate(resources, rows);
  const names = Object.keys(entityNames) as EntityName[];
  return {
    ...Object.fromEntries(names.map((name) => [name, lists[name] ?? []])),
    resources: new Map(resources.map((resource) => [resource.address, resource])),
  } as unknown as NetworkModel;
}
