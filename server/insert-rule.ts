/**
 * portguard/whitelistTarget and portguard/insertWhitelistRule: what stands at a place that can let somebody in, and the
 * edit that lets them in. The client asks a person for the addresses and ports in between.
 */
import type { Position, WorkspaceEdit } from 'vscode-languageserver/node';
import {
  type AdmissionKind,
  type AdmissionTarget,
  admissionChanges,
  admissionTarget,
} from '../core/changes/admitting.ts';
import { configuredNetworks, vpcBlocks } from '../core/changes/networks.ts';
import { editsOf } from '../core/changes/write.ts';
import { referenceTo } from '../core/dialects/resource.ts';
import { isAddressProblem, parseCidr } from '../core/network/addresses.ts';
import type { Identity, SecurityGroupRule } from '../core/network/model.ts';
import { isPortProblem, PortSet, parsePortRange } from '../core/network/ports.ts';
import type { Text } from '../core/text/message.ts';
import { known, type Value } from '../core/values/value.ts';
import { workspaceEdit } from './code-actions/workspace-edit.ts';
import type { Components } from './components.ts';
import type { Linted } from './linted.ts';
import { pathOf } from './paths.ts';
import { restrictionsTo } from './restricting.ts';

export interface PlaceParams {
  readonly uri: string;
  readonly position: Position;
}

/** What a person chooses from. */
export interface WhitelistTarget {
  readonly kind: AdmissionKind;
  readonly address: string;
  readonly needsPorts: boolean;
  readonly sources: readonly { readonly label: string; readonly cidrs: readonly string[] }[];
}

export interface InsertParams extends PlaceParams {
  readonly cidrs: readonly string[];
  /** `443`, `tcp 8000-8100`, `udp 53`, `all`; needed for security groups. */
  readonly ports?: string;
}

export type InsertResult = { readonly edit: WorkspaceEdit } | { readonly problem: string };

export function whitelistTarget(components: Components) {
  return async (place: PlaceParams): Promise<WhitelistTarget | null> => {
    const found = targetAt(components, await components.folders.around(place.uri), place);
    return found && asOffered(components, found, pathOf(place.uri) ?? '');
  };
}

function asOffered(components: Components, { target, linted }: FoundTarget, path: string): WhitelistTarget {
  const { kind, entity, unit } = target;
  const { resource } = entity;
  const live = restrictionsTo(components, path, linted);
  const choices = [
    ...configuredNetworks(linted.settings?.networks ?? new Map()),
    ...vpcBlocks(unit.model, resource, undefined),
    ...Array.from(live?.({ group: groupOf(target), ports: undefined }) ?? [], ({ network }) => network),
  ];
  const sources = choices.flatMap(({ name, blocks }) => {
    const cidrs = blocks.filter((block) => typeof block === 'string');
    return cidrs.length === blocks.length ? [{ label: name[components.language()], cidrs }] : [];
  });
  return { kind, address: resource.address, needsPorts: kind === 'securityGroup', sources };
}

/** The group that somebody is let in at. */
function groupOf({ kind, entity }: AdmissionTarget): Value<Identity> | undefined {
  if (kind !== 'securityGroup') return undefined;
  return 'group' in entity
    ? (entity as SecurityGroupRule).group
    : known<Identity>(referenceTo(entity.resource.address), entity.at);
}

export function insertWhitelistRule(components: Components) {
  const { language, client, openAt, folders } = components;
  return async ({ cidrs, ports, ...place }: InsertParams): Promise<InsertResult> => {
    const problem = (text: Text): InsertResult => ({ problem: text[language()] });
    const found = targetAt(components, await folders.around(place.uri), place);
    if (!found) return problem(noTarget);
    const bad = cidrs.find((cidr) => isAddressProblem(parseCidr(cidr)));
    if (bad !== undefined || cidrs.length === 0) return problem(notAnAddress(bad ?? ''));
    const traffic = found.target.kind === 'securityGroup' ? trafficOf(ports ?? '') : trafficOf('all');
    if (!traffic) return problem(notPorts);
    const changes = admissionChanges(found.target, { cidrs, ...traffic });
    const edits = changes && editsOf({ changes });
    if (!edits || edits.length === 0) return problem(notWritable);
    return { edit: workspaceEdit(edits, { client: client(), openAt }) };
  };
}

interface FoundTarget {
  readonly target: AdmissionTarget;
  readonly linted: Linted;
}

/** @param around what was linted with the document at the place */
export function targetAt(
  { documents }: Pick<Components, 'documents'>,
  around: readonly Linted[],
  { uri, position }: PlaceParams,
): FoundTarget | null {
  const [path, document] = [pathOf(uri), documents.get(uri)];
  if (path === undefined || !document) return null;
  for (const linted of around) {
    const target = admissionTarget(linted.units, path, document.offsetAt(position));
    if (target) return { target, linted };
  }
  return null;
}

/** `443`, `tcp 443`, `8000-8100`, `udp 53/53`, `all`. */
function trafficOf(text: string): { readonly protocol: 'tcp' | 'udp' | 'all'; readonly ports: PortSet } | undefined {
  const [, name = 'tcp', range] = /^\s*(tcp|udp|all)?\s*(\S*)\s*$/i.exec(text) ?? [];
  const protocol = name.toLowerCase() as 'tcp' | 'udp' | 'all';
  if (protocol === 'all') return range ? undefined : { protocol, ports: PortSet.all };
  if (!range) return undefined;
  const ports = parsePortRange(range, { single: true, dash: true });
  return isPortProblem(ports) ? undefined : { protocol, ports };
}

const noTarget: Text = {
  en: 'Place the cursor in a security group, an access control list, a white list or a Service of type LoadBalancer.',
  zh: '请将光标放在安全组、访问控制列表、白名单或 LoadBalancer 类型的 Service 中。',
};
const notPorts: Text = {
  en: 'Write ports such as 443, tcp 8000-8100 or udp 53; all for every protocol.',
  zh: '请填写端口，例如 443、tcp 8000-8100 或 udp 53；所有协议请填 all。',
};
const notWritable: Text = {
  en: 'The rule cannot be written here without guessing: it is made by a loop, a variable or a template.',
  zh: '此处由循环、变量或模板生成，无法在不猜测的情况下写入规则。',
};

function notAnAddress(text: string): Text {
  return { en: `"${text}" is no address or CIDR block.`, zh: `“${text}”不是地址或 CIDR 网段。` };
}
