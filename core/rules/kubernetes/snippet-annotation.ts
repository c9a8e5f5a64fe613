import { fixOf, put } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import { entryOf } from '../../network/kubernetes.ts';
import { holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { manifest } from './manifest-example.ts';
import { titleOf } from './wording.ts';

const snippets = /^nginx\.(ingress\.kubernetes\.io|org)\/([a-z-]+-snippets?)$/;

export const snippetAnnotation = defineRule({
  id: 'kubernetes/snippet-annotation',
  severity: 'warning',
  recommended: false,
  title: { en: 'nginx configuration by annotation', zh: '通过注解写入 nginx 配置' },
  description: {
    en: 'A snippet annotation writes into the controller\'s configuration: whoever may write an Ingress can read all of the cluster\'s Secrets through it (CVE-2021-25742) or open other ports. The ConfigMap setting `allow-snippet-annotations: "true"`, which makes this possible, is reported too.',
    zh: 'snippet 注解会直接写入控制器的配置：能写 Ingress 的人可借此读取集群的所有 Secret（CVE-2021-25742）或打开其他端口。使其生效的 ConfigMap 设置 `allow-snippet-annotations: "true"` 也会报告。',
  },
  remedy: {
    en: 'Use the annotation that is made for the purpose, and keep `allow-snippet-annotations` off.',
    zh: '使用对应用途的专用注解，并保持 `allow-snippet-annotations` 关闭。',
  },
  references: ['https://github.com/kubernetes/ingress-nginx/issues/7837'],
  bad: [
    manifest(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/server-snippet: |
      location /status { stub_status; }
spec:
  ingressClassName: nginx
`),
  ],
  good: [
    manifest(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
  annotations:
    nginx.ingress.kubernetes.io/proxy-body-size: 8m
spec:
  ingressClassName: nginx
`),
  ],
  check({ kubernetes, report }) {
    for (const ingress of kubernetes?.ingresses ?? []) {
      for (const [key, { key: at }] of ingress.annotations.entries) {
        const name = snippets.exec(key)?.[2];
        if (name === undefined) continue;
        report('yes', {
          resource: ingress.resource,
          at,
          fixes: () =>
            fixOf({ en: `Remove ${name}`, zh: `删除 ${name}` }, [
              put(ingress.resource, ['metadata', 'annotations', key], undefined),
            ]),
          message: {
            en: `${titleOf(ingress)} writes nginx configuration through ${name}, which can read every Secret of the cluster. Use an annotation made for the purpose.`,
            zh: `${titleOf(ingress)} 通过 ${name} 写入 nginx 配置，可借此读取集群的所有 Secret。请使用专用注解。`,
          },
        });
      }
    }
    for (const map of kubernetes?.configMaps ?? []) {
      const allowed = map.data.incomplete ? undefined : entryOf(map.data, 'allow-snippet-annotations');
      if (!allowed) continue;
      report(
        holds(allowed, (value) => value.toLowerCase() === 'true'),
        {
          resource: map.resource,
          at: allowed,
          fixes: () =>
            allowed.kind === 'known'
              ? rewritten(map.resource, allowed, 'false', {
                  en: 'Turn snippet annotations off',
                  zh: '关闭 snippet 注解',
                })
              : [],
          message: {
            en: `${titleOf(map)} allows snippet annotations, so that whoever writes an Ingress can read every Secret of the cluster. Set it to "false".`,
            zh: `${titleOf(map)} 允许 snippet 注解，能写 Ingress 的人可借此读取集群的所有 Secret。请设为 "false"。`,
          },
        },
      );
    }
  },
});
