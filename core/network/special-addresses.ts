/**
 * Address space that no packet from the internet comes from: the IANA IPv4 and IPv6 Special-Purpose Address Registries
 * (RFC 6890 and updates; blocks that are not globally reachable), multicast and the future-use block. A whole block is
 * listed even where the registry carves out a few anycast service addresses of it (192.0.0.9, 2001:1::1), because those
 * are never a client.
 */
import type { Text } from '../text/message.ts';

export interface SpecialBlock {
  readonly block: string;
  readonly use: Text;
  /** Where the block is defined: `RFC 1918`. */
  readonly source: string;
}

function special(block: string, en: string, zh: string, source: string): SpecialBlock {
  return { block, use: { en, zh }, source };
}

export const SPECIAL_IPV4: readonly SpecialBlock[] = [
  special('0.0.0.0/8', 'this network', '本网络', 'RFC 791'),
  special('10.0.0.0/8', 'private use', '私网地址', 'RFC 1918'),
  // Alibaba Cloud's internal services and health checks come from it.
  special('100.64.0.0/10', 'shared address space', '共享地址空间', 'RFC 6598'),
  special('127.0.0.0/8', 'loopback', '环回地址', 'RFC 1122'),
  special('169.254.0.0/16', 'link local', '链路本地地址', 'RFC 3927'),
  special('172.16.0.0/12', 'private use', '私网地址', 'RFC 1918'),
  special('192.0.0.0/24', 'IETF protocol assignments', 'IETF 协议分配', 'RFC 6890'),
  special('192.0.2.0/24', 'documentation (TEST-NET-1)', '文档示例（TEST-NET-1）', 'RFC 5737'),
  special('192.88.99.0/24', '6to4 relay anycast, withdrawn', '6to4 中继任播，已废止', 'RFC 7526'),
  special('192.168.0.0/16', 'private use', '私网地址', 'RFC 1918'),
  special('198.18.0.0/15', 'benchmarking', '基准测试', 'RFC 2544'),
  special('198.51.100.0/24', 'documentation (TEST-NET-2)', '文档示例（TEST-NET-2）', 'RFC 5737'),
  special('203.0.113.0/24', 'documentation (TEST-NET-3)', '文档示例（TEST-NET-3）', 'RFC 5737'),
  special('224.0.0.0/4', 'multicast', '组播', 'RFC 5771'),
  special('240.0.0.0/4', 'reserved, and limited broadcast', '保留地址与受限广播', 'RFC 1112'),
];

/** The only IPv6 block that is delegated for the internet: IANA IPv6 Address Space registry, RFC 4291. */
export const GLOBAL_UNICAST_IPV6 = '2000::/3';

/** Inside global unicast. 2002::/16 (6to4) counts as public: it stands for public IPv4 addresses. */
export const SPECIAL_IPV6: readonly SpecialBlock[] = [
  // Teredo, benchmarking, ORCHID, AS112.
  special('2001::/23', 'IETF protocol assignments', 'IETF 协议分配', 'RFC 2928'),
  special('2001:db8::/32', 'documentation', '文档示例', 'RFC 3849'),
  special('3fff::/20', 'documentation', '文档示例', 'RFC 9637'),
];

/** The rest of the registry lies outside of global unicast: not public in any case, and here for its names. */
export const OTHER_IPV6: readonly SpecialBlock[] = [
  special('::/128', 'unspecified address', '未指定地址', 'RFC 4291'),
  special('::1/128', 'loopback', '环回地址', 'RFC 4291'),
  special('64:ff9b::/96', 'IPv4/IPv6 translation', 'IPv4/IPv6 转换', 'RFC 6052'),
  special('64:ff9b:1::/48', 'IPv4/IPv6 translation', 'IPv4/IPv6 转换', 'RFC 8215'),
  special('100::/64', 'discard only', '仅丢弃', 'RFC 6666'),
  special('5f00::/16', 'segment routing', '分段路由（SRv6）', 'RFC 9602'),
  special('fc00::/7', 'unique local (private use)', '唯一本地地址（私网）', 'RFC 4193'),
  special('fe80::/10', 'link local', '链路本地地址', 'RFC 4291'),
  special('ff00::/8', 'multicast', '组播', 'RFC 4291'),
];
