import { expect, test } from 'vitest';
import { gatewayTls } from '../../../../core/rules/tls/gateway.ts';
import { ingressTls } from '../../../../core/rules/tls/ingress.ts';
import { ingressRedirect } from '../../../../core/rules/tls/ingress-redirect.ts';
import { meshDestination } from '../../../../core/rules/tls/mesh-destination.ts';
import { meshMtls } from '../../../../core/rules/tls/mesh-mtls.ts';
import { serviceLoadBalancerTls } from '../../../../core/rules/tls/service-load-balancer.ts';
import { answers, findings } from './check.ts';

const ingress = (spec: string, annotations: readonly string[] = []): string =>
  `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  annotations:\n    a: b\n${annotations
    .map((line) => `    ${line}\n`)
    .join('')}spec: ${spec}\n`;

test.each([
  ['exactly', 'a.example.com', 'a.example.com', 0],
  ['in other letters', 'A.example.com', 'a.EXAMPLE.com', 0],
  ['by a wildcard', '"*.example.com"', 'a.example.com', 0],
  ['by a wildcard for one label only', '"*.example.com"', 'a.b.example.com', 1],
  ['by a wildcard, itself', '"*.example.com"', '"*.example.com"', 0],
  ['not at all', 'b.example.com', 'a.example.com', 1],
])('a host is covered by spec.tls %s', (_, covering, host, count) => {
  expect(findings(ingressTls, ingress(`{ tls: [{ hosts: [${covering}] }], rules: [{ host: ${host} }] }`))).toHaveLength(
    count,
  );
});

test('an entry without hosts covers all, a rule without host is covered', () => {
  expect(findings(ingressTls, ingress('{ tls: [{ secretName: a }], rules: [{ host: a.example.com }] }'))).toEqual([]);
  expect(findings(ingressTls, ingress('{ tls: [{ hosts: [a.example.com] }], rules: [{ http: {} }] }'))).toEqual([]);
});

test.each([
  ['nginx passes TLS through', ['nginx.ingress.kubernetes.io/ssl-passthrough: "true"']],
  ["AWS's certificate", ['alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:x']],
  ["GKE's certificate", ['networking.gke.io/managed-certificates: shop']],
  [
    'ALB listens on HTTPS',
    ['kubernetes.io/ingress.class: alb', `alb.ingress.kubernetes.io/listen-ports: '[{"HTTPS": 443}]'`],
  ],
])('TLS without spec.tls: %s', (_, annotations) => {
  expect(findings(ingressTls, ingress('{ rules: [{ host: a.example.com }] }', annotations))).toEqual([]);
});

test('an ALB Ingress takes the certificate of its own AlbConfig', () => {
  const classes = (parameters: string): string =>
    `apiVersion: networking.k8s.io/v1\nkind: IngressClass\nmetadata: { name: public }\nspec: { controller: ingress.k8s.alibabacloud/alb, parameters: { name: ${parameters} } }\n`;
  const config = (name: string, listener: string): string =>
    `apiVersion: alibabacloud.com/v1\nkind: AlbConfig\nmetadata: { name: ${name} }\nspec: { listeners: [${listener}] }\n`;
  const web = ingress('{ ingressClassName: public, rules: [{ host: a.example.com }] }');
  const encrypted = config('one', '{ port: 443, protocol: HTTPS, certificates: [{ CertificateId: 1 }] }');
  const plain = config('two', '{ port: 80, protocol: HTTP }');
  expect(findings(ingressTls, web, classes('one'), encrypted, plain)).toEqual([]);
  expect(findings(ingressTls, web, classes('two'), encrypted, plain)).toEqual(['Ingress.default.web: web']);
});

const withTls = (className: string, ...annotations: readonly string[]): string =>
  ingress(
    `{ ${className === '' ? '' : `ingressClassName: ${className},`} tls: [{ hosts: [a.example.com] }], rules: [{ host: a.example.com }] }`,
    annotations,
  );

const nginx = 'nginx.ingress.kubernetes.io/';
const both = `alb.ingress.kubernetes.io/listen-ports: '[{"HTTP": 80}, {"HTTPS": 443}]'`;

