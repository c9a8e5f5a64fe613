import { expect, test } from 'vitest';
import { equalitySelects, sameNamespace, selects } from '../../../../core/network/label-selectors.ts';
import { brief, charactersAt, modelOf, unitOf } from './read.ts';

const loadBalancer = (head: string, spec = ''): ReturnType<typeof modelOf>['services'][number] => {
  const text = `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n    a: b\n${head}spec:\n  type: LoadBalancer\n${spec}`;
  const [service] = modelOf(text).services;
  if (!service) throw new Error('no Service');
  return service;
};

const ali = (line: string, prefix = 'alibaba-cloud'): string =>
  `    service.beta.kubernetes.io/${prefix}-loadbalancer-${line}\n`;

test('a LoadBalancer Service is a public CLB unless something says otherwise', () => {
  const bare = loadBalancer('').loadBalancer;
  expect([brief(bare.product), brief(bare.internet)]).toEqual(['clb', true]);
  expect(charactersAt(bare.internet.at)).toBe('LoadBalancer');
  expect(brief(loadBalancer(ali('address-type: "intranet"')).loadBalancer.internet)).toBe(false);
  expect(brief(loadBalancer(ali('address-type: intranet', 'alicloud')).loadBalancer.internet)).toBe(false);
  expect(brief(loadBalancer(ali('id: lb-1')).loadBalancer.internet)).toBe('unknown');
  expect(brief(loadBalancer('', '  loadBalancerClass: alibabacloud.com/nlb\n').loadBalancer.product)).toBe('nlb');
  const other = loadBalancer('', '  loadBalancerClass: service.k8s.aws/nlb\n').loadBalancer;
  expect([brief(other.product), brief(other.internet)]).toEqual(['other', 'unknown']);
});

test.each([
  ['service.beta.kubernetes.io/aws-load-balancer-internal: "true"', false],
  ['service.beta.kubernetes.io/aws-load-balancer-internal: "false"', true],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme: internal', false],
  ['service.beta.kubernetes.io/azure-load-balancer-internal: "true"', false],
  ['networking.gke.io/load-balancer-type: "Internal"', false],
  ['cloud.google.com/load-balancer-type: External', true],
])("other clouds' annotation %s", (line, internet) => {
  const service = loadBalancer(`    ${line}\n`).loadBalancer;
  expect([brief(service.product), brief(service.internet)]).toEqual(['other', internet]);
});

test('protocol-port is one listener an entry, each at its own characters', () => {
  const { listeners } = loadBalancer(ali('protocol-port: "https:443, http:80,nonsense"')).loadBalancer;
  expect(listeners?.map((one) => [brief(one), charactersAt(one.at)])).toEqual([
    [{ protocol: 'https', port: 443 }, 'https:443'],
    [{ protocol: 'http', port: 80 }, 'http:80'],
    ['unknown', 'nonsense'],
  ]);
});

test('pods are found in every kind of workload', () => {
  const pod = 'spec: { hostNetwork: true, containers: [{ name: a, ports: [{ containerPort: 80 }] }] }';
  const kinds: [string, string][] = [
    ['v1/Pod', pod],
    ['apps/v1/Deployment', `spec: { template: { ${pod} } }`],
    ['apps/v1/StatefulSet', `spec: { template: { ${pod} } }`],
    ['extensions/v1beta1/DaemonSet', `spec: { template: { ${pod} } }`],
    ['apps/v1/ReplicaSet', `spec: { template: { ${pod} } }`],
    ['v1/ReplicationController', `spec: { template: { ${pod} } }`],
    ['batch/v1/Job', `spec: { template: { ${pod} } }`],
    ['batch/v1/CronJob', `spec: { jobTemplate: { spec: { template: { ${pod} } } } }`],
    ['apps.openshift.io/v1/DeploymentConfig', `spec: { template: { ${pod} } }`],
    ['apps.kruise.io/v1alpha1/CloneSet', `spec: { template: { ${pod} } }`],
  ];
  for (const [type, spec] of kinds) {
    const slash = type.lastIndexOf('/');
    const text = `apiVersion: ${type.slice(0, slash)}\nkind: ${type.slice(slash + 1)}\nmetadata: { name: a }\n${spec}\n`;
    const [workload] = modelOf(text).workloads;
    expect([type, brief(workload?.hostNetwork), brief(workload?.containers[0]?.ports[0]?.port)]).toEqual([
      type,
      true,
      80,
    ]);
  }
});

