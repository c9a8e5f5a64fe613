/** A unit: what is evaluated together and ends in one network model. The shape that every dialect answers with. */
import type { KubernetesModel } from '../network/kubernetes.ts';
import type { EntityName, NetworkModel } from '../network/model.ts';
import type { Severity } from '../rules/rule.ts';
import type { Comment } from '../syntax/data.ts';
import type { SyntaxProblem } from '../syntax/problem.ts';
import type { Text } from '../text/message.ts';
import { type Location, locationOf, type SourceText } from '../text/source.ts';
import { type Row, translate } from './catalogue.ts';
import type { Resource } from './resource.ts';

export interface Unit {
  readonly dialect: 'ros' | 'terraform' | 'kubernetes';
  readonly files: readonly SourceText[];
  readonly model: NetworkModel;
  readonly kubernetes: KubernetesModel | undefined;
  readonly problems: readonly Problem[];
  /** For suppressions; an embedded text has its own entry beside its host's. */
  readonly comments: readonly Comments[];
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

/** A text with more problems of one kind than this is another language, or badly broken: the first ones say so. */
const maxTold = 20;

/** The problems as they are told: of many of one kind in one text the first, and how many more there are. */
export function summarised(problems: readonly Problem[]): Problem[] {
  const kinds = new Map<SourceText, Map<string, Problem[]>>();
  for (const problem of problems) {
    const ofText = kinds.get(problem.at.source) ?? new Map<string, Problem[]>();
    const ofKind = ofText.get(problem.rule) ?? [];
    ofKind.push(problem);
    kinds.set(problem.at.source, ofText.set(problem.rule, ofKind));
  }
  return [...kinds.values()].flatMap((ofText) => [...ofText.values()].flatMap(firstOf));
}

function firstOf(problems: readonly Problem[]): readonly Problem[] {
  const next = problems[maxTold];
  if (!next) return problems;
  const count = problems.length - maxTold;
  const message = {
    en: `From here on there are ${count} more problems of this kind. Mend the first ones and lint again.`,
    zh: `从此处起还有 ${count} 个此类问题。请先修正前面的，再重新检查。`,
  };
  return [...problems.slice(0, maxTold), { ...next, message }];
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
  const sources = new Set(errors.map(({ at }) => at.source));
  for (const source of sources) {
    const here = resources.filter(({ blockAt }) => blockAt.source === source);
    const starts = [...new Set(here.map(({ blockAt }) => blockAt.start))].sort((a, b) => a - b);
    const broken = new Map<number, string>();
    for (const { at } of errors) {
      const next = at.source === source ? starts.findIndex((start) => start > at.start) : 0;
      const start = starts[(next < 0 ? starts.length : next) - 1];
      if (start !== undefined) broken.set(start, source.text.slice(start, next < 0 ? undefined : starts[next]));
    }
    for (const resource of here) {
      const text = broken.get(resource.blockAt.start);
      if (text !== undefined) damaged.set(resource, text);
    }
  }
  return resources.map((resource) =>
    damaged.has(resource) ? { ...resource, damaged: damaged.get(resource) } : resource,
  );
}

const entityNames: Record<EntityName, true> = {
  securityGroups: true,
  securityGroupRules: true,
  networkAclEntries: true,
  serverFirewallRules: true,
  instances: true,
  addressAssociations: true,
  natForwards: true,
  loadBalancers: true,
  listeners: true,
  listenerParts: true,
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
