/** The part of tls/missing-certificate that is about domains of API gateways and functions. */
import { allOf, anyOf, holds } from '../../values/truth.ts';
import type { RuleContext } from '../rule.ts';
import { isFalse, missing } from '../services/whitelists.ts';

/**
 * Domains that speak HTTPS and have no certificate. A domain of API Gateway names no protocol: without a certificate
 * it can only be called over HTTP, which is a warning.
 */
export function missingServiceCertificates({ model, report }: RuleContext): void {
  for (const { resource, at, product, protocols, certificate } of model.serviceDomains) {
    if (!certificate || product?.kind !== 'known') continue;
    if (product.value === 'api-gateway') {
      report(isFalse(certificate), {
        resource,
        at,
        severity: 'warning',
        because: missing(certificate),
        message: {
          en: 'This API gateway domain has no certificate, so its APIs can be called over plain HTTP only. Add one.',
          zh: '此 API 网关域名没有证书，其 API 只能通过明文 HTTP 调用。请配置证书。',
        },
      });
      continue;
    }
    const https = anyOf('no', ...(protocols ?? []).map((protocol) => holds(protocol, (word) => word === 'HTTPS')));
    report(allOf(https, isFalse(certificate)), {
      resource,
      at,
      because: missing(certificate, ...(protocols ?? [])),
      message:
        product.value === 'function'
          ? {
              en: 'This function domain is to speak HTTPS but has no certificate. Add one.',
              zh: '此函数域名启用了 HTTPS 却没有证书。请配置证书。',
            }
          : {
              en: 'This gateway domain is to speak HTTPS but names no certificate. Add one.',
              zh: '此网关域名启用了 HTTPS 却未指定证书。请配置证书。',
            },
    });
  }
}
