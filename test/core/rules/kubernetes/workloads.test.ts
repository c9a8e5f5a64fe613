import { expect, test } from 'vitest';
import { danglingIngress } from '../../../../core/rules/kubernetes/dangling-ingress.ts';
import { danglingNetworkPolicy } from '../../../../core/rules/kubernetes/dangling-network-policy.ts';
import { danglingService } from '../../../../core/rules/kubernetes/dangling-service.ts';
import { identicalProbes } from '../../../../core/rules/kubernetes/identical-probes.ts';
import { invalidPort } from '../../../../core/rules/kubernetes/invalid-port.ts';
import { livenessProbe, readinessProbe } from '../../../../core/rules/kubernetes/missing-probe.ts';
import { noNetworkPolicy } from '../../../../core/rules/kubernetes/no-network-policy.ts';
import { openNetworkPolicy } from '../../../../core/rules/kubernetes/open-network-policy.ts';
import { probePort } from '../../../../core/rules/kubernetes/probe-port.ts';
import { answers, findings } from './check.ts';

const object = (type: string, name: string, rest: string, namespace = ''): string => {
  const slash = type.lastIndexOf('/');
  const place = namespace === '' ? '' : `, namespace: ${namespace}`;
  return `apiVersion: ${type.slice(0, slash)}\nkind: ${type.slice(slash + 1)}\nmetadata: { name: ${name}${place} }\n${rest}\n`;
};

const deployment = (name: string, container = '', namespace = '', pod = ''): string =>
  object(
    'apps/v1/Deployment',
    name,
    `spec: { template: { metadata: { labels: { app: ${name} } }, spec: { ${pod} containers: [{ name: main${container} }] } } }`,
    namespace,
  );

const service = (name: string, app: string, ports = '{ port: 80 }', namespace = ''): string =>
  object('v1/Service', name, `spec: { selector: { app: ${app} }, ports: [${ports}] }`, namespace);

const policy = (spec: string, namespace = ''): string =>
  object('networking.k8s.io/v1/NetworkPolicy', 'guard', `spec: ${spec}`, namespace);

const http = ', ports: [{ name: http, containerPort: 8080 }]';

test('a Service that selects nothing is reported at its selector', () => {
  expect(findings(danglingService, deployment('web', http), service('web', 'wbe'))).toEqual([
    'Service.default.web: selector',
  ]);
});

test.each([
  ['no workload in the folder', [service('web', 'wbe')]],
  ['workloads of another namespace only', [deployment('web', http, 'a'), service('api', 'api', '{ port: 80 }', 'b')]],
  [
    'every workload has its Service: the pods live elsewhere',
    [deployment('web'), service('web', 'web'), service('dns', 'coredns')],
  ],
  [
    'an operator may make the pods',
    [deployment('web'), service('es', 'es'), object('elasticsearch.k8s.elastic.co/v1/Elasticsearch', 'es', 'spec: {}')],
  ],
  ['no selector', [deployment('web'), object('v1/Service', 'db', 'spec: { ports: [{ port: 3306 }] }')]],
  [
    'ExternalName',
    [
      deployment('web'),
      object('v1/Service', 'db', 'spec: { type: ExternalName, externalName: db.example.com, selector: { a: b } }'),
    ],
  ],
  [
    'a number that is not declared where a container declares nothing',
    [deployment('web'), service('web', 'web', '{ port: 80, targetPort: 9999 }')],
  ],
])('a Service is not dangling: %s', (_, texts) => {
  expect(findings(danglingService, ...texts)).toEqual([]);
});

test('the right labels in the wrong namespace select nothing', () => {
  expect(
    findings(danglingService, deployment('web', http, 'a'), service('web', 'web', '{ port: 80 }', 'b')),
  ).toHaveLength(1);
});

test('a target port must be there: a name surely, a number possibly', () => {
  const port = (targetPort: string): [string, string][] =>
    answers(
      danglingService,
      deployment('web', http),
      service('web', 'web', `{ port: 80, targetPort: ${targetPort} }`),
    ).map(({ truth, at }) => [truth, at]);
  expect(port('http')).toEqual([]);
  expect(port('8080')).toEqual([]);
  expect(port('metrics')).toEqual([['yes', 'metrics']]);
  expect(port('9090')).toEqual([['maybe', '9090']]);
});

test('one of several selected workloads is enough for a port', () => {
  const other = deployment('web', ', ports: [{ containerPort: 9090 }]').replace('name: web }', 'name: other }');
  expect(
    findings(danglingService, deployment('web', http), other, service('web', 'web', '{ port: 80, targetPort: 9090 }')),
  ).toEqual([]);
});

