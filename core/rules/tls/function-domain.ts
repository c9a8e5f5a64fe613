import { holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';
import { httpsFixes } from './protocol-fixes.ts';

export const functionDomainTls = defineRule({
  id: 'tls/function-domain',
  severity: 'warning',
  recommended: true,
  title: { en: 'Function domain accepts plain HTTP', zh: '函数域名接受明文 HTTP' },
  description: {
    en: 'A custom domain of Function Compute accepts HTTP, alone or beside HTTPS. There is no redirect: whoever calls it by HTTP is answered in plain text.',
    zh: '函数计算的自定义域名接受 HTTP（单独或与 HTTPS 并存）。它不会跳转：以 HTTP 调用时即以明文响应。',
  },
  remedy: {
    en: 'Set `protocol = "HTTPS"` (`Protocol: HTTPS`) and give the domain a certificate.',
    zh: '设置 `protocol = "HTTPS"`（`Protocol: HTTPS`），并为域名配置证书。',
  },
  bad: [
    terraform(`resource "alicloud_fc_custom_domain" "web" {
  domain_name = "www.example.com"
  protocol    = "HTTP"
}
`),
    terraform(`resource "alicloud_fcv3_custom_domain" "web" {
  custom_domain_name = "www.example.com"
  protocol           = "HTTP,HTTPS"
  cert_config {
    cert_name   = "www"
    certificate = file("www.pem")
    private_key = var.key
  }
}
`),
    ros(
      'Web',
      'ALIYUN::FC3::CustomDomain',
      'DomainName: www.example.com',
      "Protocol: 'HTTP,HTTPS'",
      'CertConfig:',
      '  CertName: www',
      '  Certificate: "{{resolve:kms-secret:certificate}}"',
      '  PrivateKey: "{{resolve:kms-secret:key}}"',
    ),
  ],
  good: [
    terraform(`resource "alicloud_fcv3_custom_domain" "web" {
  custom_domain_name = "www.example.com"
  protocol           = "HTTPS"
}
`),
    ros('Web', 'ALIYUN::FC::CustomDomain', 'DomainName: www.example.com', 'Protocol: HTTPS'),
  ],
  check({ model, report }) {
    for (const domain of model.serviceDomains) {
      const { resource, product, protocols, certificate } = domain;
      if (product?.kind !== 'known' || product.value !== 'function') continue;
      for (const protocol of protocols ?? []) {
        report(
          holds(protocol, (word) => word === 'HTTP'),
          {
            resource,
            at: protocol,
            because: missing(protocol),
            // HTTPS wants a certificate, which only a person has.
            fixes: () =>
              certificate && isTrue(certificate) === 'yes' ? httpsFixes(domain, protocols ?? [], protocol) : [],
            message: {
              en: 'This function domain answers plain HTTP. Allow HTTPS only.',
              zh: '此函数域名响应明文 HTTP。请只允许 HTTPS。',
            },
          },
        );
      }
    }
  },
});
