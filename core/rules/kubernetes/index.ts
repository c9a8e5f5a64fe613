/** The rules about Kubernetes objects, those about their TLS included, in the order of the catalogue. */
import type { Rule } from '../rule.ts';
import { gatewayTls } from '../tls/gateway.ts';
import { ingressTls } from '../tls/ingress.ts';
import { ingressRedirect } from '../tls/ingress-redirect.ts';
import { meshDestination } from '../tls/mesh-destination.ts';
import { meshMtls } from '../tls/mesh-mtls.ts';
import { serviceLoadBalancerTls } from '../tls/service-load-balancer.ts';
import { danglingIngress } from './dangling-ingress.ts';
import { danglingNetworkPolicy } from './dangling-network-policy.ts';
import { danglingService } from './dangling-service.ts';
import { externalIps } from './external-ips.ts';
import { hostNetwork } from './host-network.ts';
import { hostPort } from './host-port.ts';
import { identicalProbes } from './identical-probes.ts';
import { invalidPort } from './invalid-port.ts';
import { livenessProbe, readinessProbe } from './missing-probe.ts';
import { noNetworkPolicy } from './no-network-policy.ts';
import { noSourceWhitelist } from './no-source-whitelist.ts';
import { nodePortRange } from './node-port-range.ts';
import { nodePortService } from './node-port-service.ts';
import { openNetworkPolicy } from './open-network-policy.ts';
import { privilegedPort } from './privileged-port.ts';
import { probePort } from './probe-port.ts';
import { publicLoadBalancer } from './public-load-balancer.ts';
import { reusedLoadBalancer } from './reused-load-balancer.ts';
import { riskyServicePort } from './risky-service-port.ts';
import { snippetAnnotation } from './snippet-annotation.ts';
import { sourceRangesIgnored } from './source-ranges-ignored.ts';
import { sshPort } from './ssh-port.ts';
import { unsafeSysctl } from './unsafe-sysctl.ts';

export const kubernetesRules: readonly Rule[] = [
  nodePortService,
  nodePortRange,
  publicLoadBalancer,
  sourceRangesIgnored,
  reusedLoadBalancer,
  riskyServicePort,
  hostPort,
  hostNetwork,
  externalIps,
  noNetworkPolicy,
  openNetworkPolicy,
  privilegedPort,
  sshPort,
  danglingService,
  danglingIngress,
  danglingNetworkPolicy,
  invalidPort,
  livenessProbe,
  readinessProbe,
  probePort,
  identicalProbes,
  unsafeSysctl,
  snippetAnnotation,
  noSourceWhitelist,
  ingressTls,
  ingressRedirect,
  gatewayTls,
  serviceLoadBalancerTls,
  meshMtls,
  meshDestination,
];