test.each([
  ['nginx by default', withTls('nginx'), []],
  ['nginx without redirect', withTls('nginx', `${nginx}ssl-redirect: "false"`), ['false']],
  [
    'nginx that is forced to',
    withTls('nginx', `${nginx}ssl-redirect: "false"`, `${nginx}force-ssl-redirect: "true"`),
    [],
  ],
  ['ALB on both ports', withTls('alb', both), [both.slice(both.indexOf('['), -1)]],
  ['ALB with redirect', withTls('alb', both, 'alb.ingress.kubernetes.io/ssl-redirect: "true"'), []],
  ['ALB on HTTPS', withTls('alb'), []],
  ['GKE by default', withTls('gce'), ['web']],
  ['GKE with HTTP off', withTls('gce', 'kubernetes.io/ingress.allow-http: "false"'), []],
  ['allow-http, whoever answers', withTls('', 'kubernetes.io/ingress.allow-http: "true"'), ['true']],
  ['nobody known', withTls(''), []],
  ['no TLS at all', ingress('{ ingressClassName: nginx }', [`${nginx}ssl-redirect: "false"`]), []],
])('HTTP beside HTTPS: %s', (_, text, places) => {
  expect(findings(ingressRedirect, text)).toEqual(places.map((place) => `Ingress.default.web: ${place}`));
});

