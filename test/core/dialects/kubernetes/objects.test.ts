import { expect, test } from 'vitest';
import { brief, charactersAt, modelOf, unitOf } from './read.ts';

const addresses = (text: string, path = 'a.yaml'): string[] => [...unitOf({ [path]: text }).model.resources.keys()];

test('every document of a file is an object; the namespace is default when absent', () => {
  const text = `apiVersion: v1
kind: Service
metadata:
  name: web
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
---
# nothing
---
apiVersion: batch/v1
kind: Job
metadata: { generateName: migrate- }
---
apiVersion: v1
kind: Pod
`;
  expect(addresses(text)).toEqual([
    'Service.default.web',
    'Deployment.shop.web',
    'Job.default.migrate-',
    'Pod.default.unnamed',
  ]);
});

test('the items of a List are objects, also in JSON', () => {
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    items: [{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a' } }],
  };
  expect(addresses(JSON.stringify(list), 'a.json')).toEqual(['Service.default.a']);
  expect(
    addresses('apiVersion: v1\nkind: PodList\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: b}\n'),
  ).toEqual(['Pod.default.b']);
});

test('a resource knows its name, its block and its type', () => {
  const text = 'a: 1\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: "web"\n';
  const resource = unitOf({ 'a.yaml': text }).model.resources.get('Deployment.default.web');
  expect(resource?.type).toBe('apps/v1/Deployment');
  expect(resource && charactersAt(resource.nameAt)).toBe('web');
  expect(resource && charactersAt(resource.blockAt)).toMatch(/^apiVersion: apps\/v1[\s\S]*name: "web"/);
});

test('kinds of the same name in other groups are not mixed up', () => {
  const model = modelOf(`apiVersion: serving.knative.dev/v1
kind: Service
metadata: { name: a }
---
apiVersion: config.openshift.io/v1
kind: Ingress
metadata: { name: b }
---
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: c }
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: d }
---
apiVersion: crd.projectcalico.org/v1
kind: NetworkPolicy
metadata: { name: e }
`);
  expect(model.services).toEqual([]);
  expect(model.ingresses).toEqual([]);
  expect(model.meshGateways.map(({ name }) => brief(name))).toEqual(['c']);
  expect(model.gateways.map(({ name }) => brief(name))).toEqual(['d']);
  expect(model.networkPolicies).toEqual([]);
  expect(model.pluginPolicies.map(({ name }) => brief(name))).toEqual(['e']);
  // Knative and OpenShift turn theirs into pods and Services.
  expect(model.operated.map(({ kind }) => kind)).toEqual(['Service', 'Ingress']);
});

test('aliases and merge keys are expanded, own keys win', () => {
  const model = modelOf(`apiVersion: v1
kind: Pod
metadata: { name: web }
x-port: &port { containerPort: 8080, protocol: UDP }
spec:
  containers:
    - name: a
      ports:
        - <<: *port
          protocol: TCP
    - name: b
      ports: [*port]
`);
  const ports = model.workloads[0]?.containers.map(({ ports: [port] }) => [brief(port?.port), brief(port?.protocol)]);
  expect(ports).toEqual([
    [8080, 'TCP'],
    [8080, 'UDP'],
  ]);
});

test('aliases that multiply stay within bounds', () => {
  const levels = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(10).fill(`*l${i}`).join(', ')}]`);
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\nl0: &l0 x\n${levels.join('\n')}\n`;
  const started = performance.now();
  expect(addresses(text)).toEqual(['ConfigMap.default.bomb']);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('what YAML refuses is a problem with its place; comments are kept for suppressions', () => {
  const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: web # open\n';
  const unit = unitOf({ 'shop/a.yaml': text });
  expect(unit.problems.map(({ rule }) => rule)).toContain('syntax/yaml');
  expect(unit.comments[0]?.comments.map(({ text: words }) => words)).toEqual(['open']);
  expect(unitOf({ 'a.json': '{"apiVersion": "v1", "kind": "Pod" "metadata": {}}' }).problems[0]?.rule).toBe(
    'syntax/json',
  );
});

test('whatever is written where something else belongs, nothing is thrown', () => {
  const odd = ['null', '[]', 'text', '1', '{}', '[null, 1, text, {}]', '{ a: [b] }'];
  const kinds = [
    'v1/Service',
    'v1/Pod',
    'apps/v1/Deployment',
    'networking.k8s.io/v1/Ingress',
    'networking.k8s.io/v1/NetworkPolicy',
    'v1/List',
  ];
  for (const kind of kinds) {
    for (const value of odd) {
      const slash = kind.lastIndexOf('/');
      const head = `apiVersion: ${kind.slice(0, slash)}\nkind: ${kind.slice(slash + 1)}\n`;
      for (const key of ['metadata', 'spec', 'items'])
        expect(() => unitOf({ 'a.yaml': `${head}${key}: ${value}\n` })).not.toThrow();
      for (const key of ['ports', 'containers', 'template', 'selector', 'rules', 'tls', 'ingress', 'podSelector']) {
        expect(() =>
          unitOf({ 'a.yaml': `${head}metadata: { annotations: ${value} }\nspec: { ${key}: ${value} }\n` }),
        ).not.toThrow();
      }
    }
  }
});
