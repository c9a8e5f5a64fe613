/** What fixes of Kubernetes findings say about other objects of the same files: policies, routes, ports, labels. */
import { describe, expect, test } from 'vitest';
import { fixed, fixesIn } from './fixing.ts';

const prefix = 'service.beta.kubernetes.io/alibaba-cloud-loadbalancer-';

const deployment = (name: string, labels: string, ports: string): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels: ${labels}
  template:
    metadata:
      labels: ${labels}
    spec:
      containers:
        - name: ${name}
          image: ${name}:1
${ports}`;

const http = `          ports:
            - name: http
              containerPort: 8080
`;

const service = (spec: string): string => `---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
${spec}`;

const titlesOf = (code: string, rule: string): readonly string[] =>
  fixesIn('web.yaml', code, rule).map(({ fix }) => fix.title.en);

describe('a NetworkPolicy for a workload without one', () => {
  const rule = 'kubernetes/no-network-policy';
  const policy = (ingress: string): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes:
    - Ingress
  ingress:
${ingress}`;
  const web = deployment('web', '{ app: web }', http);
  const inNamespace = '    - from:\n        - podSelector: {}\n      ports:\n        - port: 8080\n';

  test('lets in the namespace on the ports that are declared and led to, by number', () => {
    const code = `${web}${service('  selector: { app: web }\n  ports: [{ port: 80, targetPort: http }]\n')}`;
    expect(fixed('web.yaml', code, rule, 'Add')).toBe(`${code}${policy(inNamespace)}`);
  });

  test('lets in everybody for whom a load balancer opens the port', () => {
    const code = `${web}${service('  type: LoadBalancer\n  selector: { app: web }\n  ports: [{ port: 80, targetPort: http }]\n')}`;
    expect(fixed('web.yaml', code, rule, 'Add')).toBe(`${code}${policy('    - ports:\n        - port: 8080\n')}`);
  });

  test('lets in the Ingress controller, of whose namespace a person knows', () => {
    const code = `${web}${service('  selector: { app: web }\n  ports: [{ port: 80, targetPort: http }]\n')}---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  ingressClassName: nginx
  defaultBackend: { service: { name: web, port: { number: 80 } } }
`;
    expect(fixed('web.yaml', code, rule, 'Add')).toBe(
      `${code}${policy(`${inNamespace}    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
      ports:
        - port: 8080
`)}`,
    );
    expect(fixesIn('web.yaml', code, rule)[0]?.fix.placeholder).toBe('kube-system');
  });

  test('lets in what another workload with the same labels needs', () => {
    const other = deployment('web-canary', '{ app: web, track: canary }', http.replace('8080', '9090'));
    const code = `${web}---\n${other}`;
    expect(fixed('web.yaml', code, rule, 'Add')).toBe(
      `${code}${policy(inNamespace.replace('8080\n', '8080\n        - port: 9090\n'))}`,
    );
  });

  test('is not made for a workload whose labels a template writes', () => {
    expect(titlesOf(deployment('web', '{ app: "{{ .Values.name }}" }', http), rule)).toEqual([]);
  });
});

describe('a selector that selects nothing', () => {
  const rule = 'kubernetes/dangling-service';
  const select = (selector: string): string =>
    service(`  selector: ${selector}\n  ports: [{ port: 80, targetPort: http }]\n`);
  const two = `${deployment('web', '{ app: web }', http)}---\n${deployment('cart', '{ app: cart }', http)}`;

  test('gets the labels that are spelt alike', () => {
    expect(fixed('web.yaml', `${two}${select('{ app: wbe }')}`, rule, 'Select Deployment web')).toBe(
      `${two}${select('{ app: web }')}`,
    );
  });

  test('gets none of several that may be meant', () => {
    expect(titlesOf(`${two}${select('{ app: payment }')}`, rule)).toEqual([]);
  });

  test('loses a label that the pods do not have', () => {
    expect(fixed('web.yaml', `${two}${select('{ app: web, tier: front }')}`, rule, 'Select')).toBe(
      `${two}${select('{ app: web }')}`,
    );
  });
});

test('a number that no container declares is declared first, and replaced by one like it', () => {
  const code = (target: string, more = ''): string =>
    `${deployment('web', '{ app: web }', `${http}${more}`)}${service(`  selector: { app: web }\n  ports:\n    - port: 80\n      targetPort: ${target}\n`)}`;
  const rule = 'kubernetes/dangling-service';
  expect(titlesOf(code('8081'), rule)).toEqual(['Declare port 8081 for the container', 'Use port 8080']);
  expect(fixed('web.yaml', code('8081'), rule, 'Declare')).toBe(
    code('8081', '            - name: port-8081\n              containerPort: 8081\n'),
  );
  expect(fixed('web.yaml', code('8081'), rule, 'Use')).toBe(code('8080'));
});

