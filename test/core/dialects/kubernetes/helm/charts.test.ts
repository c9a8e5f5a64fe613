/** What a chart's templates write, and where each value of it comes from. */
import { expect, test } from 'vitest';
import type { Value } from '../../../../../core/values/value.ts';
import { wayOf } from '../../../../../core/values/way.ts';
import { brief, charactersAt } from '../read.ts';
import { modelIn, unitIn } from './chart.ts';

const service = `{{- if .Values.service.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "shop.name" . }}
  annotations:
    {{- toYaml .Values.service.annotations | nindent 4 }}
spec:
  type: {{ .Values.service.type }}
  ports:
    {{- range .Values.ports }}
    - name: {{ .name }}
      port: {{ .port }}
    {{- end }}
    - port: 3306
  selector:
    {{- include "shop.labels" . | nindent 4 }}
{{- end }}
`;
const helpers = `{{- define "shop.name" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end }}
{{- define "shop.labels" -}}
app: {{ .Values.app }}
tier: front
{{- end }}
`;
const values = `app: web
service:
  enabled: true
  type: LoadBalancer
  annotations:
    service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: "intranet"
ports:
  - name: http
    port: 80
  - name: admin
    port: 22
`;
const shop = { 'templates/service.yaml': service, 'templates/_helpers.tpl': helpers, 'values.yaml': values };

/** The characters that a finding underlines, and those of its way. */
function told(value: Value<unknown> | undefined): { at: string; way: string[] } {
  if (!value) throw new Error('nothing is written');
  const place = value.at.source.outermost(value.at);
  return { at: charactersAt(place), way: wayOf(value).map(({ at }) => `${at.source.path}: ${charactersAt(at)}`) };
}

test('a value of values.yaml is underlined at the action, and comes from its place in values.yaml', () => {
  const [one] = modelIn('templates', shop).services;
  expect(brief(one?.type)).toBe('LoadBalancer');
  expect(told(one?.type)).toEqual({ at: '{{ .Values.service.type }}', way: ['shop/values.yaml: LoadBalancer'] });
});

test('text of the template is underlined where it stands', () => {
  const [one] = modelIn('templates', shop).services;
  const last = one?.ports.at(-1);
  expect(brief(last?.port)).toBe(3306);
  expect(told(last?.port)).toEqual({ at: '3306', way: [] });
});

test('each turn of a loop has the values of its own item', () => {
  const [one] = modelIn('templates', shop).services;
  expect(one?.ports.map(({ port }) => brief(port))).toEqual([80, 22, 3306]);
  expect(told(one?.ports[1]?.port)).toEqual({ at: '{{ .port }}', way: ['shop/values.yaml: 22'] });
});

test('a whole table keeps the places of its values', () => {
  const [one] = modelIn('templates', shop).services;
  expect(brief(one?.loadBalancer.internet)).toBe(false);
  const [annotation] = [...(one?.annotations.entries.values() ?? [])];
  expect(told(annotation?.value)).toEqual({
    at: '{{- toYaml .Values.service.annotations | nindent 4 }}',
    way: ['shop/values.yaml: intranet'],
  });
});

test('what another template writes comes by way of it', () => {
  const [one] = modelIn('templates', shop).services;
  const { entries } = one?.selector ?? { entries: new Map() };
  expect(told(entries.get('app')?.value)).toEqual({
    at: '{{- include "shop.labels" . | nindent 4 }}',
    way: ['shop/templates/_helpers.tpl: {{ .Values.app }}', 'shop/values.yaml: web'],
  });
  expect(told(entries.get('tier')?.value).way).toEqual(['shop/templates/_helpers.tpl: front']);
});

test("the release's name is known as `helm template` has it: the chart's objects have names", () => {
  const { model } = unitIn('templates', shop);
  const resource = model.resources.get('Service.default.release-name-shop');
  expect(resource?.exists).toBe('yes');
  expect(resource?.incomplete).toBeUndefined();
  const name = resource?.nameAt;
  expect(name && charactersAt(name.source.outermost(name))).toBe('{{ include "shop.name" . }}');
});

