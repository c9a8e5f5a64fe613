import { expect, test } from 'vitest';
import { findingsOf, objectsOf, problemsOf, unitOf } from './dump.ts';

const service = (name: string, spec = ''): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${spec}`;

const addresses = (texts: Record<string, string>, folder: string): string[] => [
  ...unitOf(texts, folder).model.resources.keys(),
];

test('bases and folders within folders, each built to its end before the next', () => {
  const texts = {
    'prod/kustomization.yaml': 'bases: [../shop]\nresources: [more.yaml]\nnamePrefix: prod-\n',
    'prod/more.yaml': service('more'),
    'shop/kustomization.yml': 'resources:\n  - ../base/\nnamespace: shop\n',
    'base/Kustomization': 'resources: [./a.yaml, sub/b.yaml]\nnameSuffix: -x\n',
    'base/a.yaml': service('a'),
    'base/sub/b.yaml': `${service('b')}---\n${service('c')}`,
  };
  expect(addresses(texts, 'prod').sort()).toEqual([
    'Service.default.prod-more',
    'Service.shop.prod-a-x',
    'Service.shop.prod-b-x',
    'Service.shop.prod-c-x',
  ]);
});

test('a component changes the objects of whoever uses it', () => {
  const texts = {
    'prod/kustomization.yaml': 'resources: [../base]\ncomponents: [../public]\n',
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': service('a'),
    'public/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [b.yaml]\npatches: [{ path: patch.yaml }]\n',
    'public/b.yaml': service('b'),
    'public/patch.yaml': service('a', 'spec: { type: LoadBalancer }\n'),
  };
  expect(objectsOf(texts, 'prod')).toEqual([
    '{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {type: LoadBalancer}}',
    '{apiVersion: v1, kind: Service, metadata: {name: b}}',
  ]);
  // By itself it says what it adds, and of the others what it changes.
  expect(problemsOf(texts, 'public')).toEqual([]);
  expect(addresses(texts, 'public')).toEqual(['Service.default.b', 'Service.default.a']);
});

test('kustomizations that use one another in a circle are told', () => {
  const texts = {
    'a/kustomization.yaml': 'resources: [../b]\n',
    'b/kustomization.yaml': 'resources:\n  - ../a\n',
  };
  expect(problemsOf(texts, 'a')).toEqual(['b/kustomization.yaml:2 "../a" syntax/cycle']);
  expect(problemsOf({ 'a/kustomization.yaml': 'resources: [.]\n' }, 'a')).toEqual([
    'a/kustomization.yaml:1 "." syntax/cycle',
  ]);
});

test('files and folders that are missing are told at their entry', () => {
  const texts = {
    'a/kustomization.yaml': `resources:
  - gone.yaml
  - ../empty
patches:
  - path: no-patch.yaml
