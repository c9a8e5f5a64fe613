import type { Fix } from '../../changes/change.ts';
import type { NetworkModel } from '../../network/model.ts';
import type { CdnSetting } from '../../network/services.ts';
import { allOf, anyOf, holds, not, type Truth } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { isOn, named, sameSite, titleOf } from '../services/cdn.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';
import { argumentFixes, functionFixes } from './cdn-fixes.ts';

export const hsts = defineRule({
  id: 'tls/hsts',
  severity: 'info',
  recommended: false,
  title: { en: 'CDN domain without HSTS', zh: 'CDN 域名未启用 HSTS' },
  description: {
    en: `A CDN, DCDN or ESA domain with HTTPS sends no \`Strict-Transport-Security\` header, so a browser's first request may go over plain HTTP and be redirected by someone else. Reported where HTTPS is on and the function \`HSTS\` is missing or off, or lasts less than the option \`maxAge\` in seconds (half a year).`,
    zh: `启用 HTTPS 的 CDN、DCDN 或 ESA 域名未返回 \`Strict-Transport-Security\` 响应头，浏览器的首次请求可能走明文 HTTP 并被他人劫持跳转。HTTPS 已启用而 \`HSTS\` 功能缺失、关闭，或有效期小于选项 \`maxAge\`（秒，默认半年）时报告。`,
  },
  remedy: {
    en: 'Add the function `HSTS` with `enabled = on` and `https_hsts_max_age` of at least half a year (15552000); for ESA set `hsts = "on"`.',
    zh: '添加 `HSTS` 功能，设置 `enabled = on`，`https_hsts_max_age` 至少半年（15552000）；ESA 设置 `hsts = "on"`。',
  },
  options: { maxAge: 15552000 },
  bad: [
    terraform(`resource "alicloud_dcdn_domain" "shop" {
  domain_name  = "shop.example.com"
  ssl_protocol = "on"
}
`),
    ros(
      'Config',
      'ALIYUN::CDN::DomainConfig',
      'DomainNames: static.example.com',
      'FunctionList:',
      '  - functionName: HSTS',
      '    functionArgs:',
      '      - argName: enabled',
      '        argValue: "off"',
    ),
  ],
  good: [
    terraform(`resource "alicloud_dcdn_domain" "shop" {
  domain_name  = "shop.example.com"
  ssl_protocol = "on"
}

resource "alicloud_dcdn_domain_config" "hsts" {
  domain_name   = alicloud_dcdn_domain.shop.domain_name
  function_name = "HSTS"
  function_args {
    arg_name  = "enabled"
    arg_value = "on"
  }
  function_args {
    arg_name  = "https_hsts_max_age"
    arg_value = "31536000"
  }
}
`),
  ],
  check(context) {
    const { model, report, options } = context;
    for (const domain of model.cdnDomains) {
      const { resource, at, https } = domain;
      if (!https) continue;
      const title = titleOf(domain);
      // A function that is there and off, or too short, is reported where it says so.
      const present = isOn(model.cdnSettings, domain, 'hsts', 'enabled', () => true);
      report(allOf(isTrue(https), not(present)), {
        resource,
        at,
        because: missing(https, ...model.cdnSettings.map((setting) => setting.name)),
        fixes: () => functionFixes(domain, 'HSTS', { enabled: 'on', https_hsts_max_age: seconds(options.maxAge) }),
        message: {
          en: `The ${title.en} sends no HSTS header. Add the function HSTS with a max-age of at least ${options.maxAge} seconds.`,
          zh: `${title.zh} 未返回 HSTS 响应头。请添加 HSTS 功能，max-age 至少 ${options.maxAge} 秒。`,
        },
      });
    }
    checkSites(context);
    for (const setting of named(model.cdnSettings, 'hsts')) {
      const { resource, arguments: given } = setting;
      const enabled = given?.get('enabled');
      const maxAge = given?.get('https_hsts_max_age');
      if (enabled) {
        report(
          holds(enabled, (word) => word === 'off' || word === 'false'),
          {
            resource,
            at: enabled,
            because: missing(enabled),
            fixes: () => argumentFixes(setting, 'enabled', enabled, 'on'),
            message: { en: 'HSTS is switched off. Switch it on.', zh: 'HSTS 已关闭。请开启。' },
          },
        );
      }
      if (!maxAge) continue;
      report(
        holds(maxAge, (word) => Number(word) < Number(options.maxAge)),
        {
          resource,
          at: maxAge,
          because: missing(maxAge),
          fixes: () => argumentFixes(setting, 'https_hsts_max_age', maxAge, seconds(options.maxAge)),
          message: {
            en: `HSTS lasts less than ${options.maxAge} seconds here. Raise the max-age.`,
            zh: `此处 HSTS 有效期不足 ${options.maxAge} 秒。请调大 max-age。`,
          },
        },
      );
    }
  },
});

/** ESA: a site with HTTPS settings here and no application configuration that turns HSTS on. */
function checkSites({ model, report, options }: RuleContext): void {
  for (const setting of named(model.cdnSettings, 'https_force')) {
    if (setting.product?.kind !== 'known' || setting.product.value !== 'ESA') continue;
    const here: Truth = anyOf(
      'no',
      ...named(model.cdnSettings, 'hsts').map((one) =>
        one.arguments?.has('enabled') ? allOf(sameSite(one, setting), one.exists) : 'no',
      ),
    );
    report(not(here), {
      resource: setting.resource,
      at: setting.at,
      because: missing(...(setting.domains ?? [])),
      fixes: () => siteFixes(model, setting, seconds(options.maxAge)),
      message: {
        en: 'The HTTPS configuration of this ESA site sets no HSTS. Add hsts = "on".',
        zh: '此 ESA 站点的 HTTPS 配置未启用 HSTS。请添加 hsts = "on"。',
      },
    });
  }
}

/** As long as the configuration wants it. */
function seconds(maxAge: unknown): string {
  return String(maxAge);
}

/** What the same resource says of HSTS is an entity of its own. */
function siteFixes(model: NetworkModel, { resource }: CdnSetting, maxAge: string): readonly Fix[] {
  return named(model.cdnSettings, 'hsts')
    .filter((one) => one.resource === resource)
    .map((entity) => ({
      title: { en: 'Switch HSTS on', zh: '开启 HSTS' },
      changes: [{ kind: 'set', entity, to: { arguments: { enabled: 'on', https_hsts_max_age: maxAge } } }],
    }));
}
