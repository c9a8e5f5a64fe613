import { expect, test } from 'vitest';
import { resolveConfig } from '../../../../core/config/resolve.ts';
import { emptyConfig } from '../../../../core/config/schema.ts';
import { lint } from '../../../../core/lint.ts';
import { rules } from '../../../../core/rules/index.ts';
import { noNetworkPolicy } from '../../../../core/rules/kubernetes/no-network-policy.ts';
import { filesOf } from '../workspace.ts';

const deployment = (name: string, namespace = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}${namespace} }
spec: { template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: a, image: a }] } } }
`;
const service = (name: string): string => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${name} }, ports: [{ port: 80 }] }
`;
const ingress = (name: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: ${name} }
spec: { defaultBackend: { service: { name: ${name}, port: { number: 80 } } } }
`;
const policy = (selector: string, namespace = ''): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: p${namespace} }
spec: { podSelector: ${selector} }
`;

function rulesIn(texts: Record<string, string>, folder: string): string[] {
  const files = filesOf(texts);
  const config = resolveConfig(emptyConfig, rules);
  const all = [...config.rules, { rule: noNetworkPolicy, severity: 'warning', options: {} } as const];
  return lint(files.in(folder), { ...config, rules: all }, files.surroundings).findings.map(({ rule }) => rule);
}

const dangling = 'kubernetes/dangling-service';

test('a Service whose pods are in a folder beside is not dangling', () => {
  const own = { 'k8s/app/a.yaml': deployment('api'), 'k8s/app/b.yaml': service('web') };
  expect(rulesIn(own, 'k8s/app')).toContain(dangling);
  expect(rulesIn({ ...own, 'k8s/web/a.yaml': deployment('web') }, 'k8s/app')).not.toContain(dangling);
  expect(rulesIn({ ...own, 'k8s/a.yaml': deployment('web') }, 'k8s/app')).not.toContain(dangling);
  expect(rulesIn({ ...own, 'k8s/app/web/a.yaml': deployment('web') }, 'k8s/app')).not.toContain(dangling);
  expect(rulesIn({ ...own, 'k8s/other/a.yaml': deployment('other') }, 'k8s/app')).toContain(dangling);
  expect(rulesIn({ ...own, 'elsewhere/web/a.yaml': deployment('web') }, 'k8s/app')).toContain(dangling);
});

test('an Ingress whose Service is in a folder beside is not dangling', () => {
  const own = { 'k8s/ingress/a.yaml': ingress('web'), 'k8s/ingress/b.yaml': service('api') };
  expect(rulesIn(own, 'k8s/ingress')).toContain('kubernetes/dangling-ingress');
  const beside = { ...own, 'k8s/service/web.yaml': service('web') };
  expect(rulesIn(beside, 'k8s/ingress')).not.toContain('kubernetes/dangling-ingress');
});

test('a policy beside that names the pods counts; one for all pods counts in their own namespace', () => {
  const rule = 'kubernetes/no-network-policy';
  const own = { 'k8s/app/a.yaml': deployment('web', ', namespace: shop') };
  expect(rulesIn(own, 'k8s/app')).toContain(rule);
  const withPolicy = (text: string): string[] => rulesIn({ ...own, 'k8s/policies/p.yaml': text }, 'k8s/app');
  expect(withPolicy(policy('{ matchLabels: { app: web } }'))).not.toContain(rule);
  expect(withPolicy(policy('{ matchLabels: { app: api } }'))).toContain(rule);
  expect(withPolicy(policy('{}', ', namespace: shop'))).not.toContain(rule);
  expect(withPolicy(policy('{}', ', namespace: other'))).toContain(rule);
  expect(withPolicy(policy('{}'))).toContain(rule);
});

test('a Service and pods of different namespaces do not meet, in one folder or two', () => {
  const texts = {
    'k8s/a.yaml': `${deployment('web', ', namespace: a')}---\n${service('web').replace('name: web', 'name: web, namespace: b')}`,
  };
  expect(rulesIn(texts, 'k8s')).toContain(dangling);
});

test('a folder among thousands is not slow to look around', () => {
  const texts: Record<string, string> = { 'k8s/app/a.yaml': deployment('api'), 'k8s/app/b.yaml': service('web') };
  for (let i = 0; i < 3000; i++) texts[`k8s/app${i}/a.yaml`] = deployment(`x${i}`);
  const started = performance.now();
  expect(rulesIn(texts, 'k8s/app')).toContain(dangling);
  expect(performance.now() - started).toBeLessThan(5000);
});