patchesStrategicMerge: [neither.yaml]
configMapGenerator: [{ name: a, files: [x=nothing.txt] }]
configurations: [config.yaml]
`,
    'empty/readme.md': '',
  };
  expect(problemsOf(texts, 'a').sort()).toEqual([
    'a/kustomization.yaml:2 "gone.yaml" syntax/reference',
    'a/kustomization.yaml:3 "../empty" syntax/reference',
    'a/kustomization.yaml:5 "no-patch.yaml" syntax/reference',
    'a/kustomization.yaml:6 "neither.yaml" syntax/reference',
    'a/kustomization.yaml:7 "x=nothing.txt" syntax/reference',
    'a/kustomization.yaml:8 "config.yaml" syntax/reference',
  ]);
});

test.each(['https://example.com/a.yaml', 'github.com/acme/app//base?ref=v1', 'git@github.com:acme/app.git'])(
  'the remote base %s is not seen, and what it may hold is not called missing',
  (url) => {
    const texts = {
      'kustomization.yaml': `resources:\n  - "${url}"\n  - a.yaml\n`,
      'a.yaml': `${service('web', 'spec: { selector: { app: web } }\n')}---
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { template: { metadata: { labels: { app: api } } } }
`,
    };
    expect(problemsOf(texts, '')).toEqual([`kustomization.yaml:2 "${url}" syntax/kustomize`]);
    expect(findingsOf(texts, '', 'kubernetes/dangling-service')).toEqual([]);
  },
);

test('charts and plugins are told once', () => {
  const texts = {
    'kustomization.yaml':
      'resources: [a.yaml]\nhelmCharts: [{ name: x }]\ngenerators: [g.yaml]\ntransformers: [t.yaml]\n',
    'a.yaml': service('a'),
  };
  expect(problemsOf(texts, '')).toEqual(['kustomization.yaml:2 "helmCharts" syntax/kustomize']);
  // What a plugin may have changed is only possible.
  expect(unitOf(texts, '').model.resources.get('Service.default.a')?.exists).toBe('maybe');
});

const open = 'spec:\n  type: LoadBalancer\n  ports: [{ port: 22 }]\n';
const tree = {
  'base/kustomization.yaml': 'resources: [web.yaml]\n',
  'base/web.yaml': service('web', open),
  'prod/kustomization.yaml': 'resources: [../base]\nnamespace: prod\nnamePrefix: prod-\n',
  'closed/kustomization.yaml': 'resources: [../base]\npatches: [{ path: internal.yaml }]\n',
  'closed/internal.yaml': service('web', 'spec: { type: ClusterIP }\n'),
};

test('a finding about a base is the same from its overlays, and gone where a patch mends it', () => {
  const base = findingsOf(tree, 'base', 'kubernetes/risky-service-port');
  expect(base).toEqual(['base/web.yaml:7 "22" kubernetes/risky-service-port Service.default.web']);
  expect(findingsOf(tree, 'prod', 'kubernetes/risky-service-port')).toEqual([
    'base/web.yaml:7 "22" kubernetes/risky-service-port Service.prod.prod-web',
  ]);
  expect(findingsOf(tree, 'closed', 'kubernetes/risky-service-port')).toEqual([]);
});

test('a finding that a patch brings in is shown in the patch', () => {
  const texts = {
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': service('web', 'spec:\n  type: LoadBalancer\n  ports: [{ port: 443 }]\n'),
    'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: public.yaml }]\n',
    'prod/public.yaml': service('web', 'spec:\n  ports: [{ port: 6379 }]\n'),
  };
  expect(findingsOf(texts, 'base', 'kubernetes/risky-service-port')).toEqual([]);
  expect(findingsOf(texts, 'prod', 'kubernetes/risky-service-port')).toEqual([
    'prod/public.yaml:6 "6379" kubernetes/risky-service-port Service.default.web',
  ]);
});

test('suppressions of a base count in its overlays', () => {
  const accepted = '# portguard:ignore kubernetes/risky-service-port -- the shop\n';
  const commented = { ...tree, 'base/web.yaml': service('web', open.replace('  ports', `  ${accepted}  ports`)) };
  expect(findingsOf(commented, 'prod', 'kubernetes/risky-service-port')).toEqual([]);
  const annotated = {
    ...tree,
    'base/web.yaml': service(
      'web',
      `  annotations: { portguard.io/ignore: "kubernetes/risky-service-port -- the shop" }\n${open}`,
    ),
  };
  expect(findingsOf(annotated, 'prod', 'kubernetes/risky-service-port')).toEqual([]);
});

test('files that the kustomization leaves out are linted beside it; those it names as patches are not', () => {
  const texts = {
    'shop/kustomization.yaml': 'resources: [a.yaml]\npatches: [{ path: patch.yaml }]\n',
    'shop/a.yaml': service('a'),
    'shop/patch.yaml': service('a', 'spec: { type: NodePort }\n'),
    'shop/by-hand.yaml': service('b'),
  };
  expect(addresses(texts, 'shop')).toEqual(['Service.default.a', 'Service.default.b']);
});

test('a folder of patches belongs to the kustomization above it', () => {
  const texts = {
    'prod/kustomization.yaml': 'resources: [../base]\npatches: [{ path: patches/scale.yaml }]\n',
    'prod/patches/scale.yaml':
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n',
  };
  expect(unitOf(texts, 'prod/patches').model.resources.get('Deployment.default.web')?.incomplete?.code).toBe(
    'external',
  );
});

test("Flux's Kustomization is no kustomization", () => {
  const texts = {
    'kustomization.yaml':
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: { name: apps }\nspec: { path: ./apps }\n',
    'a.yaml': service('a'),
  };
  expect(addresses(texts, '').sort()).toEqual(['Kustomization.default.apps', 'Service.default.a']);
});

test('objects that are for local use only are left out', () => {
  const texts = {
    'kustomization.yaml': 'resources: [a.yaml]\n',
    'a.yaml': service('a', '  annotations: { config.kubernetes.io/local-config: "true" }\n'),
  };
  expect(objectsOf(texts, '')).toEqual([]);
});

test('an object that comes in twice is told at the second entry', () => {
  const texts = {
    'kustomization.yaml': 'resources:\n  - a.yaml\n  - base\n',
    'a.yaml': service('a'),
    'base/kustomization.yaml': 'resources: [a.yaml]\n',
    'base/a.yaml': service('a'),
  };
  expect(problemsOf(texts, '')).toEqual(['kustomization.yaml:3 "base" syntax/kustomize']);
  expect(addresses(texts, '')).toEqual(['Service.default.a']);
});

test('overlays upon overlays stay within bounds', () => {
  const texts: Record<string, string> = { 'k0/kustomization.yaml': 'resources: [a.yaml]\n', 'k0/a.yaml': service('a') };
  for (let i = 1; i <= 25; i++) {
    texts[`a${i}/kustomization.yaml`] = `resources: [../k${i - 1}]\nnamePrefix: a\n`;
    texts[`k${i}/kustomization.yaml`] = `resources: [../k${i - 1}, ../a${i}]\nnamePrefix: b${i}\n`;
  }
  const started = performance.now();
  unitOf(texts, 'k25');
  expect(performance.now() - started).toBeLessThan(5000);
});

test('whatever is written where something else belongs, nothing is thrown', () => {
  const odd = [
    'null',
    '[]',
    'text',
    '1',
    '{}',
    '[null, 1, text, {}, [], [[a]]]',
    '{ a: [b] }',
    '[{ path: [] }]',
    '"\\n["',
  ];
  const fields =
    'resources bases components namespace namePrefix nameSuffix labels commonLabels commonAnnotations patches patchesStrategicMerge patchesJson6902 images replicas configMapGenerator secretGenerator generatorOptions replacements vars configurations helmCharts generators transformers';
  for (const field of fields.split(' ')) {
    for (const value of odd) {
      const texts = { 'kustomization.yaml': `resources: [a.yaml]\n${field}: ${value}\n`, 'a.yaml': service('a', open) };
      expect(() => unitOf(texts, '')).not.toThrow();
    }
  }
  const patches = ['{ target: {}, patch: "- 1" }', '{ target: { kind: Service }, patch: "- { op: x, path: /a }" }'];
  for (const patch of patches) {
    const texts = { 'kustomization.yaml': `resources: [a.yaml]\npatches: [${patch}]\n`, 'a.yaml': service('a', open) };
    expect(() => unitOf(texts, '')).not.toThrow();
  }
});
