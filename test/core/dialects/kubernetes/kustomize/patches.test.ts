import { expect, test } from 'vitest';
import { objectsOf, partsOf, placesOf, problemsOf } from './dump.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers:
        - name: web
          image: web:1
          ports:
            - containerPort: 8080
              protocol: TCP
            - containerPort: 9090
          env:
            - name: A
              value: "1"
            - name: B
              value: "2"
        - name: log
          image: log:1
`;

const head = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n';

function merged(patch: string, ...keys: readonly string[]): string[] {
  const texts = {
    'kustomization.yaml': 'resources: [web.yaml]\npatches: [{ path: patch.yaml }]\n',
    'web.yaml': deployment,
    'patch.yaml': head + patch,
  };
  return partsOf(texts, '', 'spec', ...keys);
}

const containers = ['template', 'spec', 'containers'];

test('containers, ports and variables are merged by their keys, the patch first', () => {
  const patch = `spec:
  template:
    spec:
      containers:
        - name: web
          ports:
            - { containerPort: 8080, name: http }
            - containerPort: 7070
          env:
            - { name: B, value: "3" }
        - name: proxy
          image: proxy:1
`;
  expect(merged(patch, ...containers, '0', 'ports')).toEqual([
    '[{containerPort: 8080, protocol: TCP, name: http}, {containerPort: 7070}, {containerPort: 9090}]',
  ]);
  expect(merged(patch, ...containers, '0', 'env')).toEqual(['[{name: B, value: 3}, {name: A, value: 1}]']);
  expect(merged(patch, ...containers, '1')).toEqual(['{name: proxy, image: proxy:1}']);
  expect(merged(patch, ...containers, '2')).toEqual(['{name: log, image: log:1}']);
});

test('null takes a key away, $patch deletes and replaces', () => {
  const spec = (containersPatch: string): string =>
    `spec: { template: { spec: { containers: ${containersPatch} } } }\n`;
  expect(merged(spec('[{ name: web, ports: null, env: null }]'), ...containers, '0')).toEqual([
    '{name: web, image: web:1}',
  ]);
  expect(merged(spec('[{ name: log, $patch: delete }]'), ...containers, '1')).toEqual(['absent']);
  expect(merged(spec('[{ $patch: replace }, { name: only }]'), ...containers)).toEqual(['[{name: only}]']);
  expect(merged(spec('[{ name: web, $patch: replace, image: x }]'), ...containers, '0')).toEqual([
    '{name: web, image: x}',
  ]);
  expect(merged('$patch: delete\n')).toEqual([]);
});

test('other lists, and all lists of custom resources, are replaced', () => {
  const texts = {
    'kustomization.yaml': 'resources: [a.yaml]\npatchesStrategicMerge: [patch.yaml]\n',
    'a.yaml':
      'apiVersion: acme.io/v1\nkind: Thing\nmetadata: { name: a }\nspec: { containers: [{ name: x }], args: [a, b] }\n',
    'patch.yaml':
      'apiVersion: acme.io/v1\nkind: Thing\nmetadata: { name: a }\nspec: { containers: [{ name: y }], args: [c] }\n',
  };
  expect(partsOf(texts, '', 'spec')).toEqual(['{containers: [{name: y}], args: [c]}']);
});

test('what a patch writes stands in the patch, all else where it was', () => {
  const texts = {
    'prod/kustomization.yaml': `resources: [../base]
patches:
  - patch: |
      apiVersion: v1
      kind: Service
      metadata: { name: web }
      spec:
        type: LoadBalancer
`,
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml':
      'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec:\n  type: ClusterIP\n  ports: [{ port: 80 }]\n',
  };
  expect(placesOf(texts, 'prod', 'Service', 'spec', 'type')).toBe('prod/kustomization.yaml:8 "LoadBalancer"');
  expect(placesOf(texts, 'prod', 'Service', 'spec', 'ports', '0', 'port')).toBe('base/web.yaml:6 "80"');
  expect(placesOf(texts, 'prod', 'Service', 'metadata', 'name')).toBe('base/web.yaml:3 "web"');
});

const operations = (...lines: readonly string[]): Record<string, string> => ({
  'kustomization.yaml': `resources: [web.yaml]
patches:
  - target: { kind: Deployment, name: web }
    path: patch.yaml
