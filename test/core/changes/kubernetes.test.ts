/** Fixes of Kubernetes findings in texts that are awkward to write into: the exact text after the fix. */
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../core/changes/edit.ts';
import { editsOf } from '../../../core/changes/write.ts';
import { lint } from '../../../core/lint.ts';
import { filesOf } from '../dialects/workspace.ts';
import { configOf, fixed, fixesIn } from './fixing.ts';

const prefix = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

/** All texts of a workspace after one fix of a finding in a folder, those that changed. */
function mended(
  texts: Readonly<Record<string, string>>,
  folder: string,
  rule: string,
  title: string,
): Readonly<Record<string, string>> | undefined {
  const files = filesOf(texts);
  const { findings } = lint(files.in(folder), configOf(rule), files.surroundings);
  const fixes = findings.flatMap((finding) => finding.fixes?.() ?? []);
  const fix = fixes.find((one) => one.title.en.startsWith(title));
  if (!fix) throw new Error(`no fix "${title}": ${fixes.map((one) => one.title.en)}`);
  const edits = editsOf(fix);
  if (!edits) return undefined;
  const paths = [...new Set(edits.map(({ source }) => source.path))];
  return Object.fromEntries(
    paths.map((path) => [
      path,
      applyEdits(
        texts[path] ?? '',
        edits.filter(({ source }) => source.path === path),
      ),
    ]),
  );
}

const service = (annotations: string): string => `apiVersion: v1
kind: Service
metadata:
  name: web
${annotations}spec:
  type: LoadBalancer # for now
  ports:
    - port: 80
`;

const publicLoadBalancer = 'kubernetes/public-load-balancer';

describe('annotations', () => {
  test('go behind the others, in their quotes', () => {
    const code = service(`  annotations:\n    team: "shop" # who to ask\n`);
    expect(fixed('web.yaml', code, publicLoadBalancer, 'Give it')).toBe(
      service(`  annotations:\n    team: "shop" # who to ask\n    ${prefix}address-type: "intranet"\n`),
    );
  });

  test('are made where there are none, several at once', () => {
    expect(fixed('web.yaml', service(''), publicLoadBalancer, 'Let in the addresses')).toBe(
      service(
        `  annotations:\n    ${prefix}acl-status: 'on'\n    ${prefix}acl-type: white\n    ${prefix}acl-id: acl-bp1example\n`,
      ),
    );
  });

  test.each([
    ['an empty mapping', '  annotations: {}\n'],
    ['a key with nothing behind it', '  annotations:\n'],
  ])('take the place of %s', (_, written) => {
    expect(fixed('web.yaml', service(written), publicLoadBalancer, 'Give it')).toBe(
      service(`  annotations:\n    ${prefix}address-type: intranet\n`),
    );
  });

  test('are added in the style of JSON, and line ends stay', () => {
    const code = `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "spec": {"type": "LoadBalancer"}}\r\n`;
    expect(fixed('web.json', code, publicLoadBalancer, 'Give it')).toBe(
      `{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web", "annotations": { "${prefix}address-type": "intranet" }}, "spec": {"type": "LoadBalancer"}}\r\n`,
    );
  });

  test('that say otherwise are changed where they stand', () => {
    const code = service(
      `  annotations:\n    ${prefix.replace('alibaba-cloud', 'alicloud')}address-type: "internet"\n`,
    );
    expect(fixed('web.yaml', code, publicLoadBalancer, 'Give it')).toBe(code.replace('internet', 'intranet'));
  });
});

test('an alias is not written into: others say the same by it', () => {
  const code = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: Service
    metadata: { name: a, annotations: &shared { team: shop } }
    spec: { type: ClusterIP }
  - apiVersion: v1
    kind: Service
    metadata: { name: b, annotations: *shared }
    spec: { type: LoadBalancer, ports: [{ port: 80 }] }
`;
  const titles = fixesIn('web.yaml', code, publicLoadBalancer).map(({ fix }) => fix.title.en);
  expect(titles).toEqual(['Use type ClusterIP']);
});

test('type ClusterIP takes along what the API server refuses with it', () => {
  const code = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: NodePort
  externalTrafficPolicy: Local
  ports:
    - { port: 80, nodePort: 30080 }
    - nodePort: 30443
      port: 443
`;
  expect(fixed('web.yaml', code, 'kubernetes/node-port-service', 'Use type ClusterIP')).toBe(`apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  type: ClusterIP
  ports:
    - { port: 80 }
    - port: 443
`);
});

