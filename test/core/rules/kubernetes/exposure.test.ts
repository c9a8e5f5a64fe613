import { expect, test } from 'vitest';
import { externalIps } from '../../../../core/rules/kubernetes/external-ips.ts';
import { hostNetwork } from '../../../../core/rules/kubernetes/host-network.ts';
import { hostPort } from '../../../../core/rules/kubernetes/host-port.ts';
import { noSourceWhitelist } from '../../../../core/rules/kubernetes/no-source-whitelist.ts';
import { nodePortRange } from '../../../../core/rules/kubernetes/node-port-range.ts';
import { publicLoadBalancer } from '../../../../core/rules/kubernetes/public-load-balancer.ts';
import { reusedLoadBalancer } from '../../../../core/rules/kubernetes/reused-load-balancer.ts';
import { riskyServicePort } from '../../../../core/rules/kubernetes/risky-service-port.ts';
import { snippetAnnotation } from '../../../../core/rules/kubernetes/snippet-annotation.ts';
import { sourceRangesIgnored } from '../../../../core/rules/kubernetes/source-ranges-ignored.ts';
import { answers, findings } from './check.ts';

const service = (spec: string, ...annotations: readonly string[]): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    a: b\n${annotations
    .map((line) => `    ${line}\n`)
    .join('')}spec:\n${spec}`;

const ali = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';
const publicOn = (...ports: readonly number[]): string =>
  `  type: LoadBalancer\n  selector: { app: web }\n  ports:\n${ports.map((port) => `    - port: ${port}\n`).join('')}`;

test('a public load balancer is reported where the address type is decided', () => {
  expect(findings(publicLoadBalancer, service(publicOn(80)))).toEqual(['Service.default.web: LoadBalancer']);
  expect(findings(publicLoadBalancer, service(publicOn(80), `${ali}address-type: internet`))).toEqual([
    'Service.default.web: internet',
  ]);
});

test.each([
  ['an intranet address', service(publicOn(80), `${ali}address-type: intranet`)],
  [
    'a white list on CLB',
    service(publicOn(80), `${ali}acl-status: "on"`, `${ali}acl-type: white`, `${ali}acl-id: acl-1`),
  ],
  [
    'security groups on NLB',
    service(`${publicOn(80)}  loadBalancerClass: alibabacloud.com/nlb\n`, `${ali}security-group-ids: sg-1`),
  ],
  ["another cloud's internal address", service(publicOn(80), 'networking.gke.io/load-balancer-type: Internal')],
  [
    "another cloud's source ranges",
    service(`${publicOn(80)}  loadBalancerSourceRanges: [10.0.0.0/8]\n`, 'metallb.universe.tf/address-pool: a'),
  ],
  ['a ClusterIP Service', service('  ports: [{ port: 80 }]\n')],
])('not a public load balancer: %s', (_, text) => {
  expect(findings(publicLoadBalancer, text)).toEqual([]);
});

test.each([
  ['a black list', service(publicOn(80), `${ali}acl-status: "on"`, `${ali}acl-type: black`, `${ali}acl-id: acl-1`)],
  ['a white list that is off', service(publicOn(80), `${ali}acl-type: white`, `${ali}acl-id: acl-1`)],
  ['source ranges on CLB', service(`${publicOn(80)}  loadBalancerSourceRanges: [10.0.0.0/8]\n`)],
  [
    'source ranges on NLB that amount to the world',
    service(
      `${publicOn(80)}  loadBalancerClass: alibabacloud.com/nlb\n  loadBalancerSourceRanges: [0.0.0.0/1, 128.0.0.0/1]\n`,
    ),
  ],
])('still a public load balancer: %s', (_, text) => {
  expect(findings(publicLoadBalancer, text)).toHaveLength(1);
});

test('a reused load balancer has the address type it was made with: unresolved', () => {
  const text = service(publicOn(3306), `${ali}id: lb-1`);
  expect(answers(publicLoadBalancer, text).map(({ truth }) => truth)).toEqual(['unknown']);
  expect(answers(riskyServicePort, text).map(({ truth }) => truth)).toEqual(['unknown']);
  expect(findings(reusedLoadBalancer, text)).toEqual(['Service.default.web: lb-1']);
});

test('source ranges are said to be ignored on CLB only', () => {
  const ranges = '  loadBalancerSourceRanges:\n    - 203.0.113.0/24\n';
  expect(findings(sourceRangesIgnored, service(publicOn(443) + ranges))).toEqual([
    'Service.default.web: 203.0.113.0/24',
  ]);
  expect(
    findings(sourceRangesIgnored, service(`${publicOn(443)}${ranges}  loadBalancerClass: alibabacloud.com/nlb\n`)),
  ).toEqual([]);
  expect(
    findings(sourceRangesIgnored, service(`${publicOn(443)}${ranges}  loadBalancerClass: service.k8s.aws/nlb\n`)),
  ).toEqual([]);
  expect(
    findings(
      sourceRangesIgnored,
      service(publicOn(443) + ranges, 'service.beta.kubernetes.io/aws-load-balancer-type: nlb'),
    ),
  ).toEqual([]);
});

test('a risky port names its service, by the port in front or behind', () => {
  const [mysql] = answers(riskyServicePort, service(publicOn(80, 3306)));
  expect(mysql).toMatchObject({ at: '3306', severity: 'error', truth: 'yes' });
  expect(mysql?.message).toContain('port 3306 (MySQL');
  const behind = `  type: LoadBalancer\n  selector: { app: web }\n  ports:\n    - { port: 13306, targetPort: db }\n`;
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: db, labels: { app: web } }\nspec: { containers: [{ name: db, ports: [{ name: db, containerPort: 3306 }] }] }\n';
  expect(findings(riskyServicePort, service(behind), pod)).toEqual(['Service.default.web: 13306']);
});

test('web ports are fine whatever listens behind; development ports weigh less', () => {
  expect(
    findings(riskyServicePort, service('  type: LoadBalancer\n  ports:\n    - { port: 443, targetPort: 9443 }\n')),
  ).toEqual([]);
  expect(answers(riskyServicePort, service(publicOn(3000))).map(({ severity }) => severity)).toEqual(['warning']);
});

test('the protocol of a port counts', () => {
  const udp = '  type: LoadBalancer\n  ports:\n    - { port: 22, protocol: UDP }\n';
  expect(findings(riskyServicePort, service(udp))).toEqual([]);
});

test('TCP services of the nginx controller and listen-ports of ALB open ports too', () => {
  const map =
    'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: tcp-services, namespace: ingress-nginx }\ndata:\n  "13306": shop/mysql:3306\n  "443": shop/web:443\n';
  expect(findings(riskyServicePort, map)).toEqual(['ConfigMap.ingress-nginx.tcp-services: 13306']);
  const alb = `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 2379}]'\nspec: { ingressClassName: alb }\n`;
  expect(findings(riskyServicePort, alb)).toHaveLength(1);
});