`,
  'web.yaml': deployment,
  'patch.yaml': lines.map((line) => `- ${line}\n`).join(''),
});

test('JSON patches add, replace, remove, move, copy and test', () => {
  const container = '/spec/template/spec/containers/0';
  const texts = operations(
    `{ op: test, path: ${container}/name, value: web }`,
    `{ op: replace, path: ${container}/ports/0/containerPort, value: 80 }`,
    `{ op: add, path: ${container}/ports/-, value: { containerPort: 443 } }`,
    `{ op: remove, path: ${container}/env }`,
    `{ op: copy, from: ${container}/image, path: ${container}/was }`,
    `{ op: move, from: ${container}/was, path: /metadata/a~1b }`,
    '{ op: remove, path: /spec/template/spec/containers/1 }',
  );
  expect(partsOf(texts, '', 'spec', ...containers)).toEqual([
    '[{name: web, image: web:1, ports: [{containerPort: 80, protocol: TCP}, {containerPort: 9090}, {containerPort: 443}]}]',
  ]);
  expect(partsOf(texts, '', 'metadata')).toEqual(['{name: web, a/b: web:1}']);
  expect(placesOf(texts, '', 'Deployment', 'spec', ...containers, '0', 'ports', '0', 'containerPort')).toBe(
    'patch.yaml:2 "80"',
  );
});

test('an operation that finds nothing is told at its path', () => {
  const texts = operations('{ op: remove, path: /spec/nothing }', '{ op: add, path: /spec/no/way, value: 1 }');
  expect(problemsOf(texts, '')).toEqual([
    'patch.yaml:1 "/spec/nothing" syntax/reference',
    'patch.yaml:2 "/spec/no/way" syntax/reference',
  ]);
  expect(problemsOf(operations(`{ op: test, path: /kind, value: Service }`), '')).toEqual([
    'patch.yaml:1 "/kind" syntax/reference',
  ]);
});

const three = ['web', 'web-2', 'api']
  .map(
    (name) =>
      `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name}, labels: { app: ${name}, tier: front } }\n`,
  )
  .join('');

test.each([
  ['{ kind: Service }', ['web', 'web-2', 'api']],
  ['{ name: web }', ['web']],
  ['{ name: web.* }', ['web', 'web-2']],
  ['{ name: "web-[0-9]+|api" }', ['web-2', 'api']],
  ['{ kind: Serv }', []],
  ['{ version: v1, group: "" }', ['web', 'web-2', 'api']],
  ['{ namespace: default }', ['web', 'web-2', 'api']],
  ['{ namespace: other }', []],
  ['{ labelSelector: app=api }', ['api']],
  ['{ labelSelector: "app in (api, web),tier" }', ['web', 'api']],
  ['{ labelSelector: "app!=api,!old" }', ['web', 'web-2']],
  ['{ annotationSelector: a=b }', []],
])('the target %s selects %j', (target, names) => {
  const texts = {
    'kustomization.yaml': `resources: [a.yaml]\npatches: [{ target: ${target}, patch: '[{ "op": "add", "path": "/hit", "value": true }]' }]\n`,
    'a.yaml': three,
  };
  const hit = objectsOf(texts, '').filter((object) => object.endsWith('hit: true}'));
  expect(hit.map((object) => /name: ([\w-]+)/.exec(object)?.[1])).toEqual(names);
});

test('a pattern that is not understood selects nobody knows what', () => {
  const texts = {
    'kustomization.yaml':
      'resources: [a.yaml]\npatches: [{ target: { name: "(?=x)" }, patch: "kind: Service\\nspec: {}" }]\n',
    'a.yaml': three,
  };
  expect(problemsOf(texts, '')).toEqual(['kustomization.yaml:2 "{ name: "(?=x)" }" syntax/kustomize']);
});

test('a patch for an object that is not there is told, unless a base is not seen', () => {
  const patch = 'apiVersion: v1\nkind: Service\nmetadata: { name: wbe }\n';
  const texts = (resources: string): Record<string, string> => ({
    'kustomization.yaml': `resources: [${resources}]\npatches:\n  - path: patch.yaml\n`,
    'a.yaml': three,
    'patch.yaml': patch,
  });
  expect(problemsOf(texts('a.yaml'), '')).toEqual(['kustomization.yaml:3 "patch.yaml" syntax/reference']);
  const remote = texts('a.yaml, "https://github.com/acme/base?ref=v1"');
  expect(problemsOf(remote, '')).toEqual([
    'kustomization.yaml:1 "https://github.com/acme/base?ref=v1" syntax/kustomize',
  ]);
  expect(objectsOf(remote, '')).toContain('{apiVersion: v1, kind: Service, metadata: {name: wbe}}');
});

test('a patch finds an object by its former name, too', () => {
  const patch = 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\nspec: { type: NodePort }\n';
  const texts = {
    'prod/kustomization.yaml': 'resources: [../base]\nnamespace: prod\npatches: [{ path: patch.yaml }]\n',
    'prod/patch.yaml': patch,
    'base/kustomization.yaml': 'resources: [a.yaml]\nnamePrefix: my-\n',
    'base/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n',
  };
  expect(objectsOf(texts, 'prod')).toEqual([
    '{apiVersion: v1, kind: Service, metadata: {name: my-web, namespace: prod}, spec: {type: NodePort}}',
  ]);
});

test('no pattern, path or list makes a build run long', () => {
  const many = Array.from(
    { length: 400 },
    (_, i) => `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${'a'.repeat(60)}${i} }\n`,
  );
  const texts = {
    'kustomization.yaml': `resources: [a.yaml]\npatches:\n${`  - { target: { name: "(a*)*(a|a)*(a{1,40})*b" }, patch: "[]" }\n`.repeat(50)}`,
    'a.yaml': many.join(''),
  };
  const started = performance.now();
  expect(problemsOf(texts, '').at(-1)).toMatch(/syntax\/limit/);
  expect(performance.now() - started).toBeLessThan(5000);
});

test.each([
  ['operations', Array.from({ length: 30_000 }, () => '- { op: add, path: /spec/ports/-, value: 1 }\n').join('')],
  [
    'patches',
    Array.from(
      { length: 5000 },
      (_, i) => `---\nkind: Service\napiVersion: v1\nmetadata: { name: a, labels: { b${i}: c } }\n`,
    ).join(''),
  ],
])('thousands of %s on one large object stay within bounds', (_, patch) => {
  const labels = Array.from({ length: 5000 }, (__, i) => `    l${i}: x\n`).join('');
  const target = patch.startsWith('- ') ? '\n    target: { kind: Service }' : '';
  const texts = {
    'kustomization.yaml': `resources: [a.yaml]\npatches:\n  - path: patch.yaml${target}\n`,
    'a.yaml': `apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n  labels:\n${labels}spec: { ports: [] }\n`,
    'patch.yaml': patch,
  };
  const started = performance.now();
  objectsOf(texts, '');
  expect(performance.now() - started).toBeLessThan(5000);
});