test('what the values switch off is not there', () => {
  const off = { ...shop, 'values.yaml': values.replace('enabled: true', 'enabled: false') };
  expect(unitIn('templates', off).model.resources.size).toBe(0);
});

test('whether a custom resource exists nobody knows: what depends on it may be there', () => {
  const template = `{{- if .Capabilities.APIVersions.Has "example.com/v1" }}
apiVersion: v1
kind: Service
metadata: { name: a }
spec: { type: NodePort }
{{- end }}
---
apiVersion: v1
kind: Service
metadata: { name: b }
spec:
  {{- if .Capabilities.APIVersions.Has "example.com/v1" }}
  type: NodePort
  {{- else }}
  type: ClusterIP
  {{- end }}
---
apiVersion: v1
kind: Service
metadata: { name: c }
spec: { type: {{ if .Capabilities.APIVersions.Has "example.com/v1" }}NodePort{{ else }}ClusterIP{{ end }} }
---
apiVersion: v1
kind: Service
metadata: { name: d }
`;
  const { services } = modelIn('templates', { 'templates/a.yaml': template });
  expect(services.map(({ name, resource, type }) => [brief(name), resource.exists, brief(type)])).toEqual([
    ['a', 'maybe', 'NodePort'],
    ['b', 'maybe', 'unknown'],
    ['c', 'yes', 'unknown'],
    ['d', 'yes', 'ClusterIP'],
  ]);
  expect(services[0]?.resource.incomplete).toBeUndefined();
});

test('one of two objects may be there, not both in one', () => {
  const template = `{{- if .Capabilities.APIVersions.Has "example.com/v1" }}
apiVersion: v1
kind: Service
metadata: { name: a }
{{- else }}
apiVersion: v1
kind: ConfigMap
metadata: { name: b }
{{- end }}
`;
  const { model } = unitIn('templates', { 'templates/a.yaml': template });
  expect([...model.resources].map(([address, { exists }]) => [address, exists])).toEqual([
    ['Service.default.a', 'maybe'],
    ['ConfigMap.default.b', 'maybe'],
  ]);
});

test('a variable that branches leave different is not known', () => {
  const template = `{{- $type := "ClusterIP" }}
{{- if .Capabilities.APIVersions.Has "example.com/v1" }}{{ $type = "NodePort" }}{{ end }}
apiVersion: v1
kind: Service
metadata: { name: a }
spec: { type: {{ $type }} }
`;
  expect(brief(modelIn('templates', { 'templates/a.yaml': template }).services[0]?.type)).toBe('unknown');
});

test('a value that a text is put together from is told', () => {
  const template = 'apiVersion: v1\nkind: Service\nmetadata: { name: "{{ .Values.app }}-a" }\n';
  const [one] = modelIn('templates', { 'templates/a.yaml': template, 'values.yaml': 'app: web\n' }).services;
  expect(brief(one?.name)).toBe('web-a');
  expect(told(one?.name)).toEqual({ at: '{{ .Values.app }}-a', way: ['shop/values.yaml: web'] });
});

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ include "shop.name" . }} }
spec: { template: { metadata: { labels: { app: {{ .Values.app }} } } } }
`;

test('objects of one chart are read together, wherever in templates/ they lie', () => {
  const files = { ...shop, 'templates/web/deployment.yaml': deployment };
  const unit = unitIn('templates', files);
  expect(unit.kubernetes?.workloads.map(({ name }) => brief(name))).toEqual(['release-name-shop']);
  expect([...(unit.beside ?? [])]).toEqual(['shop/templates/web/deployment.yaml']);
  expect(unitIn('templates/web', files).kubernetes?.services).toHaveLength(1);
});

const redis = {
  'charts/redis/Chart.yaml': 'apiVersion: v2\nname: redis\nversion: 1.0.0\n',
  'charts/redis/values.yaml': 'port: 6379\ntype: ClusterIP\nglobal: { zone: a }\n',
  'charts/redis/templates/service.yaml': `apiVersion: v1
