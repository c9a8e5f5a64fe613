/**
 * Address space that no packet from the internet comes from: the IANA IPv4 and IPv6 Special-Purpose Address Registries
 * (RFC 6890 and updates; blocks that are not globally reachable), multicast and the future-use block. A whole block is
 * listed even where the registry carves out a few anycast service addresses of it (192.0.0.9, 2001:1::1), because those
 * are never a client.
 */
export const SPECIAL_IPV4: readonly string[] = [
  '0.0.0.0/8', // this network, RFC 791
  '10.0.0.0/8', // private use, RFC 1918
  '100.64.0.0/10', // shared address space, RFC 6598; Alibaba Cloud's internal services and health checks
  '127.0.0.0/8', // loopback, RFC 1122
  '169.254.0.0/16', // link local, RFC 3927
  '172.16.0.0/12', // private use, RFC 1918
  '192.0.0.0/24', // IETF protocol assignments, RFC 6890
  '192.0.2.0/24', // TEST-NET-1, RFC 5737
  '192.88.99.0/24', // 6to4 relay anycast, withdrawn by RFC 7526
  '192.168.0.0/16', // private use, RFC 1918
  '198.18.0.0/15', // benchmarking, RFC 2544
  '198.51.100.0/24', // TEST-NET-2, RFC 5737
  '203.0.113.0/24', // TEST-NET-3, RFC 5737
  '224.0.0.0/4', // multicast, RFC 5771
  '240.0.0.0/4', // reserved, RFC 1112, and limited broadcast
];

/** The only IPv6 block that is delegated for the internet: IANA IPv6 Address Space registry, RFC 4291. */
export const GLOBAL_UNICAST_IPV6 = '2000::/3';

/**
 * Inside global unicast. The rest of the registry (::, ::1, ::ffff:0:0/96, 64:ff9b:1::/48, 100::/64, 5f00::/16, fc00::/7,
 * fe80::/10, ff00::/8 …) lies outside it. 2002::/16 (6to4) counts as public: it stands for public IPv4 addresses.
 */
export const SPECIAL_IPV6: readonly string[] = [
  '2001::/23', // IETF protocol assignments, RFC 2928: Teredo, benchmarking, ORCHID, AS112
  '2001:db8::/32', // documentation, RFC 3849
  '3fff::/20', // documentation, RFC 9637
];
