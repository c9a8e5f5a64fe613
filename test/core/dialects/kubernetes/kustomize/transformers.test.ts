import { expect, test } from 'vitest';
import { objectsOf, partsOf, placesOf, unitOf } from './dump.ts';

const app = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 1
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      serviceAccountName: robot
      containers:
        - name: web
          image: registry.cn-hangzhou.aliyuncs.com/acme/web:1.0
          envFrom: [{ configMapRef: { name: settings } }]
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec: { selector: { app: web }, ports: [{ port: 80 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: web }
spec: { defaultBackend: { service: { name: web, port: { number: 80 } } }, tls: [{ secretName: other }] }
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec: { scaleTargetRef: { kind: Deployment, name: web } }
---
apiVersion: v1
kind: ServiceAccount
metadata: { name: robot }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: robot }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
subjects: [{ kind: ServiceAccount, name: robot, namespace: default }]
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }
`;

const files = (kustomization: string): Record<string, string> => ({
  'kustomization.yaml': `resources: [app.yaml]\n${kustomization}`,
  'app.yaml': app,
});

test('a namespace is given to all that live in one, and to the Namespace itself', () => {
  const texts = files('namespace: prod\n');
  expect([...unitOf(texts, '').model.resources.keys()]).toEqual([
    'Deployment.prod.web',
    'Service.prod.web',
    'Ingress.prod.web',
    'HorizontalPodAutoscaler.prod.web',
    'ServiceAccount.prod.robot',
    'ClusterRoleBinding.default.robot',
    'Namespace.default.prod',
  ]);
  expect(partsOf(texts, '', 'subjects')[5]).toBe('[{kind: ServiceAccount, name: robot, namespace: prod}]');
  expect(placesOf(texts, '', 'Service', 'metadata', 'namespace')).toBe('kustomization.yaml:2 "prod"');
});

test('references follow a prefix and a suffix', () => {
  const texts = files(
    'namePrefix: my-\nnameSuffix: -v2\nconfigMapGenerator: [{ name: settings, literals: [MODE=fast] }]\n',
  );
  expect(partsOf(texts, '', 'metadata', 'name')).toEqual([
    'my-web-v2',
    'my-web-v2',
    'my-web-v2',
    'my-web-v2',
    'my-robot-v2',
    'my-robot-v2',
    'shop',
    'my-settings-v2',
  ]);
  const [deployment] = partsOf(texts, '', 'spec', 'template', 'spec');
  expect(deployment).toContain('serviceAccountName: my-robot-v2');
  expect(deployment).toContain('configMapRef: {name: my-settings-v2}');
  expect(partsOf(texts, '', 'spec', 'defaultBackend', 'service', 'name')[2]).toBe('my-web-v2');
  expect(partsOf(texts, '', 'spec', 'tls')[2]).toBe('[{secretName: other}]');
  expect(partsOf(texts, '', 'spec', 'scaleTargetRef', 'name')[3]).toBe('my-web-v2');
  expect(partsOf(texts, '', 'subjects', '0', 'name')[5]).toBe('my-robot-v2');
  // A name stays where the object's own text has it.
  expect(placesOf(texts, '', 'Service', 'metadata', 'name')).toBe('app.yaml:18 "web"');
});

test('common labels reach templates and selectors, labels only what they ask for', () => {
  const common = files('commonLabels: { team: a }\n');
  expect(partsOf(common, '', 'spec', 'selector').slice(0, 2)).toEqual([
    '{matchLabels: {app: web, team: a}}',
    '{app: web, team: a}',
  ]);
  expect(partsOf(common, '', 'spec', 'template', 'metadata', 'labels')[0]).toBe('{app: web, team: a}');
  const labels = files('labels: [{ pairs: { team: a } }]\n');
  expect(partsOf(labels, '', 'metadata', 'labels').slice(0, 2)).toEqual(['{team: a}', '{team: a}']);
  expect(partsOf(labels, '', 'spec', 'selector')[1]).toBe('{app: web}');
  expect(partsOf(labels, '', 'spec', 'template', 'metadata', 'labels')[0]).toBe('{app: web}');
  const templates = files('labels: [{ pairs: { team: a }, includeTemplates: true }]\n');
  expect(partsOf(templates, '', 'spec', 'selector')[1]).toBe('{app: web}');
  expect(partsOf(templates, '', 'spec', 'template', 'metadata', 'labels')[0]).toBe('{app: web, team: a}');
  const selectors = files('labels: [{ pairs: { team: a }, includeSelectors: true }]\n');
  expect(partsOf(selectors, '', 'spec', 'selector')[1]).toBe('{app: web, team: a}');
});

test('annotations, images and replicas', () => {
  const texts = files(`commonAnnotations: { a: b }
