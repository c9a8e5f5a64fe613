/** The rules about managed services, in the order of the catalogue. */

import { apiAnonymous } from '../exposure/api-anonymous.ts';
import { bucketPublic } from '../exposure/bucket-public.ts';
import { clusterApiPublic } from '../exposure/cluster-api-public.ts';
import { databasePublicEndpoint } from '../exposure/database-public-endpoint.ts';
import { databaseWhitelist } from '../exposure/database-whitelist.ts';
import { fileSystemAny } from '../exposure/file-system-any.ts';
import { functionAnonymous } from '../exposure/function-anonymous.ts';
import { functionInternetAccess } from '../exposure/function-internet-access.ts';
import { messageQueuePublicEndpoint } from '../exposure/message-queue-public-endpoint.ts';
import { passwordless } from '../exposure/passwordless.ts';
import { registryAny } from '../exposure/registry-any.ts';
import { searchPublicEndpoint } from '../exposure/search-public-endpoint.ts';
import { tableStorePublic } from '../exposure/table-store-public.ts';
import { warehouseAny } from '../exposure/warehouse-any.ts';
import { noNetworkPolicyPlugin } from '../kubernetes/no-network-policy-plugin.ts';
import type { Rule } from '../rule.ts';
import { apiGatewayTls } from '../tls/api-gateway.ts';
import { bucketTls } from '../tls/bucket.ts';
import { cdnTls } from '../tls/cdn.ts';
import { databaseTls } from '../tls/database.ts';
import { functionDomainTls } from '../tls/function-domain.ts';
import { hsts } from '../tls/hsts.ts';
import { kafkaPlaintext } from '../tls/kafka-plaintext.ts';
import { searchTls } from '../tls/search.ts';
import { vpnWeakIpsec } from '../tls/vpn-weak-ipsec.ts';

export const serviceRules: readonly Rule[] = [
  databaseWhitelist,
  databasePublicEndpoint,
  searchPublicEndpoint,
  messageQueuePublicEndpoint,
  clusterApiPublic,
  functionAnonymous,
  functionInternetAccess,
  apiAnonymous,
  bucketPublic,
  fileSystemAny,
  registryAny,
  warehouseAny,
  tableStorePublic,
  passwordless,
  databaseTls,
  searchTls,
  kafkaPlaintext,
  bucketTls,
  cdnTls,
  hsts,
  apiGatewayTls,
  functionDomainTls,
  vpnWeakIpsec,
  noNetworkPolicyPlugin,
];