const ingress = (name: string, port: string, namespace = ''): string =>
  object(
    'networking.k8s.io/v1/Ingress',
    'web',
    `spec: { defaultBackend: { service: { name: ${name}, port: ${port} } } }`,
    namespace,
  );

test('an Ingress must find its Service and port', () => {
  const web = service('web', 'web', '{ name: http, port: 80 }');
  const outcome = (...texts: string[]): [string, string][] =>
    answers(danglingIngress, ...texts).map(({ truth, at }) => [truth, at]);
  expect(outcome(web, ingress('web', '{ number: 80 }'))).toEqual([]);
  expect(outcome(web, ingress('web', '{ name: http }'))).toEqual([]);
  expect(outcome(web, ingress('web', '{ number: 8080 }'))).toEqual([['yes', '8080']]);
  expect(outcome(web, ingress('web', '{ name: grpc }'))).toEqual([['yes', 'grpc']]);
  expect(outcome(web, ingress('api', '{ number: 80 }'))).toEqual([['maybe', 'api']]);
  expect(outcome(ingress('api', '{ number: 80 }'))).toEqual([]);
  expect(outcome(web, ingress('redirect', '{ name: use-annotation }'))).toEqual([]);
  expect(outcome(service('web', 'web', '{ port: 80 }', 'a'), ingress('api', '{ number: 80 }', 'b'))).toEqual([]);
});

test('a workload without ingress policy is reported', () => {
  const web = deployment('web');
  expect(findings(noNetworkPolicy, web)).toEqual(['Deployment.default.web: web']);
  expect(findings(noNetworkPolicy, web, policy('{ podSelector: {} }'))).toEqual([]);
  expect(findings(noNetworkPolicy, web, policy('{ podSelector: {}, policyTypes: [Egress] }'))).toHaveLength(1);
  // Without policyTypes, egress rules do not take ingress away.
  expect(findings(noNetworkPolicy, web, policy('{ podSelector: {}, egress: [{}] }'))).toEqual([]);
  expect(findings(noNetworkPolicy, deployment('web', '', 'a'), policy('{ podSelector: {} }', 'b'))).toHaveLength(1);
  expect(findings(noNetworkPolicy, deployment('web', '', '', 'hostNetwork: true,'))).toEqual([]);
  expect(
    answers(noNetworkPolicy, web, object('cilium.io/v2/CiliumNetworkPolicy', 'a', 'spec: {}')).map(
      ({ truth }) => truth,
    ),
  ).toEqual(['unknown']);
});

test.each([
  ['everything', '{}', 1],
  ['no from', '{ ports: [{ port: 6379 }] }', 1],
  ['an empty from', '{ from: [], ports: [{ port: 6379 }] }', 1],
  ['public web ports', '{ ports: [{ port: 443 }, { port: http }] }', 0],
  ['a range of ports that is wider', '{ ports: [{ port: 80, endPort: 8080 }] }', 1],
  ['the world', '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }', 1],
  ['the world but a part of it', '{ from: [{ ipBlock: { cidr: 0.0.0.0/0, except: [10.0.0.0/8] } }] }', 1],
  ['two halves of the world', '{ from: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }', 1],
  ['all of IPv6', '{ from: [{ ipBlock: { cidr: "::/0" } }] }', 1],
  ['a private block', '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }', 0],
  ['the same namespace', '{ from: [{ podSelector: {} }] }', 0],
  ['all namespaces', '{ from: [{ namespaceSelector: {} }] }', 1],
  ['all namespaces and all pods', '{ from: [{ namespaceSelector: {}, podSelector: {} }] }', 1],
  [
    'certain pods of all namespaces',
    '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: prometheus } } }] }',
    0,
  ],
])('an ingress rule that lets in %s', (_, rule, count) => {
  expect(findings(openNetworkPolicy, policy(`{ podSelector: {}, ingress: [${rule}] }`))).toHaveLength(count);
});

test('a rule that is not about ingress opens nothing', () => {
  expect(
    findings(openNetworkPolicy, policy('{ podSelector: {}, policyTypes: [Egress], ingress: [{}], egress: [{}] }')),
  ).toEqual([]);
});

test('a policy must select something', () => {
  const web = deployment('web', http);
  expect(findings(danglingNetworkPolicy, web, policy('{ podSelector: { matchLabels: { app: api } } }'))).toEqual([
    'NetworkPolicy.default.guard: podSelector',
  ]);
  expect(findings(danglingNetworkPolicy, policy('{ podSelector: { matchLabels: { app: api } } }'))).toEqual([]);
  expect(findings(danglingNetworkPolicy, policy('{ policyTypes: [Ingress] }'))).toEqual([
    'NetworkPolicy.default.guard: guard',
  ]);
  expect(findings(danglingNetworkPolicy, policy('{ podSelector: }'))).toEqual([]);
  expect(
    findings(
      danglingNetworkPolicy,
      web,
      policy('{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: grpc }] }] }'),
    ),
  ).toEqual(['NetworkPolicy.default.guard: grpc']);
});

