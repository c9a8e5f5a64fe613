import type { CdnDomain, CdnSetting } from '../../network/services.ts';
import type { Text } from '../../text/message.ts';
import { allOf, holds, not } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isOn, isSet, named, titleOf } from '../services/cdn.ts';
import { ros, terraform } from '../services/examples.ts';
import { isFalse, isTrue, missing } from '../services/whitelists.ts';
import { argumentFixes, functionFixes } from './cdn-fixes.ts';

const oldVersions: readonly (readonly [argument: string, version: string])[] = [
  ['tls10', 'TLS 1.0'],
  ['tls11', 'TLS 1.1'],
];

export const cdnTls = defineRule({
  id: 'tls/cdn',
  severity: 'warning',
  recommended: true,
  title: { en: 'CDN without HTTPS, or with weak HTTPS', zh: 'CDN 未启用 HTTPS 或 HTTPS 设置较弱' },
  description: {
    en: `A CDN, DCDN or ESA domain

- has no certificate, so that it speaks plain HTTP only (Terraform, where the certificate stands on the domain);
- has a certificate but does not redirect HTTP to HTTPS: no \`https_force\` for it, or one that is off, or \`http_force\`;
- lets in TLS 1.0 or 1.1 in \`https_tls_version\`, or, for CDN, has no such function: the default lets in both;
- fetches from the origin over HTTP (\`forward_scheme\` with \`scheme_origin\` http).

One finding for each, at the value or at the domain's name. Where functions are set that we cannot read, nothing is said of what they may set.`,
    zh: `CDN、DCDN 或 ESA 域名存在以下情况之一：

- 没有证书，只提供明文 HTTP（Terraform 中证书在域名资源上设置）；
- 有证书但未将 HTTP 跳转到 HTTPS：未配置 \`https_force\`、已关闭，或配置了 \`http_force\`；
- 在 \`https_tls_version\` 中允许 TLS 1.0 或 1.1，或 CDN 域名未配置该功能（默认两者都允许）；
- 以 HTTP 回源（\`forward_scheme\` 的 \`scheme_origin\` 为 http）。

各报告一次，位置为取值处或域名资源名。若配置了无法读取的功能，则对其可能设置的内容不作判断。`,
  },
  remedy: {
    en: 'Give the domain a certificate, add `https_force` with `enable = on`, switch `tls10` and `tls11` off in `https_tls_version`, and set `forward_scheme` to https.',
    zh: '为域名配置证书，添加 `https_force`（`enable = on`），在 `https_tls_version` 中关闭 `tls10` 与 `tls11`，并将 `forward_scheme` 设为 https。',
  },
  references: ['https://www.alibabacloud.com/help/en/cdn/user-guide/configure-tls-version-control'],
  bad: [
    terraform(`resource "alicloud_cdn_domain_new" "static" {
  domain_name = "static.example.com"
  cdn_type    = "web"
}
`),
    terraform(`resource "alicloud_cdn_domain_config" "versions" {
  domain_name   = "static.example.com"
  function_name = "https_tls_version"
  function_args {
    arg_name  = "tls10"
    arg_value = "on"
  }
}
`),
    ros(
      'Config',
      'ALIYUN::CDN::DomainConfig',
      'DomainNames: static.example.com',
      'FunctionList:',
      '  - functionName: forward_scheme',
      '    functionArgs:',
      '      - argName: scheme_origin',
      '        argValue: http',
    ),
  ],
  good: [
    terraform(`resource "alicloud_cdn_domain_new" "static" {
  domain_name = "static.example.com"
  cdn_type    = "web"
  certificate_config {
    cert_id = "12345"
  }
}

resource "alicloud_cdn_domain_config" "force" {
  domain_name   = alicloud_cdn_domain_new.static.domain_name
  function_name = "https_force"
  function_args {
    arg_name  = "enable"
    arg_value = "on"
  }
}

resource "alicloud_cdn_domain_config" "versions" {
  domain_name   = alicloud_cdn_domain_new.static.domain_name
  function_name = "https_tls_version"
  function_args {
    arg_name  = "tls10"
    arg_value = "off"
  }
  function_args {
    arg_name  = "tls11"
    arg_value = "off"
  }
}
`),
    ros(
      'Config',
      'ALIYUN::CDN::DomainConfig',
      'DomainNames: static.example.com',
      'FunctionList:',
      '  - functionName: https_force',
      '    functionArgs:',
      '      - argName: enable',
      '        argValue: "on"',
    ),
  ],
  check(context) {
    checkDomains(context);
    checkSettings(context);
  },
});

