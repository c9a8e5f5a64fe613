import type { Fix } from '../../changes/change.ts';
import { annotated, fixOf } from '../../changes/objects.ts';
import { rewritten } from '../../changes/rewriting.ts';
import { albPrefix, controllerOf, listenPorts, nginxPrefix } from '../../network/ingress-controllers.ts';
import { entryOf, type Ingress, type KubernetesModel } from '../../network/kubernetes.ts';
import type { Text } from '../../text/message.ts';
import type { Location } from '../../text/source.ts';
import { holds, type Truth } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { manifest } from '../kubernetes/manifest-example.ts';
import { titleOf } from '../kubernetes/wording.ts';
import { defineRule } from '../rule.ts';

const ingress = (annotations: string, className = 'nginx'): ReturnType<typeof manifest> =>
  manifest(`
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
${annotations}spec:
  ingressClassName: ${className}
  tls:
    - hosts: [shop.example.com]
      secretName: shop-tls
  rules:
    - host: shop.example.com
`);

const withAnnotation = (key: string, value: string): string => `  annotations:\n    ${key}: ${value}\n`;

export const ingressRedirect = defineRule({
  id: 'tls/ingress-redirect',
  severity: 'warning',
  recommended: true,
  title: { en: 'HTTP stays open beside HTTPS', zh: 'HTTPS 之外仍开放 HTTP' },
  description: {
    en: `\`spec.tls\` does not switch HTTP off: whether requests in plain text are answered or sent on to HTTPS is up to the controller. Reported: nginx and MSE with \`ssl-redirect: "false"\`, an nginx ConfigMap that turns the redirect off for all, ALB and AWS listening on HTTP beside HTTPS without redirect, GKE without \`kubernetes.io/ingress.allow-http: "false"\`.

Not reported: nginx without annotation, which redirects where there is TLS, and an Ingress of which nothing says who answers for it. An Ingress without TLS is \`tls/ingress\`.`,
    zh: `\`spec.tls\` 并不会关闭 HTTP：明文请求是直接响应还是跳转到 HTTPS 取决于控制器。会报告：nginx 和 MSE 设置了 \`ssl-redirect: "false"\`；nginx ConfigMap 全局关闭跳转；ALB 和 AWS 同时监听 HTTP 与 HTTPS 而不跳转；GKE 未设置 \`kubernetes.io/ingress.allow-http: "false"\`。

不报告：没有注解的 nginx（有 TLS 时默认跳转），以及看不出由哪个控制器处理的 Ingress。没有 TLS 的 Ingress 由 \`tls/ingress\` 报告。`,
  },
  remedy: {
    en: 'Set `ssl-redirect: "true"` (`nginx.ingress.kubernetes.io/` or `alb.ingress.kubernetes.io/`), or listen on HTTPS alone.',
    zh: '设置 `ssl-redirect: "true"`（`nginx.ingress.kubernetes.io/` 或 `alb.ingress.kubernetes.io/`），或只监听 HTTPS。',
  },
  bad: [
    ingress(withAnnotation(`${nginxPrefix}ssl-redirect`, '"false"')),
    ingress(withAnnotation(`${albPrefix}listen-ports`, `'[{"HTTP": 80}, {"HTTPS": 443}]'`), 'alb'),
  ],
  good: [
    ingress(''),
    ingress(
      `${withAnnotation(`${albPrefix}listen-ports`, `'[{"HTTP": 80}, {"HTTPS": 443}]'`)}    ${albPrefix}ssl-redirect: "true"\n`,
      'alb',
    ),
  ],
  check({ kubernetes, report }) {
    if (!kubernetes) return;
    for (const one of kubernetes.ingresses) {
      const { open, at, setting, by = 'true' } = plainHttp(one, kubernetes);
      report(open, {
        resource: one.resource,
        at,
        fixes: () => redirected(one, setting, by, 'kind' in at ? at : undefined),
        message: {
          en: `${titleOf(one)} answers in plain HTTP beside HTTPS. Redirect to HTTPS with ssl-redirect: "true", or close HTTP.`,
          zh: `${titleOf(one)} 在 HTTPS 之外仍响应明文 HTTP。请用 ssl-redirect: "true" 跳转到 HTTPS，或关闭 HTTP。`,
        },
      });
    }
    for (const map of kubernetes.configMaps) {
      const redirect = map.data.entries.get('ssl-redirect')?.value;
      const forced = map.data.entries.get('force-ssl-redirect')?.value;
      if (!redirect || (forced?.kind === 'known' && forced.value === 'true')) continue;
      report(holds(redirect, isFalse), {
        resource: map.resource,
        at: redirect,
        fixes: () => (redirect.kind === 'known' ? rewritten(map.resource, redirect, 'true', toHttps) : []),
        message: {
          en: `${titleOf(map)} turns the redirect to HTTPS off for every Ingress of the controller. Remove ssl-redirect or set it to "true".`,
          zh: `${titleOf(map)} 为控制器的所有 Ingress 关闭了到 HTTPS 的跳转。请删除 ssl-redirect 或设为 "true"。`,
        },
      });
    }
  },
});

