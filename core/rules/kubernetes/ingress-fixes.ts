/** What mends an Ingress that everybody reaches: known sources, an intranet address, fewer ports. */
import { type Fix, isWrittenHere } from '../../changes/change.ts';
import { configuredNetworks } from '../../changes/networks.ts';
import { annotated, fixOf, put } from '../../changes/objects.ts';
import { controllerOf, listenPorts, nginxPrefix } from '../../network/ingress-controllers.ts';
import type { AlbConfig, Ingress, KubernetesModel } from '../../network/kubernetes.ts';
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
  const example = '203.0.113.10/32';
  const choices = [
    ...configuredNetworks(settings.networks).map(({ name, blocks }) => ({
      title: { en: `Let in ${name.en} only`, zh: `只放行 ${name.zh}` },
      blocks: blocks.map(String),
      placeholder: undefined,
    })),
    {
      title: { en: 'Let in an address or block of your own only…', zh: '只放行自己的地址或网段……' },
      blocks: [example],
      placeholder: example,
    },
  ];
  const controller = controllerOf(ingress, model);
  if (controller === 'alb') {
    const [config, ...others] = configs;
    if (!config || others.length > 0) return [];
    const lists = choices.flatMap(({ title, blocks, placeholder }) => {
      // Its lists hold IPv4 addresses only.
      const aclEntries = blocks.filter((block) => !block.includes(':'));
      if (aclEntries.length === 0) return [];
      const { resource, listeners } = config;
      const to = { aclType: 'White', aclEntries };
      const changes = listeners.map(({ at }) => ({
        kind: 'put' as const,
        resource,
        path: ['aclConfig'],
        to,
        below: at,
      }));
      return fixOf(title, [changes], placeholder);
    });
    return [...lists, ...onIntranet(configs)];
  }
  if (controller !== undefined && controller !== 'nginx' && controller !== 'mse') return [];
  return choices.flatMap(({ title, blocks, placeholder }) =>
    fixOf(
      title,
      [annotated(ingress.resource, { [`${nginxPrefix}whitelist-source-range`]: blocks.join(',') })],
      placeholder,
    ),
  );
}
