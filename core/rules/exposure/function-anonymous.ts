import { allOf, holds, not } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { byDefault, isTrue, missing } from '../services/whitelists.ts';

export const functionAnonymous = defineRule({
  id: 'exposure/function-anonymous',
  severity: 'warning',
  recommended: true,
  title: { en: 'Function that anyone may call', zh: '任何人都可调用的函数' },
  description: {
    en: `An HTTP trigger or custom domain of Function Compute with the authentication type \`anonymous\` runs the function for everyone who knows its URL, with the rights of its RAM role and at your expense. Not reported when the trigger's internet URL is switched off.

A function whose code may reach the internet is an info: what it reads can leave. \`internet_access\` of a service is true by default.`,
    zh: `函数计算的 HTTP 触发器或自定义域名若认证方式为 \`anonymous\`，任何知道 URL 的人都能运行函数，使用的是其 RAM 角色的权限，费用由您承担。触发器已禁用公网 URL 时不报告。

函数代码可访问互联网的，作为提示报告：它读到的数据可以外传。服务的 \`internet_access\` 默认为 true。`,
  },
  remedy: {
    en: 'Set the authentication type to `function` or `jwt`, or put an API gateway that authenticates in front. Switch internet access off where the code does not need it.',
    zh: '将认证方式设为 `function` 或 `jwt`，或在前面放置负责认证的 API 网关。代码不需要访问互联网时，关闭公网访问。',
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
    terraform(`resource "alicloud_fc_service" "jobs" {
  name            = "jobs"
  internet_access = true
}
`),
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
    ros('Jobs', 'ALIYUN::FC::Service', 'ServiceName: jobs', 'InternetAccess: false'),
  ],
  check(context) {
    checkTriggers(context);
    checkDomains(context);
    for (const { resource, internetAccess } of context.model.functionServices) {
      if (!internetAccess) continue;
      context.report(isTrue(internetAccess), {
        resource,
        at: internetAccess,
        severity: 'info',
        because: missing(internetAccess),
        message: byDefault(internetAccess)
          ? {
              en: 'The functions of this service can reach the internet, as they do by default; switch internet access off if they do not need it',
              zh: '此服务的函数默认可访问互联网；若不需要，请关闭公网访问',
            }
          : {
              en: 'The code of this function can reach the internet; switch internet access off if it does not need it',
              zh: '此函数的代码可访问互联网；若不需要，请关闭公网访问',
            },
      });
    }
  },
});

function checkTriggers({ model, report }: RuleContext): void {
  for (const { resource, http, authentication, internetDisabled } of model.functionTriggers) {
    if (!http || !authentication) continue;
    const anonymous = holds(authentication, (type) => type === 'anonymous');
    report(allOf(isTrue(http), anonymous, internetDisabled ? not(isTrue(internetDisabled)) : 'yes'), {
      resource,
      at: authentication,
      because: missing(http, authentication, internetDisabled),
      message: {
        en: 'Anyone who knows the URL of this HTTP trigger can run the function; set its authentication type to function or jwt',
        zh: '任何知道此 HTTP 触发器 URL 的人都能运行函数；请将认证方式设为 function 或 jwt',
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
        message: {
          en: 'Anyone can call the functions behind this domain without authentication; set the authentication type to function or jwt',
          zh: '任何人无需认证即可调用此域名后的函数；请将认证方式设为 function 或 jwt',
        },
      },
    );
  }
}