const isFalse = (text: string): boolean => text.toLowerCase() === 'false';
const isTrue = (text: string): boolean => text.toLowerCase() === 'true';

interface PlainHttp {
  readonly open: Truth;
  /** The setting that leaves it open, or the Ingress's name. */
  readonly at: Value<unknown> | Location;
  /** The annotation that closes it, where none is written. */
  readonly setting?: string;
  /** What the annotation has to say; `true` where nothing is said. */
  readonly by?: string;
}

const toHttps: Text = { en: 'Redirect to HTTPS', zh: '跳转到 HTTPS' };

function redirected(
  { resource }: Ingress,
  setting: string | undefined,
  by: string,
  written: Value<unknown> | undefined,
): readonly Fix[] {
  const title = by === 'false' ? { en: 'Close HTTP', zh: '关闭 HTTP' } : toHttps;
  if (setting !== undefined) return fixOf(title, [annotated(resource, { [setting]: by })]);
  return written?.kind === 'known' ? rewritten(resource, written, by, title) : [];
}

function plainHttp(ingress: Ingress, model: KubernetesModel): PlainHttp {
  const closed: PlainHttp = { open: 'no', at: ingress.at };
  const listen = listenPorts(ingress);
  const encrypted = ingress.tls.length > 0 || listen?.ports.some(({ protocol }) => protocol === 'HTTPS');
  if (!encrypted) return closed;
  const setting = (key: string): Value<string> | undefined => ingress.annotations.entries.get(key)?.value;
  const allowed = setting('kubernetes.io/ingress.allow-http');
  const controller = controllerOf(ingress, model);
  // GKE's annotation; other controllers ignore it, and whoever writes it means it.
  if (allowed) return { open: holds(allowed, (text) => !isFalse(text)), at: allowed, by: 'false' };
  switch (controller) {
    case 'nginx':
    case 'mse': {
      const redirect = setting(`${nginxPrefix}ssl-redirect`);
      const forced = setting(`${nginxPrefix}force-ssl-redirect`);
      if (!redirect || (forced?.kind === 'known' && isTrue(forced.value))) return closed;
      return { open: holds(redirect, isFalse), at: redirect };
    }
    case 'alb':
    case 'aws': {
      const redirect =
        setting(`${albPrefix}ssl-redirect`) ??
        (controller === 'alb' ? setting(`${nginxPrefix}ssl-redirect`) : undefined);
      const redirects = redirect
        ? holds(redirect, (text) => !isFalse(text))
        : hasRedirectAction(ingress)
          ? 'yes'
          : 'no';
      const plain = listen?.ports.some(({ protocol }) => protocol === 'HTTP');
      // Without listen-ports an Ingress with TLS listens on HTTPS alone.
      if (!plain || redirects !== 'no' || !listen) return closed;
      // AWS wants to know the port to redirect to.
      const secure = listen.ports.find(({ protocol }) => protocol === 'HTTPS')?.port ?? 443;
      const by = controller === 'aws' ? `${secure}` : 'true';
      return { open: 'yes', at: listen.at, setting: redirectKey(ingress, controller), by };
    }
    case 'gce':
      return {
        open: entryOf(ingress.annotations, 'networking.gke.io/v1beta1.FrontendConfig') ? 'unknown' : 'yes',
        at: ingress.at,
        setting: 'kubernetes.io/ingress.allow-http',
        by: 'false',
      };
    default:
      return { ...closed, open: 'unknown' };
  }
}

/** The annotation that says so already, with another answer, else the controller's own. */
function redirectKey({ annotations }: Ingress, controller: 'alb' | 'aws'): string {
  const own = `${albPrefix}ssl-redirect`;
  const other = `${nginxPrefix}ssl-redirect`;
  return controller === 'alb' && !annotations.entries.has(own) && annotations.entries.has(other) ? other : own;
}

/** `actions.<name>` with a redirect to HTTPS, as ALB and AWS write it. */
function hasRedirectAction({ annotations }: Ingress): boolean {
  return [...annotations.entries].some(
    ([key, { value }]) =>
      key.startsWith(`${albPrefix}actions.`) && (value.kind !== 'known' || /redirect[\s\S]*https/i.test(value.value)),
  );
}