test('an nginx ConfigMap may turn the redirect off for all', () => {
  const map = (data: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: nginx }\ndata: ${data}\n`;
  expect(findings(ingressRedirect, map('{ ssl-redirect: "false" }'))).toEqual(['ConfigMap.default.nginx: false']);
  expect(findings(ingressRedirect, map('{ ssl-redirect: "true" }'))).toEqual([]);
});

const gateway = (...listeners: readonly string[]): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: Gateway\nmetadata: { name: web }\nspec: { listeners: [${listeners.join(', ')}] }\n`;
const http = '{ name: http, port: 80, protocol: HTTP }';
const https = '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: a }] } }';
const route = (section: string, rule: string): string =>
  `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: r }\nspec: { parentRefs: [{ name: web${section} }], rules: [${rule}] }\n`;
const redirect = '{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }';
const forward = '{ backendRefs: [{ name: web, port: 80 }] }';

test.each([
  ['HTTP alone', [gateway(http)], ['HTTP']],
  ['HTTP beside HTTPS, routes elsewhere', [gateway(http, https)], []],
  ['HTTP that redirects', [gateway(http, https), route(', sectionName: http', redirect)], []],
  [
    'HTTP that also forwards',
    [gateway(http, https), route(', sectionName: http', `${redirect}, ${forward}`)],
    ['HTTP'],
  ],
  ['a route for all listeners', [gateway(http, https), route('', forward)], ['HTTP']],
  ['a route for HTTPS only', [gateway(http, https), route(', sectionName: https', forward)], []],
  ['HTTPS without certificate', [gateway('{ name: a, port: 443, protocol: HTTPS }')], ['HTTPS']],
  ['TLS passed through', [gateway('{ name: a, port: 443, protocol: TLS, tls: { mode: Passthrough } }')], []],
  ['TCP', [gateway('{ name: a, port: 5000, protocol: TCP }')], []],
])('a Gateway with %s', (_, texts, places) => {
  expect(findings(gatewayTls, ...texts)).toEqual(places.map((place) => `Gateway.default.web: ${place}`));
});

const meshGateway = (server: string, selector = 'ingressgateway'): string =>
  `apiVersion: networking.istio.io/v1beta1\nkind: Gateway\nmetadata: { name: web }\nspec: { selector: { istio: ${selector} }, servers: [{ hosts: ["*"], ${server} }] }\n`;

test.each([
  ['plain HTTP', meshGateway('port: { number: 80, protocol: HTTP }'), 1],
  ['a redirect', meshGateway('port: { number: 80, protocol: HTTP }, tls: { httpsRedirect: true }'), 0],
  ['an egress gateway', meshGateway('port: { number: 80, protocol: HTTP }', 'egressgateway'), 0],
  ['a certificate', meshGateway('port: { number: 443, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: a }'), 0],
  ['no certificate', meshGateway('port: { number: 443, protocol: HTTPS }, tls: { mode: SIMPLE }'), 1],
  ["the mesh's own certificates", meshGateway('port: { number: 443, protocol: TLS }, tls: { mode: ISTIO_MUTUAL }'), 0],
  [
    'TLS 1.1',
    meshGateway(
      'port: { number: 443, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: a, minProtocolVersion: TLSV1_1 }',
    ),
    1,
  ],
  [
    'TLS as Istio chooses',
    meshGateway(
      'port: { number: 443, protocol: HTTPS }, tls: { mode: SIMPLE, credentialName: a, minProtocolVersion: TLS_AUTO }',
    ),
    0,
  ],
])('an Istio Gateway with %s', (_, text, count) => {
  expect(findings(gatewayTls, text)).toHaveLength(count);
});

const ali = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';
const service = (...annotations: readonly string[]): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n${annotations.map((line) => `    ${ali}${line}\n`).join('')}spec: { type: LoadBalancer, ports: [{ port: 443 }] }\n`;
const strict = 'tls-cipher-policy: tls_cipher_policy_1_2_strict';

test.each([
  ['public HTTP', [service('protocol-port: "http:80"')], ['http:80']],
  ['intranet HTTP', [service('protocol-port: "http:80"', 'address-type: intranet')], []],
  [
    'HTTP that is forwarded',
    [service('protocol-port: "https:443,http:80"', 'forward-port: "80:443"', 'cert-id: a', strict)],
    [],
  ],
  [
    'HTTP on a port that is not forwarded',
    [service('protocol-port: "https:443,http:80,http:8080"', 'forward-port: "80:443"', 'cert-id: a', strict)],
    ['http:8080'],
  ],
  ['HTTPS without certificate', [service('protocol-port: "https:443"', strict)], ['https:443']],
  ['HTTPS with the default policy', [service('protocol-port: "https:443"', 'cert-id: a')], ['https:443']],
  [
    'TCPSSL with a weak policy',
    [service('protocol-port: "tcpssl:443"', 'cert-id: a', 'tls-cipher-policy: tls_cipher_policy_1_1')],
    ['tls_cipher_policy_1_1'],
  ],
  ['TCP', [service('protocol-port: "tcp:443"')], []],
])('the load balancer of a Service: %s', (_, texts, places) => {
  expect(findings(serviceLoadBalancerTls, ...texts)).toEqual(places.map((place) => `Service.default.web: ${place}`));
});

const peers = (name: string, namespace: string, spec: string): string =>
  `apiVersion: security.istio.io/v1beta1\nkind: PeerAuthentication\nmetadata: { name: ${name}, namespace: ${namespace} }\nspec: ${spec}\n`;

test.each([
  ['STRICT', [peers('a', 'shop', '{ mtls: { mode: STRICT } }')], []],
  ['PERMISSIVE', [peers('a', 'shop', '{ mtls: { mode: PERMISSIVE } }')], ['yes']],
  ['DISABLE', [peers('a', 'shop', '{ mtls: { mode: DISABLE } }')], ['yes']],
  ['unset, the mesh elsewhere', [peers('a', 'shop', '{}')], ['unknown']],
  ['UNSET for the whole mesh', [peers('a', 'istio-system', '{ mtls: { mode: UNSET } }')], ['yes']],
  [
    'UNSET under a strict mesh',
    [peers('a', 'shop', '{ mtls: { mode: UNSET } }'), peers('b', 'istio-system', '{ mtls: { mode: STRICT } }')],
    [],
  ],
  [
    'a port exception',
    [peers('a', 'shop', '{ mtls: { mode: STRICT }, portLevelMtls: { 8080: { mode: PERMISSIVE } } }')],
    ['yes'],
  ],
])('mutual TLS: %s', (_, texts, truths) => {
  expect(answers(meshMtls, ...texts).map(({ truth }) => truth)).toEqual(truths);
});

test('a DestinationRule is read in ports and subsets too', () => {
  const rule = (spec: string): string =>
    `apiVersion: networking.istio.io/v1\nkind: DestinationRule\nmetadata: { name: a }\nspec: ${spec}\n`;
  expect(findings(meshDestination, rule('{ host: a }'))).toEqual([]);
  expect(
    findings(meshDestination, rule('{ host: a, trafficPolicy: { portLevelSettings: [{ tls: { mode: DISABLE } }] } }')),
  ).toHaveLength(1);
  expect(
    findings(meshDestination, rule('{ host: a, subsets: [{ name: v1, trafficPolicy: { tls: { mode: DISABLE } } }] }')),
  ).toHaveLength(1);
  expect(
    findings(meshDestination, rule('{ host: a, trafficPolicy: { tls: { mode: SIMPLE, insecureSkipVerify: true } } }')),
  ).toEqual(['DestinationRule.default.a: true']);
});