const probes = (text: string): string => deployment('web', `, ${text}`);

test('probes: what runs to its end needs none', () => {
  for (const rule of [livenessProbe, readinessProbe]) {
    expect(findings(rule, deployment('web'))).toEqual(['Deployment.default.web: main']);
    expect(
      findings(rule, object('batch/v1/Job', 'a', 'spec: { template: { spec: { containers: [{ name: a }] } } }')),
    ).toEqual([]);
    expect(findings(rule, object('v1/Pod', 'a', 'spec: { restartPolicy: Never, containers: [{ name: a }] }'))).toEqual(
      [],
    );
    expect(findings(rule, object('v1/Pod', 'a', 'spec: { initContainers: [{ name: a }], containers: [] }'))).toEqual(
      [],
    );
  }
  expect(findings(readinessProbe, probes('startupProbe: { exec: { command: [true] } }'))).toEqual([]);
  expect(findings(livenessProbe, probes('startupProbe: { exec: { command: [true] } }'))).toHaveLength(1);
});

test("a probe's port: names must be declared, numbers possibly", () => {
  const outcome = (text: string): [string, string][] =>
    answers(probePort, probes(text)).map(({ truth, severity }) => [truth, severity]);
  const port = (reference: string, ports: string): string =>
    `ports: [${ports}], livenessProbe: { httpGet: { port: ${reference} } }`;
  expect(outcome(port('http', '{ name: http, containerPort: 8080 }'))).toEqual([]);
  expect(outcome(port('http', ''))).toEqual([['yes', 'warning']]);
  expect(outcome(port('dns', '{ name: dns, containerPort: 53, protocol: UDP }'))).toEqual([['yes', 'warning']]);
  expect(outcome(port('9090', '{ containerPort: 8080 }'))).toEqual([['maybe', 'info']]);
  expect(outcome(port('9090', ''))).toEqual([['unknown', 'info']]);
});

test("probes are identical with Kubernetes' defaults filled in, in any order of keys", () => {
  const pair = (liveness: string, readiness: string): string =>
    probes(`livenessProbe: ${liveness}, readinessProbe: ${readiness}`);
  expect(
    findings(identicalProbes, pair('{ tcpSocket: { port: 80 }, periodSeconds: 10 }', '{ tcpSocket: { port: 80 } }')),
  ).toEqual(['Deployment.default.web: livenessProbe']);
  expect(
    findings(identicalProbes, pair('{ httpGet: { path: /, port: 80 } }', '{ httpGet: { port: 80, path: / } }')),
  ).toHaveLength(1);
  expect(
    findings(identicalProbes, pair('{ tcpSocket: { port: 80 }, failureThreshold: 9 }', '{ tcpSocket: { port: 80 } }')),
  ).toEqual([]);
});

test.each([
  ['a port of 0', object('v1/Service', 'a', 'spec: { ports: [{ port: 0 }] }'), ['0']],
  ['a port that is too high', object('v1/Service', 'a', 'spec: { ports: [{ port: 70000 }] }'), ['70000']],
  ['a number in quotes', object('v1/Service', 'a', 'spec: { ports: [{ port: 80, targetPort: "8080" }] }'), ['8080']],
  ['a name with capitals', deployment('a', ', ports: [{ name: HTTP, containerPort: 80 }]'), ['HTTP']],
  [
    'a name of 16 characters',
    deployment('a', ', ports: [{ name: abcdefghijklmnop, containerPort: 80 }]'),
    ['abcdefghijklmnop'],
  ],
  ['a name of 15 characters', deployment('a', ', ports: [{ name: abcdefghijklmno, containerPort: 80 }]'), []],
  ['a host port of 0, which is none', deployment('a', ', ports: [{ containerPort: 80, hostPort: 0 }]'), []],
  [
    "a host port that differs on the node's network",
    deployment('a', ', ports: [{ containerPort: 80, hostPort: 8080 }]', '', 'hostNetwork: true,'),
    ['8080'],
  ],
  [
    'a range that runs backwards',
    policy('{ podSelector: {}, ingress: [{ ports: [{ port: 90, endPort: 80 }] }] }'),
    ['80'],
  ],
])('what the API server refuses: %s', (_, text, places) => {
  expect(answers(invalidPort, text).map(({ at }) => at)).toEqual(places);
});