function checkDomains(context: RuleContext): void {
  const { model, report } = context;
  for (const domain of model.cdnDomains) {
    const { resource, at, https } = domain;
    if (!https) continue;
    const title = titleOf(domain);
    report(isFalse(https), {
      resource,
      at,
      because: missing(https),
      message: {
        en: `The ${title.en} has no HTTPS, so everything it delivers travels in plain text. Give it a certificate.`,
        zh: `${title.zh} 未启用 HTTPS，内容以明文传输。请配置证书。`,
      },
    });
    const forced = isOn(model.cdnSettings, domain, 'https_force', 'enable');
    report(allOf(isTrue(https), not(forced)), {
      resource,
      at,
      because: missing(https, ...model.cdnSettings.flatMap((setting) => [setting.name, ...(setting.domains ?? [])])),
      fixes: () => functionFixes(domain, 'https_force', { enable: 'on' }),
      message: {
        en: `The ${title.en} delivers over HTTP beside HTTPS. Add the function https_force with enable = on.`,
        zh: `${title.zh} 在 HTTPS 之外仍提供 HTTP。请添加 https_force 功能并设置 enable = on。`,
      },
    });
    checkDefaultVersions(context, domain);
  }
}

/** CDN lets in TLS 1.0 and 1.1 until a function says otherwise (CDN, configure TLS versions and cipher suites). */
function checkDefaultVersions({ model, report }: RuleContext, domain: CdnDomain): void {
  const { resource, at, https, product } = domain;
  if (!https || product?.kind !== 'known' || product.value !== 'CDN') return;
  const title = titleOf(domain);
  report(allOf(isTrue(https), not(isSet(model.cdnSettings, domain, 'https_tls_version'))), {
    resource,
    at,
    because: missing(https, ...model.cdnSettings.flatMap((setting) => [setting.name, ...(setting.domains ?? [])])),
    fixes: () => functionFixes(domain, 'https_tls_version', { tls10: 'off', tls11: 'off', tls12: 'on', tls13: 'on' }),
    message: {
      en: `The ${title.en} accepts TLS 1.0 and 1.1, as it does by default. Add the function https_tls_version with tls10 and tls11 off.`,
      zh: `${title.zh} 默认接受 TLS 1.0 与 1.1。请添加 https_tls_version 功能，关闭 tls10 与 tls11。`,
    },
  });
}

function checkSettings(context: RuleContext): void {
  const { cdnSettings } = context.model;
  for (const setting of named(cdnSettings, 'https_tls_version')) {
    for (const [argument, version] of oldVersions) {
      checkArgument(context, setting, argument, 'on', 'off', {
        en: `This domain accepts ${version}, which has known weaknesses. Switch ${argument} off.`,
        zh: `此域名接受存在已知弱点的 ${version}。请关闭 ${argument}。`,
      });
    }
    checkArgument(context, setting, 'enable', 'off', 'on', {
      en: 'HTTPS is switched off for this site. Switch it on.',
      zh: '此站点已关闭 HTTPS。请开启。',
    });
  }
  for (const setting of named(cdnSettings, 'http_force')) {
    checkArgument(context, setting, 'enable', 'on', 'off', {
      en: 'This domain redirects HTTPS to plain HTTP. Use https_force instead.',
      zh: '此域名将 HTTPS 跳转到明文 HTTP。请改用 https_force。',
    });
  }
  for (const setting of named(cdnSettings, 'https_force')) {
    checkArgument(context, setting, 'enable', 'off', 'on', {
      en: 'HTTP is not redirected to HTTPS. Switch https_force on.',
      zh: 'HTTP 未跳转到 HTTPS。请开启 https_force。',
    });
  }
  for (const setting of named(cdnSettings, 'forward_scheme')) {
    checkArgument(context, setting, 'scheme_origin', 'http', 'https', {
      en: 'The CDN fetches from the origin over plain HTTP. Change this to https.',
      zh: 'CDN 以明文 HTTP 回源。请改为 https。',
    });
  }
}

function checkArgument(
  { report }: RuleContext,
  setting: CdnSetting,
  argument: string,
  bad: string,
  instead: string,
  message: Text,
): void {
  const value = setting.arguments?.get(argument);
  if (!value) return;
  report(
    holds(value, (word) => word === bad),
    {
      resource: setting.resource,
      at: value,
      because: missing(value),
      message,
      fixes: () => argumentFixes(setting, argument, value, instead),
    },
  );
}
