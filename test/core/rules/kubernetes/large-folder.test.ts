/** Objects that look for one another must not ask each about each: here are 3000 of three kinds. */
import { expect, test } from 'vitest';
import { danglingIngress } from '../../../../core/rules/kubernetes/dangling-ingress.ts';
import { danglingNetworkPolicy } from '../../../../core/rules/kubernetes/dangling-network-policy.ts';
import { danglingService } from '../../../../core/rules/kubernetes/dangling-service.ts';
import { answers } from './check.ts';

const app = (n: number): string => `apiVersion: v1
kind: Service
metadata: { name: s${n} }
spec: { selector: { app: a${n} }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: p${n}, labels: { app: a${n}, tier: web } }
spec: { containers: [{ name: c }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: n${n} }
spec: { podSelector: { matchLabels: { app: a${n}, tier: ${n === 7 ? 'none' : 'web'} } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: i${n} }
spec: { defaultBackend: { service: { name: s${n === 8 ? 'x' : n}, port: { number: ${n === 9 ? 81 : 80} } } } }
---
`;

test('the few that are wrong are found among thousands', () => {
  const manifest = Array.from({ length: 3000 }, (_, n) => app(n)).join('');
  const other = 'apiVersion: v1\nkind: Service\nmetadata: { name: lost }\nspec: { selector: { app: nobody } }\n';
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: alone, labels: { app: y } }\nspec: {}\n';
  const found = [danglingService, danglingNetworkPolicy, danglingIngress].flatMap((rule) =>
    answers(rule, manifest, other, pod),
  );
  const told = found.filter(({ truth }) => truth !== 'unknown');
  expect(told.map(({ resource, truth }) => `${resource} ${truth}`)).toEqual([
    'Service.default.lost yes',
    'NetworkPolicy.default.n7 yes',
    'Ingress.default.i8 maybe',
    'Ingress.default.i9 yes',
  ]);
});
