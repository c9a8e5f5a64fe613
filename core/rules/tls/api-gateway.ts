import type { Fix } from '../../changes/change.ts';
import { mended } from '../../changes/fields.ts';
import type { List } from '../../network/model.ts';
import type { ServiceDomain } from '../../network/services.ts';
import type { Text } from '../../text/message.ts';
import { allOf, anyOf, holds, not, type Truth } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';
import { httpsFixes } from './protocol-fixes.ts';

const force: Text = { en: 'Force HTTPS', zh: '强制 HTTPS' };

export const apiGatewayTls = defineRule({
  id: 'tls/api-gateway',
  severity: 'warning',
  recommended: true,
  title: { en: 'API callable over plain HTTP', zh: 'API 可通过明文 HTTP 调用' },
  description: {
    en: 'An API of API Gateway accepts HTTP, alone or beside HTTPS, so tokens, signatures and data travel in plain text when a client chooses it. The same for domains of a cloud-native API gateway (APIG) that speak HTTP, or HTTPS without forcing it.',
    zh: 'API 网关的 API 接受 HTTP（单独或与 HTTPS 并存），客户端选用 HTTP 时，令牌、签名与数据以明文传输。云原生 API 网关（APIG）的域名使用 HTTP，或启用 HTTPS 但未强制跳转，同样报告。',
  },
  remedy: {
    en: 'Allow HTTPS only: `protocol = "HTTPS"`, `RequestProtocol: HTTPS`; on APIG domains `protocol = "HTTPS"` with `force_https = true`.',
    zh: '只允许 HTTPS：`protocol = "HTTPS"`、`RequestProtocol: HTTPS`；APIG 域名设置 `protocol = "HTTPS"` 与 `force_https = true`。',
  },
  bad: [
    terraform(`resource "alicloud_api_gateway_api" "orders" {
  name      = "orders"
  auth_type = "APP"
  request_config {
    protocol = "HTTP,HTTPS"
    method   = "GET"
    path     = "/orders"
    mode     = "MAPPING"
  }
}
`),
    ros('Orders', 'ALIYUN::ApiGateway::Api', 'ApiName: orders', 'RequestConfig:', '  RequestProtocol: HTTP'),
  ],
  good: [
    terraform(`resource "alicloud_api_gateway_api" "orders" {
  name      = "orders"
  auth_type = "APP"
  request_config {
    protocol = "HTTPS"
    method   = "GET"
    path     = "/orders"
    mode     = "MAPPING"
  }
}
`),
    ros('Orders', 'ALIYUN::ApiGateway::Api', 'ApiName: orders', 'RequestConfig:', '  RequestProtocol: HTTPS'),
  ],
  check(context) {
    const { model, report } = context;
    for (const api of model.apis) {
      const { resource, protocols, product } = api;
      for (const protocol of protocols ?? []) {
        const name = product?.kind === 'known' ? product.value : 'API Gateway';
        report(
          holds(protocol, (word) => word === 'HTTP'),
          {
            resource,
            at: protocol,
            because: missing(protocol),
            fixes: () => httpsFixes(api, protocols ?? [], protocol),
            message: {
              en: `This API of ${name} can be called over plain HTTP. Allow HTTPS only.`,
              zh: `此 ${name} 的 API 可通过明文 HTTP 调用。请只允许 HTTPS。`,
            },
          },
        );
      }
    }
    for (const domain of model.serviceDomains) checkDomain(context, domain);
  },
});

function checkDomain({ report }: RuleContext, domain: ServiceDomain): void {
  const { resource, product, protocols, forcesHttps, certificate } = domain;
  if (product?.kind !== 'known' || product.value !== 'cloud-native-gateway') return;
  for (const protocol of protocols ?? []) {
    report(
      holds(protocol, (word) => word === 'HTTP'),
      {
        resource,
        at: protocol,
        because: missing(protocol),
        // HTTPS wants a certificate, which only a person has.
        fixes: () => (certificate && isTrue(certificate) === 'yes' ? secured(domain, protocol) : []),
        message: {
          en: 'This gateway domain speaks plain HTTP. Set its protocol to HTTPS and force it.',
          zh: '此网关域名使用明文 HTTP。请将协议设为 HTTPS 并强制跳转。',
        },
      },
    );
  }
  if (!forcesHttps) return;
  report(allOf(not(isTrue(forcesHttps)), speaksHttps(protocols)), {
    resource,
    at: forcesHttps,
    because: missing(forcesHttps),
    fixes: () => mended(domain, 'forcesHttps', true, force),
    message: {
      en: 'This gateway domain answers HTTP beside HTTPS. Force HTTPS.',
      zh: '此网关域名在 HTTPS 之外仍响应 HTTP。请强制 HTTPS。',
    },
  });
}

/** HTTPS, and nothing else: for a domain with HTTPS the switch is required. */
function secured(domain: ServiceDomain, protocol: Value<string>): readonly Fix[] {
  const forced = mended(domain, 'forcesHttps', true, force).flatMap(({ changes }) => changes);
  const isForced = domain.forcesHttps && isTrue(domain.forcesHttps) === 'yes';
  return httpsFixes(domain, domain.protocols ?? [], protocol).map((fix) => ({
    ...fix,
    changes: isForced ? fix.changes : [...fix.changes, ...forced],
  }));
}

function speaksHttps(protocols: List<string> | undefined): Truth {
  return anyOf('no', ...(protocols ?? []).map((protocol) => holds(protocol, (word) => word === 'HTTPS')));
}
