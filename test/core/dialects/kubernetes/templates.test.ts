import { expect, test } from 'vitest';
import { maskTemplate } from '../../../../core/dialects/kubernetes/template.ts';
import { brief, charactersAt, modelOf, unitOf } from './read.ts';

test('masking keeps every offset and every line', () => {
  const text = '{{- if .Values.on }}\r\nname: "{{ .Release.Name }}-web"\n{{/* two\nlines */}}\nport: {{ .port }}\n';
  const masked = maskTemplate(text)?.text ?? '';
  expect(masked).toHaveLength(text.length);
  expect(masked.split('\n').map((line) => line.length)).toEqual(text.split('\n').map((line) => line.length));
  expect(masked).not.toMatch(/[{}]/);
  expect(masked).toMatch(/name: "x+-web"/);
  expect(maskTemplate('plain: text\n')).toBeUndefined();
});

const chart = `{{- if .Values.service.enabled }}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "shop.fullname" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  type: LoadBalancer
  ports:
    - port: {{ .Values.service.port }}
      targetPort: http
    - port: 3306
  selector:
    app: web
    {{- include "shop.selectorLabels" . | nindent 4 }}
{{- end }}
`;

test('in a Helm template, literals are known, actions are unknown, and what is missing may be written by an action', () => {
  const [service] = modelOf(chart).services;
  expect(brief(service?.type)).toBe('LoadBalancer');
  expect(service?.ports.map(({ port }) => brief(port))).toEqual(['unknown', 3306]);
  expect(brief(service?.loadBalancer.internet)).toBe('unknown');
  expect(service?.selector?.incomplete?.subject).toBe('template');
  expect(service?.resource.exists).toBe('maybe');
  expect(service?.resource.address).toBe('Service.default.{{ include "shop.fullname" . }}');
  const [, second] = service?.ports ?? [];
  expect(second?.port && charactersAt(second.port.at)).toBe('3306');
});

test('syntax errors of a template are not ours to report', () => {
  const broken = 'apiVersion: v1\nkind: Service\nmetadata: {{ toYaml .x }} y: [\n';
  expect(unitOf({ 'a.yaml': broken }).problems).toEqual([]);
});

test('actions in a block scalar belong to another template: the object itself is certain', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata: { name: alerts }
data:
  message.tmpl: |
    {{ if .Firing }}
    down
    {{ end }}
  plain: "1"
`;
  const [map] = modelOf(text).configMaps;
  expect(map?.resource.exists).toBe('yes');
  expect(map?.data.incomplete).toBeUndefined();
  expect(brief(map?.data.entries.get('plain')?.value)).toBe('1');
});

test('a key that both branches of an if write is one of two values', () => {
  const text = `apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  {{- if .Values.public }}
  type: LoadBalancer
  {{- else }}
  type: ClusterIP
  {{- end }}
`;
  expect(brief(modelOf(text).services[0]?.type)).toBe('unknown');
});

test('a Kustomize patch leaves out what the object says elsewhere', () => {
  const unit = unitOf({
    'shop/kustomization.yaml':
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\npatches:\n  - path: ./patch.yaml\n',
    'shop/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3 }\n',
    'shop/api.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api }\n',
  });
  expect(unit.model.resources.get('Deployment.default.web')?.incomplete?.code).toBe('external');
  expect(unit.model.resources.get('Deployment.default.api')?.incomplete).toBeUndefined();
});