test('a port name goes along wherever it is used', () => {
  const code = (name: string): string =>
    `${deployment('web', '{ app: web }', `          ports: [{ name: ${name}, containerPort: 8080 }]\n          livenessProbe: { tcpSocket: { port: ${name} } }\n`)}${service(`  selector: { app: web }\n  ports: [{ port: 80, targetPort: ${name} }]\n`)}`;
  expect(fixed('web.yaml', code('Web_HTTP'), 'kubernetes/invalid-port', 'Call it')).toBe(code('web-http'));
});

describe('probes', () => {
  const liveness = '          livenessProbe:\n            httpGet: { path: /healthz, port: http }\n';

  test('a readiness probe asks what the liveness probe asks, more often', () => {
    const code = deployment('web', '{ app: web }', http + liveness);
    expect(fixed('web.yaml', code, 'kubernetes/readiness-probe', 'Ask what')).toBe(
      `${code}          readinessProbe:
            httpGet:
              path: /healthz
              port: http
            periodSeconds: 5
`,
    );
  });

  test('of several ports none is asked', () => {
    const ports = `${http}            - containerPort: 9090\n`;
    expect(titlesOf(deployment('web', '{ app: web }', ports), 'kubernetes/liveness-probe')).toEqual([]);
  });
});

describe('a Gateway', () => {
  const gateway = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: web
spec:
  gatewayClassName: alb
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    - { name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: web-tls }] } }
`;
  const route = (section: string): string => `---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web
spec:
  parentRefs:
    - name: web
${section}  rules:
    - backendRefs: [{ name: web, port: 80 }]
`;

  test('redirects by a route of its own; the other routes stay with HTTPS', () => {
    expect(fixed('web.yaml', `${gateway}${route('')}`, 'tls/gateway', 'Redirect')).toBe(
      `${gateway}${route('      sectionName: https\n')}---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: web-to-https
spec:
  parentRefs:
    - name: web
      sectionName: http
  rules:
    - filters:
        - type: RequestRedirect
          requestRedirect:
            scheme: https
            statusCode: 301
`,
    );
  });

  test('keeps a route that names the HTTP listener', () => {
    expect(titlesOf(`${gateway}${route('      sectionName: http\n')}`, 'tls/gateway')).toEqual([]);
  });
});

test('HTTP is forwarded to HTTPS, for which the Service gets a port', () => {
  const code = (annotations: string, ports: string): string => `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    ${prefix}cert-id: 1234-cn-hangzhou
    ${prefix}tls-cipher-policy: tls_cipher_policy_1_2
${annotations}spec:
  type: LoadBalancer
  ports:
    - port: 80
      targetPort: 8080
${ports}`;
  expect(
    fixed('web.yaml', code(`    ${prefix}protocol-port: "http:80"\n`, ''), 'tls/service-load-balancer', 'Forward'),
  ).toBe(
    code(
      `    ${prefix}protocol-port: "https:443,http:80"\n    ${prefix}forward-port: '80:443'\n`,
      '      name: http\n    - name: https\n      port: 443\n      targetPort: 8080\n',
    ),
  );
});

test('the listeners of an AlbConfig get an access control list', () => {
  const code = (list: string): string => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: console
spec:
  ingressClassName: alb
  rules:
    - host: admin.example.com
---
apiVersion: alibabacloud.com/v1
kind: AlbConfig
metadata:
  name: alb
spec:
  listeners:
    - port: 443
      protocol: HTTPS
${list}`;
  expect(fixed('web.yaml', code(''), 'kubernetes/no-source-whitelist', 'Let in office')).toBe(
    code('      aclConfig:\n        aclType: White\n        aclEntries:\n          - 203.0.113.0/24\n'),
  );
});

test('hosts outside of the mesh have no certificate of it', () => {
  const code = (host: string): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata:
  name: ratings
spec:
  host: ${host}
  trafficPolicy:
    tls: { mode: DISABLE, sni: ratings }
`;
  expect(titlesOf(code('ratings.shop.svc.cluster.local'), 'tls/mesh-destination')).toEqual([
    'Use ISTIO_MUTUAL',
    'Remove tls: the mesh decides',
  ]);
  expect(titlesOf(code('api.partner.example.com'), 'tls/mesh-destination')).toEqual(['Use SIMPLE']);
  expect(fixed('web.yaml', code('ratings'), 'tls/mesh-destination', 'Remove tls')).toBe(
    code('ratings').replace(/ {2}trafficPolicy:\n.*\n/, ''),
  );
});
