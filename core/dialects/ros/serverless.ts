/**
 * `Transform: Aliyun::Serverless-2018-04-03`: resources of a shorter notation, as the resources that they become. A
 * service has its functions beside its properties, and a function its triggers under `Events`.
 * https://www.alibabacloud.com/help/en/ros/user-guide/aliyun-serverless-transform
 */
import { type Entry, entriesOf, get, scalarText } from '../../syntax/navigate.ts';
import { locationOf } from '../../text/source.ts';
import { isMap, known, type MapData, type MapMember, mapValue, type Value } from '../../values/value.ts';
import type { Resource } from '../resource.ts';
import type { Evaluation } from './evaluation.ts';
import { attributesOf } from './resources.ts';
import type { Scope } from './scope.ts';

/** What stays one resource, with its properties as they are. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['Aliyun::Serverless::Service', 'ALIYUN::FC::Service'],
  ['Aliyun::Serverless::Function', 'ALIYUN::FC::Function'],
  ['Aliyun::Serverless::CustomDomain', 'ALIYUN::FC::CustomDomain'],
  ['Aliyun::Serverless::Log', 'ALIYUN::SLS::Project'],
  ['Aliyun::Serverless::Log::Logstore', 'ALIYUN::SLS::Logstore'],
  ['Aliyun::Serverless::TableStore', 'ALIYUN::OTS::Instance'],
  ['Aliyun::Serverless::MNSTopic', 'ALIYUN::MNS::Topic'],
  ['Aliyun::Serverless::Flow', 'ALIYUN::FNF::Flow'],
]);

/** Kinds of triggers, by their name under `Events`. */
const triggerTypes: ReadonlyMap<string, string> = new Map([
  ['HTTP', 'http'],
  ['OSS', 'oss'],
  ['Log', 'log'],
  ['Timer', 'timer'],
  ['CDN', 'cdn_events'],
  ['MNSTopic', 'mns_topic'],
  ['TableStore', 'tablestore'],
]);

export function serverlessResources(evaluation: Evaluation, entry: Entry, whole: Resource, scope: Scope): Resource[] {
  const { document } = evaluation.template;
  if (whole.type === 'Aliyun::Serverless::Api') return apis(whole);
  const own = { ...whole, type: renamed.get(whole.type) ?? whole.type };
  const inner = entriesOf(entry.value, document).flatMap((one) => {
    const type = scalarText(get(one.value, 'Type', document));
    if (!type?.startsWith('Aliyun::Serverless::')) return [];
    return serverlessResources(evaluation, one, part(evaluation, one, type, whole, scope), scope);
  });
  const events = entriesOf(get(entry.value, 'Events', document), document).map((event): Resource => {
    const kind = scalarText(get(event.value, 'Type', document)) ?? '';
    const made = part(evaluation, event, 'ALIYUN::FC::Trigger', whole, scope);
    const config: Value = known(made.attributes, made.nameAt);
    return {
      ...made,
      attributes: mapOfMembers([
        ['TriggerType', { key: made.nameAt, value: known(triggerTypes.get(kind) ?? kind.toLowerCase(), made.nameAt) }],
        ['TriggerConfig', { key: made.nameAt, value: config }],
      ]),
    };
  });
  return [own, ...inner, ...events];
}

/** A resource that stands inside of another. */
function part(evaluation: Evaluation, entry: Entry, type: string, whole: Resource, scope: Scope): Resource {
  const { document, source } = evaluation.template;
  return {
    ...whole,
    type,
    address: `${whole.address}/${entry.name}`,
    nameAt: evaluation.at(entry.key),
    blockAt: locationOf(source, entry.entry),
    ...attributesOf(evaluation, get(entry.value, 'Properties', document), scope),
  };
}

/** Swagger's extensions of the API gateway, as the properties of an API. */
const apiProperties: readonly (readonly [string, string])[] = [
  ['x-aliyun-apigateway-auth-type', 'AuthType'],
  ['x-aliyun-apigateway-visibility', 'Visibility'],
  ['x-aliyun-apigateway-request-config', 'RequestConfig'],
];

/** One API for each path and method of the definition. */
function apis(whole: Resource): Resource[] {
  const definition = whole.attributes.entries.get('DefinitionBody')?.value;
  const paths = membersOf(membersOf(definition).get('paths')?.value ?? definition);
  return [...paths].flatMap(([path, { value: methods }]) =>
    [...membersOf(methods)].map(([method, { key, value }]): Resource => {
      const written = membersOf(value);
      const attributes = apiProperties.flatMap(([name, property]) => {
        const member = written.get(name);
        return member ? [[property, property === 'RequestConfig' ? capitalised(member) : member] as const] : [];
      });
      return {
        ...whole,
        type: 'ALIYUN::ApiGateway::Api',
        address: `${whole.address}/${method.toUpperCase()} ${path}`,
        nameAt: key,
        attributes: mapOfMembers(attributes),
      };
    }),
  );
}

/** `requestProtocol: http` is `RequestProtocol: HTTP` of the resource. */
function capitalised(member: MapMember): MapMember {
  const value = mapValue(member.value, (one): Value => {
    if (!isMap(one.value)) return one;
    const entries = Array.from(
      one.value.entries,
      ([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), inner] as const,
    );
    return { ...one, value: mapOfMembers(entries) };
  });
  return { ...member, value };
}

function membersOf(value: Value | undefined): ReadonlyMap<string, MapMember> {
  return value?.kind === 'known' && isMap(value.value) ? value.value.entries : new Map();
}

function mapOfMembers(entries: Iterable<readonly [string, MapMember]>): MapData {
  return { type: 'map', entries: new Map(entries) };
}
