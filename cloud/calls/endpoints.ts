/** Where the products are spoken to. Regions that the table does not name follow the rule `product.region.aliyuncs.com`. */
import type { Product } from '../../core/dialects/cloud/snapshot.ts';
import type { CloudOptions } from '../options.ts';

export interface Endpoint {
  /** With a port where needed, without a scheme: the SDK takes it for the host. */
  readonly host: string;
  readonly protocol: 'HTTPS' | 'HTTP';
}

/** What is spoken to: the products that are read, and who tells whose credentials these are. */
export type Service = Product | 'sts';

/** Regions with an endpoint out of the rule, from the SDK's packages (ecs 7.11, vpc 7.3, rds 15.4, slb 4.0). */
const central: Partial<Readonly<Record<Service, Readonly<Record<string, string>>>>> = {
  ecs: {
    'ecs-cn-hangzhou.aliyuncs.com': 'cn-hangzhou cn-shanghai-finance-1 cn-shenzhen-finance-1',
    'ecs.aliyuncs.com': 'cn-north-2-gov-1',
  },
  vpc: { 'vpc.aliyuncs.com': 'cn-hangzhou cn-shanghai-finance-1 cn-shenzhen-finance-1 cn-north-2-gov-1' },
  slb: {
    'slb.aliyuncs.com':
      'cn-qingdao cn-beijing cn-hangzhou cn-shanghai cn-shenzhen cn-hongkong ap-southeast-1 us-west-1 us-east-1 cn-shanghai-finance-1 cn-shenzhen-finance-1 cn-north-2-gov-1',
  },
  rds: {
    'rds.aliyuncs.com':
      'cn-qingdao cn-beijing cn-hangzhou cn-shanghai cn-shenzhen cn-heyuan cn-hongkong ap-southeast-1 us-west-1 us-east-1 cn-beijing-finance-1 cn-shanghai-finance-1 cn-shenzhen-finance-1 cn-north-2-gov-1',
  },
};

export function endpointOf(
  product: Service,
  region: string,
  { endpoint, network = 'public', protocol = 'HTTPS' }: Pick<CloudOptions, 'endpoint' | 'network' | 'protocol'>,
): Endpoint {
  const given = typeof endpoint === 'string' || product === 'sts' ? endpoint : endpoint?.[product];
  if (typeof given === 'object') return endpointOf(product, region, { network, protocol });
  if (given !== undefined) return readEndpoint(given, protocol);
  if (network === 'vpc') return { host: `${product}-vpc.${region}.aliyuncs.com`, protocol };
  const [host = `${product}.${region}.aliyuncs.com`] =
    Object.entries(central[product] ?? {}).find(([, regions]) => regions.split(' ').includes(region)) ?? [];
  return { host, protocol };
}

/** `https://host:port/` and `host:port` alike. */
function readEndpoint(written: string, protocol: 'HTTPS' | 'HTTP'): Endpoint {
  const [, scheme, host = ''] = /^(?:(https?):\/\/)?([^/]+)\/*$/i.exec(written.trim()) ?? [];
  return { host, protocol: scheme === undefined ? protocol : (scheme.toUpperCase() as 'HTTPS' | 'HTTP') };
}