test('node ports: 0 lets Kubernetes choose, the range is an option, a host port is taken', () => {
  const nodePort = (port: number): string =>
    service(`  type: NodePort\n  ports:\n    - { port: 80, nodePort: ${port} }\n`);
  expect(findings(nodePortRange, nodePort(0))).toEqual([]);
  expect(findings(nodePortRange, nodePort(29999))).toEqual(['Service.default.web: 29999']);
  expect(findings(nodePortRange, nodePort(32768))).toEqual(['Service.default.web: 32768']);
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, ports: [{ containerPort: 80, hostPort: 30080 }] }] }\n';
  expect(findings(nodePortRange, nodePort(30080), pod)).toEqual(['Service.default.web: 30080']);
  expect(findings(nodePortRange, nodePort(30081), pod)).toEqual([]);
});

const pod = (spec: string, metadata = '{ name: a }'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\nspec: ${spec}\n`;

test('host ports of all containers count, init containers too; 0 and the loopback address do not', () => {
  const port = (text: string): string => pod(`{ initContainers: [{ name: a, ports: [${text}] }] }`);
  expect(findings(hostPort, port('{ containerPort: 80, hostPort: 8080 }'))).toEqual(['Pod.default.a: 8080']);
  expect(findings(hostPort, port('{ containerPort: 80, hostPort: 0 }'))).toEqual([]);
  expect(findings(hostPort, port('{ containerPort: 80, hostPort: 80, hostIP: 127.0.0.2 }'))).toEqual([]);
  expect(findings(hostPort, port('{ containerPort: 80, hostPort: 80, hostIP: 10.0.0.1 }'))).toHaveLength(1);
});

test("the node's network is information in kube-system", () => {
  expect(answers(hostNetwork, pod('{ hostNetwork: yes }')).map(({ severity }) => severity)).toEqual(['warning']);
  expect(answers(hostNetwork, pod('{ hostNetwork: true }', '{ name: a, namespace: kube-system }'))[0]?.severity).toBe(
    'info',
  );
});

test('each external address is reported unless it is allowed', () => {
  const text = service('  ports: [{ port: 80 }]\n  externalIPs: [203.0.113.1, 198.51.100.7]\n');
  expect(findings(externalIps, text)).toHaveLength(2);
  expect(findings({ ...externalIps, options: { allowed: ['203.0.113.0/24'] } }, text)).toEqual([
    'Service.default.web: 198.51.100.7',
  ]);
});

const ingress = (
  host: string,
  path: string,
  port: number,
  annotation = 'a: b',
): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    ${annotation}
spec:
  ingressClassName: nginx
  rules:
    - host: ${host}
      http: { paths: [{ path: ${path}, pathType: Prefix, backend: { service: { name: web, port: { number: ${port} } } } }] }
`;

test('consoles and RPC interfaces want a source white list or a login', () => {
  expect(findings(noSourceWhitelist, ingress('grafana.example.com', '/', 80))).toEqual([
    'Ingress.default.web: grafana.example.com',
  ]);
  expect(findings(noSourceWhitelist, ingress('shop.example.com', '/admin/users', 80))).toEqual([
    'Ingress.default.web: /admin/users',
  ]);
  expect(findings(noSourceWhitelist, ingress('node.example.com', '/', 8545))).toEqual(['Ingress.default.web: 8545']);
  expect(findings(noSourceWhitelist, ingress('shop.example.com', '/', 80))).toEqual([]);
  const login = 'nginx.ingress.kubernetes.io/auth-url: https://login.example.com';
  expect(findings(noSourceWhitelist, ingress('grafana.example.com', '/', 80, login))).toEqual([]);
});

test('snippets are reported at their annotation, and where the controller allows them', () => {
  const snippet = 'nginx.ingress.kubernetes.io/configuration-snippet: deny all;';
  expect(findings(snippetAnnotation, ingress('a.example.com', '/', 80, snippet))).toEqual([
    'Ingress.default.web: nginx.ingress.kubernetes.io/configuration-snippet',
  ]);
  const map = (value: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: nginx }\ndata: { allow-snippet-annotations: "${value}" }\n`;
  expect(findings(snippetAnnotation, map('true'))).toEqual(['ConfigMap.default.nginx: true']);
  expect(findings(snippetAnnotation, map('false'))).toEqual([]);
});
