/** What mends an Ingress that everybody reaches: known sources, an intranet address, fewer ports. */
import { onlyTitle } from '../../changes/addresses.ts';
import { type Change, type Fix, isWrittenHere, offering } from '../../changes/change.ts';
import { configuredNetworks, type NamedBlocks } from '../../changes/networks.ts';
import { annotated, fixOf, put } from '../../changes/objects.ts';
import { controllerOf, listenPorts, nginxPrefix } from '../../network/ingress-controllers.ts';
import type { AlbConfig, Ingress, KubernetesModel } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import type { Settings } from '../rule.ts';

/** The ALB instance gets an address in the VPC only. */
export function onIntranet(configs: readonly AlbConfig[]): readonly Fix[] {
  const [config, ...others] = configs;
  if (!config || others.length > 0) return [];
  const title = { en: 'Give the ALB instance an intranet address', zh: '为 ALB 实例改用私网地址' };
  return fixOf(title, [put(config.resource, ['spec', 'config', 'addressType'], 'Intranet')]);
}

/** One port less in the annotation `listen-ports`, where others remain. */
export function withoutListenPort(ingress: Ingress, port: number): readonly Fix[] {
  const listen = listenPorts(ingress);
  if (!listen || !isWrittenHere(listen.at)) return [];
  const kept = listen.ports.filter((one) => one.port !== port);
  if (kept.length === 0 || kept.length === listen.ports.length) return [];
  const text = JSON.stringify(kept.map(({ protocol, port: number }) => ({ [protocol]: number })));
  return fixOf({ en: `Do not listen on port ${port}`, zh: `不监听端口 ${port}` }, [
    [{ kind: 'replace', resource: ingress.resource, at: listen.at.at, by: text }],
  ]);
}

/** Sources that the controller lets in: an annotation for nginx and MSE, the listeners of an AlbConfig for ALB. */
export function sourceListFixes(
  ingress: Ingress,
  configs: readonly AlbConfig[],
  model: KubernetesModel,
  settings: Settings,
): readonly Fix[] {
  const to = sourceLists(ingress, configs, controllerOf(ingress, model));
  if (!to) return [];
  const example = '203.0.113.10/32';
  const own: Text = { en: 'Let in an address or block of your own only…', zh: '只放行自己的地址或网段……' };
  const fixes = (network: NamedBlocks): readonly Fix[] => to(onlyTitle(network), network.blocks.map(String));
  return [
    ...offering({ ports: undefined, group: undefined, fixes }, [
      ...configuredNetworks(settings.networks).flatMap(fixes),
      ...to(own, [example], example),
    ]),
    ...(controllerOf(ingress, model) === 'alb' ? onIntranet(configs) : []),
  ];
}

type SourceLists = (title: Text, blocks: readonly string[], placeholder?: string) => readonly Fix[];

/** Where a controller has its list; `undefined` where that cannot be told. */
function sourceLists(
  { resource }: Ingress,
  configs: readonly AlbConfig[],
  controller: ReturnType<typeof controllerOf>,
): SourceLists | undefined {
  if (controller === 'alb') {
    const [config, ...others] = configs;
    return config && others.length === 0 ? albLists(config) : undefined;
  }
  if (controller !== undefined && controller !== 'nginx' && controller !== 'mse') return undefined;
  const name = `${nginxPrefix}whitelist-source-range`;
  return (title, blocks, placeholder) => fixOf(title, [annotated(resource, { [name]: blocks.join(',') })], placeholder);
}

function albLists({ resource, listeners }: AlbConfig): SourceLists {
  return (title, blocks, placeholder) => {
    // Its lists hold IPv4 addresses only.
    const aclEntries = blocks.filter((block) => !block.includes(':'));
    if (aclEntries.length === 0) return [];
    const to = { aclType: 'White', aclEntries };
    const changes = listeners.map(
      ({ at: below }): Change => ({ kind: 'put', resource, path: ['aclConfig'], to, below }),
    );
    return fixOf(title, [changes], placeholder);
  };
}