kind: Service
metadata: { name: {{ .Release.Name }}-{{ .Chart.Name }}, labels: { zone: {{ .Values.global.zone }} } }
spec: { type: {{ .Values.type }}, ports: [{ port: {{ .Values.port }} }] }
`,
};

test("a chart within a chart gets its parent's values, and the global ones", () => {
  const files = { ...redis, 'values.yaml': 'redis: { type: NodePort }\nglobal: { zone: b }\n' };
  const [one] = modelIn('charts/redis/templates', files).services;
  expect([brief(one?.name), brief(one?.type), brief(one?.ports[0]?.port)]).toEqual([
    'release-name-redis',
    'NodePort',
    6379,
  ]);
  expect(told(one?.type).way).toEqual(['shop/values.yaml: NodePort']);
});

test('a dependency that its condition switches off is not there; under an alias it has another name', () => {
  const chart =
    'apiVersion: v2\nname: shop\ndependencies:\n  - name: redis\n    alias: cache\n    condition: cache.enabled\n';
  const names = (more: string): unknown[] =>
    modelIn('charts/redis/templates', { ...redis, 'Chart.yaml': chart, 'values.yaml': more }).services.map(({ name }) =>
      brief(name),
    );
  expect(names('cache: { enabled: false }\n')).toEqual([]);
  expect(names('cache: { enabled: true }\n')).toEqual(['release-name-cache']);
});

test('what cannot be rendered is said once, and read as a plain template', () => {
  const files = {
    ...shop,
    'templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: {{ .Values.app }\n',
    'templates/b.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: b\n  labels: {{ end }}\n',
  };
  const { problems, model } = unitIn('templates', files);
  expect(problems.map(({ rule, severity, at }) => [rule, severity, at.source.path])).toEqual([
    ['syntax/helm', 'info', 'shop/templates/b.yaml'],
  ]);
  expect(model.resources.get('Service.default.b')?.exists).toBe('yes');
});

test('a template that is not at hand is named, with its place', () => {
  const { problems } = unitIn('templates', { 'templates/a.yaml': 'a: 1\n{{ include "common.labels" . }}\n' });
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message.en).toContain('template "common.labels"');
  expect(problems[0] && charactersAt(problems[0].at)).toBe('include');
});

test('a template outside of a chart is masked as before', () => {
  const { model } = unitIn('other', {
    'other/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: {{ .x }} }\n',
  });
  expect([...model.resources.keys()]).toEqual(['Service.default.{{ .x }}']);
});

test('a syntax error that stands in the template is told, one that values may bring is not', () => {
  const broken = 'apiVersion: v1\nkind: Service\nmetadata: { name: {{ .Chart.Name }} }\nspec:\n   type: a\n  b: c\n';
  const { problems } = unitIn('templates', { 'templates/a.yaml': broken });
  expect(problems.map(({ rule }) => rule)).toEqual(['syntax/yaml']);
  const place = problems[0]?.at.source.outermost(problems[0].at);
  expect(place && charactersAt(place)).toBe('b: c');
  const given = {
    'templates/a.yaml': 'apiVersion: v1\nkind: Service\n{{ .Values.more }}\n',
    'values.yaml': 'more: "]"\n',
  };
  expect(unitIn('templates', given).problems).toEqual([]);
});

test("what one file sets in the chart's values, those that Helm renders later see", () => {
  const files = {
    'templates/zzz.yaml': '{{ $_ := set $ "Values" (dict "type" "NodePort") }}',
    'templates/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { type: {{ .Values.type }} }\n',
  };
  expect(brief(modelIn('templates', files).services[0]?.type)).toBe('NodePort');
});
