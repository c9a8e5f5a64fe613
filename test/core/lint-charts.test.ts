/** Charts through the engine's door: findings, suppressions, and which folder tells what. */
import { expect, test } from 'vitest';
import { resolveConfig } from '../../core/config/resolve.ts';
import { emptyConfig } from '../../core/config/schema.ts';
import { type LintResult, lint } from '../../core/lint.ts';
import { rules } from '../../core/rules/index.ts';
import { filesOf } from './dialects/workspace.ts';

const config = resolveConfig(emptyConfig, rules);
const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n';

function lintFolder(folder: string, texts: Readonly<Record<string, string>>): LintResult {
  const files = filesOf({ 'shop/Chart.yaml': chart, ...texts });
  // `.tpl` is no ending of files that are linted.
  const linted = files.in(folder).filter(({ path }) => !path.endsWith('.tpl'));
  return lint(linted, config, files.surroundings);
}

const told = ({ findings }: LintResult): string[] =>
  findings.map(
    ({ rule, certainty, at }) => `${rule} ${certainty} ${at.source.path} ${at.source.text.slice(at.start, at.end)}`,
  );

const service = `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}
spec:
  type: {{ .Values.type }}
  selector: { app: web }
  ports:
    - port: {{ .Values.port }}
`;
const values = 'type: LoadBalancer\nport: 22\n';

test("a chart's defaults are certain; the finding leads to values.yaml", () => {
  const result = lintFolder('shop/templates', { 'shop/templates/service.yaml': service, 'shop/values.yaml': values });
  const finding = result.findings.find(({ rule }) => rule === 'kubernetes/risky-service-port');
  expect(finding?.certainty).toBe('certain');
  expect(finding?.severity).toBe('error');
  expect(finding?.at.source.text.slice(finding.at.start, finding.at.end)).toBe('{{ .Values.port }}');
  expect(finding?.related.map(({ at }) => [at.source.path, at.source.text.slice(at.start, at.end)])).toContainEqual([
    'shop/values.yaml',
    '22',
  ]);
});

test('a Service and its workload in another folder of the chart find each other; each folder tells its own', () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { hostNetwork: true, containers: [{ name: web, ports: [{ containerPort: {{ .Values.port }} }] }] }
`;
  const texts = {
    'shop/templates/service.yaml': service,
    'shop/templates/web/deployment.yaml': deployment,
    'shop/values.yaml': values,
  };
  expect(told(lintFolder('shop/templates', texts)).join()).not.toContain('dangling');
  expect(told(lintFolder('shop/templates', texts)).join()).not.toContain('hostNetwork');
  expect(told(lintFolder('shop/templates/web', texts))).toEqual([
    'kubernetes/host-network certain shop/templates/web/deployment.yaml true',
    'kubernetes/ssh-port certain shop/templates/web/deployment.yaml {{ .Values.port }}',
  ]);
});

test('comments in templates suppress, and one that needs other values is not called unused', () => {
  const ignoring = (condition: string): Record<string, string> => ({
    'shop/templates/service.yaml': `{{- if ${condition} }}\n${service.replace('    - port', '    # portguard:ignore kubernetes/risky-service-port -- bastion\n    - port')}{{- end }}\n`,
    'shop/values.yaml': `${values}on: false\n`,
  });
  const result = lintFolder('shop/templates', ignoring('true'));
  expect(told(result).join()).not.toContain('risky-service-port');
  expect(result.suppressed.map(({ reason }) => reason)).toEqual(['bastion']);
  expect(told(lintFolder('shop/templates', ignoring('.Values.on')))).toEqual([]);
  const other = { ...ignoring('true'), 'shop/values.yaml': 'type: ClusterIP\nport: 22\n' };
  expect(told(lintFolder('shop/templates', other)).join()).not.toContain('suppression/unused');
});

test("annotations suppress, also those of the chart's values", () => {
  const annotated = service.replace('  name:', '  annotations: {{ toJson .Values.annotations }}\n  name:');
  const result = lintFolder('shop/templates', {
    'shop/templates/service.yaml': annotated,
    'shop/values.yaml': `${values}annotations: { portguard.io/ignore: "kubernetes/risky-service-port -- bastion" }\n`,
  });
  expect(told(result).join()).not.toContain('risky-service-port');
  expect(result.suppressed).toHaveLength(1);
});

test('a file without words of Kubernetes is a manifest all the same, when it is a template of a chart', () => {
  const result = lintFolder('shop/templates', {
    'shop/templates/_service.tpl': `{{ define "service" }}${service}{{ end }}`,
    'shop/templates/all.yaml': '{{ include "service" . }}\n',
    'shop/values.yaml': values,
  });
  expect(result.linted.map(({ path }) => path)).toEqual(['shop/templates/all.yaml']);
  expect(told(result)).toContain(
    'kubernetes/risky-service-port certain shop/templates/all.yaml {{ include "service" . }}',
  );
});

test('Chart.yaml and values.yaml themselves are no manifests', () => {
  expect(lintFolder('shop', { 'shop/values.yaml': values }).linted).toEqual([]);
});

const printed = `---
# Source: shop/templates/service.yaml
apiVersion: v1
kind: Service
metadata:
  name: release-name
spec:
  type: LoadBalancer
  ports:
    - port: 22
---
# Source: shop/templates/empty.yaml
---

---
# Source: shop/charts/redis/templates/pod.yaml
apiVersion: v1
kind: Pod
metadata:
  name: redis
spec:
  hostNetwork: true
`;

test('the output of `helm template` is read as it is: several documents, empty ones, comments', () => {
  const files = filesOf({ 'stdin.yaml': printed });
  const result = lint(files.in(''), config, files.surroundings);
  expect(told(result)).toContain('kubernetes/risky-service-port certain stdin.yaml 22');
  expect(told(result)).toContain('kubernetes/host-network certain stdin.yaml true');
  expect(result.findings.filter(({ rule }) => rule.startsWith('syntax/'))).toEqual([]);
});

test('the output of `kustomize build` is read as it is', () => {
  const built = printed.replace(/^---\n/, '').replaceAll(/# Source.*\n/g, '');
  const files = filesOf({ 'stdin.yaml': built });
  expect(told(lint(files.in(''), config, files.surroundings))).toContain(
    'kubernetes/host-network certain stdin.yaml true',
  );
});
