import type { Fix } from '../../changes/change.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { Resource } from '../../dialects/resource.ts';
import { allOf, holds, not } from '../../values/truth.ts';
import type { Value } from '../../values/value.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';

export const functionAnonymous = defineRule({
  id: 'exposure/function-anonymous',
  severity: 'warning',
  recommended: true,
  title: { en: 'Function that anyone may call', zh: '任何人都可调用的函数' },
  description: {
    en: `An HTTP trigger or custom domain of Function Compute with the authentication type \`anonymous\` runs the function for everyone who knows its URL, with the rights of its RAM role and at your expense. Not reported when the trigger's internet URL is switched off.`,
    zh: `函数计算的 HTTP 触发器或自定义域名若认证方式为 \`anonymous\`，任何知道 URL 的人都能运行函数，使用的是其 RAM 角色的权限，费用由您承担。触发器已禁用公网 URL 时不报告。`,
  },
  remedy: {
    en: 'Set the authentication type to `function` or `jwt`, or put an API gateway that authenticates in front.',
    zh: '将认证方式设为 `function` 或 `jwt`，或在前面放置负责认证的 API 网关。',
  },
  bad: [
    terraform(`resource "alicloud_fcv3_trigger" "web" {
  function_name  = "web"
  trigger_type   = "http"
  trigger_config = jsonencode({ authType = "anonymous", methods = ["GET", "POST"] })
}
`),
    ros(
      'Trigger',
      'ALIYUN::FC3::Trigger',
      'FunctionName: web',
      'TriggerName: http',
      'TriggerType: http',
      'TriggerConfig:',
      '  AuthType: anonymous',
      '  Methods: [GET]',
    ),
  ],
  good: [
    terraform(`resource "alicloud_fcv3_trigger" "web" {
  function_name  = "web"
  trigger_type   = "http"
  trigger_config = jsonencode({ authType = "function", methods = ["GET"] })
}
`),
    ros(
      'Trigger',
      'ALIYUN::FC3::Trigger',
      'FunctionName: web',
      'TriggerName: http',
      'TriggerType: http',
      'TriggerConfig:',
      '  AuthType: anonymous',
      '  DisableURLInternet: true',
    ),
  ],
  check(context) {
    checkTriggers(context);
    checkDomains(context);
  },
});

function checkTriggers({ model, report }: RuleContext): void {
  for (const trigger of model.functionTriggers) {
    const { resource, http, authentication, internetDisabled } = trigger;
    if (!http || !authentication) continue;
    const anonymous = holds(authentication, (type) => type === 'anonymous');
    report(allOf(isTrue(http), anonymous, internetDisabled ? not(isTrue(internetDisabled)) : 'yes'), {
      resource,
      at: authentication,
      because: missing(http, authentication, internetDisabled),
      fixes: () => signed(resource, authentication),
      message: {
        en: 'Anyone who knows the URL of this HTTP trigger can run the function. Set its authentication type to function or jwt.',
        zh: '任何知道此 HTTP 触发器 URL 的人都能运行函数。请将认证方式设为 function 或 jwt。',
      },
    });
  }
}

function checkDomains({ model, report }: RuleContext): void {
  for (const { resource, authentication } of model.serviceDomains) {
    if (!authentication) continue;
    report(
      holds(authentication, (type) => type === 'anonymous'),
      {
        resource,
        at: authentication,
        because: missing(authentication),
        fixes: () => signed(resource, authentication),
        message: {
          en: 'Anyone can call the functions behind this domain without authentication. Set the authentication type to function or jwt.',
          zh: '任何人无需认证即可调用此域名后的函数。请将认证方式设为 function 或 jwt。',
        },
      },
    );
  }
}

/** Callers sign their requests: the type that needs no further settings. */
function signed(resource: Resource, authentication: Value<string>): readonly Fix[] {
  if (authentication.kind !== 'known' || authentication.byDefault) return [];
  // A text that an expression makes has no place for the word alone.
  const { source, start, end } = authentication.definedAt ?? authentication.at;
  if (!/^\W?anonymous\W?$/i.test(source.text.slice(start, end))) return [];
  return rewritten(resource, authentication, 'function', { en: 'Ask for signed requests', zh: '要求签名认证' });
}