describe('a chart', () => {
  const chart = 'apiVersion: v2\nname: web\nversion: 1.0.0\n';
  const template = (annotations: string): string => `apiVersion: v1
kind: Service
metadata:
  name: web
${annotations}spec:
  type: {{ .Values.service.type }}
  {{- if eq .Values.service.type "LoadBalancer" }}
  externalTrafficPolicy: Local
  {{- end }}
  ports:
    - port: 80
`;
  const values = 'service:\n  type: LoadBalancer\n  annotations: {}\n';
  const fromValues = `  {{- with .Values.service.annotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
`;
  const inChart = (annotations: string, title: string) =>
    mended(
      { 'web/Chart.yaml': chart, 'web/values.yaml': values, 'web/templates/service.yaml': template(annotations) },
      'web/templates',
      publicLoadBalancer,
      title,
    );

  test('gets annotations in its values, where its template takes them from there', () => {
    expect(inChart(fromValues, 'Give it')).toEqual({
      'web/values.yaml': `service:\n  type: LoadBalancer\n  annotations:\n    ${prefix}address-type: intranet\n`,
    });
  });

  test('gets another value where it is defined; what its conditions write is theirs', () => {
    expect(inChart(fromValues, 'Use type ClusterIP where it is defined')).toEqual({
      'web/values.yaml': 'service:\n  type: ClusterIP\n  annotations: {}\n',
    });
  });

  test('gets annotations in the template, where that has none', () => {
    expect(inChart('', 'Give it')).toEqual({
      'web/templates/service.yaml': template(`  annotations:\n    ${prefix}address-type: intranet\n`),
    });
  });

  test('an addition does not slip into a branch', () => {
    const branch = `  annotations:
    team: shop
    {{- if .Values.service.type }}
    tier: front
    {{- end }}
`;
    expect(inChart(branch, 'Give it')).toEqual({
      'web/templates/service.yaml': template(
        branch.replace('team: shop\n', `team: shop\n    ${prefix}address-type: intranet\n`),
      ),
    });
  });

  test('what a branch that was not taken may write is not written a second time', () => {
    const branch = '  {{- if .Values.more }}\n  annotations: { team: shop }\n  {{- end }}\n';
    expect(inChart(branch, 'Give it')).toBeUndefined();
  });

  test('a line goes from a template, and the actions around it stay', () => {
    const pod = (line: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      {{- if .Values.none }}
      nodeName: a
      {{- end }}
${line}      {{- if .Values.none }}
      runtimeClassName: b
      {{- end }}
      containers:
        - name: web
`;
    const texts = {
      'web/Chart.yaml': chart,
      'web/values.yaml': values,
      'web/templates/pod.yaml': pod('      hostNetwork: true\n'),
    };
    expect(mended(texts, 'web/templates', 'kubernetes/host-network', 'Remove')).toEqual({
      'web/templates/pod.yaml': pod(''),
    });
  });

  test('an item that a branch adds to is left alone', () => {
    const texts = {
      'web/Chart.yaml': chart,
      'web/values.yaml': values,
      'web/templates/redis.yaml': `apiVersion: v1
kind: Service
metadata: { name: redis }
spec:
  type: LoadBalancer
  ports:
    - port: 80
    - port: 6379
      {{- if .Values.none }}
      name: redis
      {{- end }}
`,
    };
    expect(mended(texts, 'web/templates', 'kubernetes/risky-service-port', 'Remove port 6379')).toBeUndefined();
  });
});

test('a template outside of a chart is written into between its actions', () => {
  const code = (more: string): string => `apiVersion: v1
kind: Service
metadata:
  name: {{ .Name }}
${more}spec:
  type: LoadBalancer
  ports:
    - port: {{ .Port }}
`;
  expect(fixed('web.yaml', code(''), publicLoadBalancer, 'Use type ClusterIP')).toBe(
    code('').replace('LoadBalancer', 'ClusterIP'),
  );
});

describe('a kustomization', () => {
  const base = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  ports: [{ port: 80 }]
`;
  const texts = (patch: string) => ({
    'base/kustomization.yaml': 'resources: [service.yaml]\n',
    'base/service.yaml': base,
    'prod/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: public.yaml\n',
    'prod/public.yaml': patch,
  });
  const patch = (type: string, annotations = ''): string =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n${annotations}spec:\n  type: ${type}\n`;

  test('is changed in the patch that says it', () => {
    expect(mended(texts(patch('LoadBalancer')), 'prod', publicLoadBalancer, 'Use type ClusterIP')).toEqual({
      'prod/public.yaml': patch('ClusterIP'),
    });
  });

  test('gets an annotation in the patch that has others', () => {
    const written = '  annotations:\n    team: shop\n';
    expect(mended(texts(patch('LoadBalancer', written)), 'prod', publicLoadBalancer, 'Give it')).toEqual({
      'prod/public.yaml': patch('LoadBalancer', `${written}    ${prefix}address-type: intranet\n`),
    });
  });

  test('does not change what it says of all objects', () => {
    const all = { ...texts(patch('LoadBalancer')) };
    all['prod/kustomization.yaml'] += 'commonAnnotations:\n  team: shop\n';
    const files = filesOf(all);
    const { findings } = lint(files.in('prod'), configOf(publicLoadBalancer), files.surroundings);
    const titles = findings.flatMap((finding) => finding.fixes?.() ?? []).map(({ title }) => title.en);
    expect(titles).toEqual(['Use type ClusterIP']);
  });
});