test('an Ingress is read in its old and new spelling', () => {
  const old = `apiVersion: extensions/v1beta1
kind: Ingress
metadata: { name: a, annotations: { kubernetes.io/ingress.class: nginx } }
spec:
  backend: { serviceName: fallback, servicePort: 80 }
  rules:
    - host: a.example.com
      http: { paths: [{ path: /, backend: { serviceName: web, servicePort: http } }] }
`;
  const current = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: a }
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: fallback, port: { number: 80 } } }
  rules:
    - host: a.example.com
      http: { paths: [{ path: /, backend: { service: { name: web, port: { name: http } } } }] }
`;
  for (const text of [old, current]) {
    const [ingress] = modelOf(text).ingresses;
    expect(brief(ingress?.class)).toBe('nginx');
    expect(ingress?.backends.map(({ service, port }) => [brief(service), brief(port)])).toEqual([
      ['fallback', 80],
      ['web', 'http'],
    ]);
  }
});

test("an AlbConfig's listeners stand in the network model, with the controller's default policy", () => {
  const unit = unitOf({
    'a.yaml': `apiVersion: alibabacloud.com/v1
kind: AlbConfig
metadata: { name: alb }
spec:
  config: { addressType: Intranet }
  listeners:
    - { port: 80, protocol: HTTP }
    - { port: 443, protocol: HTTPS, certificates: [{ CertificateId: 1-cn-hangzhou }] }
`,
  });
  expect(unit.model.loadBalancers.map(({ product, internet }) => [brief(product), brief(internet)])).toEqual([
    ['alb', false],
  ]);
  expect(
    unit.model.listeners.map((one) => [brief(one.protocol), brief(one.tlsPolicy), brief(one.certificate)]),
  ).toEqual([
    ['http', 'absent', 'absent'],
    ['https', 'tls_cipher_policy_1_0', '1-cn-hangzhou'],
  ]);
});

const policy = (selector: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: a }
spec:
  podSelector: ${selector}
---
apiVersion: v1
kind: Pod
metadata: { name: web, labels: { app: web, tier: front } }
`;

test.each([
  ['{}', 'yes'],
  ['{ matchLabels: { app: web } }', 'yes'],
  ['{ matchLabels: { app: web, tier: back } }', 'no'],
  ['{ matchExpressions: [{ key: app, operator: In, values: [api, web] }] }', 'yes'],
  ['{ matchExpressions: [{ key: app, operator: In, values: [api] }] }', 'no'],
  ['{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }', 'no'],
  ['{ matchExpressions: [{ key: zone, operator: NotIn, values: [a] }] }', 'yes'],
  ['{ matchExpressions: [{ key: tier, operator: Exists }] }', 'yes'],
  ['{ matchExpressions: [{ key: tier, operator: DoesNotExist }] }', 'no'],
  ['{ matchLabels: { app: web }, matchExpressions: [{ key: zone, operator: Exists }] }', 'no'],
  ['{ matchExpressions: [{ key: tier, operator: Maybe }] }', 'unknown'],
])('the selector %s selects: %s', (selector, truth) => {
  const { networkPolicies, workloads } = modelOf(policy(selector));
  const [one] = networkPolicies;
  const [pod] = workloads;
  expect(one?.selector && pod && selects(one.selector, pod.podLabels)).toBe(truth);
});

test("a Service's selector wants equal labels; labels from a template are unknown", () => {
  const pair = (labels: string): string => `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
---
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
${labels}
`;
  const answer = (labels: string): unknown => {
    const { services, workloads } = modelOf(pair(labels));
    return services[0]?.selector && workloads[0] && equalitySelects(services[0].selector, workloads[0].podLabels);
  };
  expect(answer('    app: web\n    tier: x')).toBe('yes');
  expect(answer('    app: api')).toBe('no');
  expect(answer('    tier: x')).toBe('no');
  expect(answer('    app: {{ .Values.app }}')).toBe('unknown');
  expect(answer('    {{- include "labels" . | nindent 4 }}')).toBe('unknown');
});

test('a namespace that only one of two objects names may be the same', () => {
  const { workloads } = modelOf(
    [
      '{ name: a }',
      '{ name: b, namespace: shop }',
      '{ name: c, namespace: shop }',
      '{ name: d, namespace: x }',
      '{ name: e }',
    ]
      .map((metadata) => `apiVersion: v1\nkind: Pod\nmetadata: ${metadata}\n`)
      .join('---\n'),
  );
  const [a, b, c, d, e] = workloads;
  if (!a || !b || !c || !d || !e) throw new Error('five pods');
  expect([sameNamespace(a, e), sameNamespace(a, b), sameNamespace(b, c), sameNamespace(b, d)]).toEqual([
    'yes',
    'unknown',
    'yes',
    'no',
  ]);
});