images: [{ name: registry.cn-hangzhou.aliyuncs.com/acme/web, newTag: "2.0" }]
replicas: [{ name: web, count: 5 }]
`);
  expect(partsOf(texts, '', 'metadata', 'annotations')[1]).toBe('{a: b}');
  expect(partsOf(texts, '', 'spec', 'template', 'metadata', 'annotations')[0]).toBe('{a: b}');
  expect(partsOf(texts, '', 'spec', 'replicas')[0]).toBe('5');
  expect(partsOf(texts, '', 'spec', 'template', 'spec', 'containers', '0', 'image')[0]).toBe(
    'registry.cn-hangzhou.aliyuncs.com/acme/web:2.0',
  );
});

test('ConfigMaps and Secrets are generated, and merged into those of a base', () => {
  const texts = {
    'prod/kustomization.yaml': `resources: [../base]
configMapGenerator:
  - name: settings
    behavior: merge
    literals: [B="3"]
`,
    'base/kustomization.yaml': `namePrefix: my-
generatorOptions: { labels: { made: here } }
configMapGenerator:
  - name: settings
    literals: [A=1, B=2]
    files: [conf=nginx.conf]
    envs: [all.env]
secretGenerator:
  - name: key
    type: kubernetes.io/tls
    literals: [a=b]
`,
    'base/nginx.conf': 'listen 80;',
    'base/all.env': '# no\nC=x=y\n\nD\n',
  };
  expect(objectsOf(texts, 'prod')).toEqual([
    '{apiVersion: v1, kind: ConfigMap, metadata: {name: my-settings, labels: {made: here}}, data: {C: x=y, D: , A: 1, B: 3, conf: listen 80;}}',
    '{apiVersion: v1, kind: Secret, metadata: {name: my-key, labels: {made: here}}, type: kubernetes.io/tls, data: {a: ?}}',
  ]);
  expect(placesOf(texts, 'prod', 'ConfigMap', 'data', 'C')).toBe('base/all.env:2 "x=y"');
});

test('replacements and variables carry values from object to object', () => {
  const texts = files(`replacements:
  - source: { kind: Service, name: web, fieldPath: "spec.ports.0.port" }
    targets:
      - select: { kind: Deployment }
        fieldPaths: ["spec.template.spec.containers.[name=web].env.[name=PORT].value"]
      - select: { kind: Service }
        fieldPaths: ["metadata.annotations.[a.b/c]"]
        options: { create: true }
vars:
  - { name: SERVICE, objref: { kind: Service, name: web, apiVersion: v1 } }
`);
  const patched = {
    ...texts,
    'app.yaml': app.replace(
      'envFrom',
      'env: [{ name: PORT, value: x }, { name: URL, value: "http://$(SERVICE)/$(OTHER)" }]\n          envFrom',
    ),
  };
  expect(partsOf(patched, '', 'spec', 'template', 'spec', 'containers', '0', 'env')[0]).toBe(
    '[{name: PORT, value: 80}, {name: URL, value: http://web/$(OTHER)}]',
  );
  expect(partsOf(patched, '', 'metadata', 'annotations')[1]).toBe('{a.b/c: 80}');
});

test('a replacement whose source is not seen makes its targets unknown', () => {
  const texts = files(`replacements:
  - source: { kind: ConfigMap, name: elsewhere, fieldPath: data.port }
    targets: [{ select: { kind: Service }, fieldPaths: [spec.ports.0.port] }]
`);
  expect(partsOf(texts, '', 'spec', 'ports')[1]).toBe('[{port: ?}]');
});
