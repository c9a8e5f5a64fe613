import { mended } from '../../changes/fields.ts';
import type { Text } from '../../text/message.ts';
import { allOf, holds, not } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';

const authenticate: Text = { en: 'Authenticate callers by app (APP)', zh: '使用 APP 认证' };

const hide: Text = { en: 'Make it PRIVATE', zh: '设为 PRIVATE' };

export const apiAnonymous = defineRule({
  id: 'exposure/api-anonymous',
  severity: 'warning',
  recommended: false,
  title: { en: 'API without authentication, or public', zh: '无需认证或公开的 API' },
  description: {
    en: `An API of API Gateway with the authentication type \`ANONYMOUS\` can be called by everyone. With \`Visibility: PUBLIC\` (ROS) it is listed in the API market, where everyone may ask for its use. Not reported where the API's internet access is disabled.`,
    zh: `API 网关中认证方式为 \`ANONYMOUS\` 的 API，任何人都可调用。\`Visibility: PUBLIC\`（ROS）的 API 会公开到 API 市场，任何人都可申请使用。已禁用公网访问的 API 不报告。`,
  },
  remedy: {
    en: 'Use `APP` or `APPOPENID` authentication and `Visibility: PRIVATE`.',
    zh: '使用 `APP` 或 `APPOPENID` 认证，并设置 `Visibility: PRIVATE`。',
  },
  bad: [
    terraform(`resource "alicloud_api_gateway_api" "orders" {
  name      = "orders"
  auth_type = "ANONYMOUS"
}
`),
    ros('Orders', 'ALIYUN::ApiGateway::Api', 'ApiName: orders', 'AuthType: APP', 'Visibility: PUBLIC'),
  ],
  good: [
    terraform(`resource "alicloud_api_gateway_api" "orders" {
  name      = "orders"
  auth_type = "APP"
}
`),
    ros('Orders', 'ALIYUN::ApiGateway::Api', 'ApiName: orders', 'AuthType: APP', 'Visibility: PRIVATE'),
  ],
  check({ model, report }) {
    for (const api of model.apis) {
      const { resource, authentication, visible, internetDisabled } = api;
      const reachable = internetDisabled ? not(isTrue(internetDisabled)) : 'yes';
      if (authentication) {
        report(
          allOf(
            reachable,
            holds(authentication, (type) => type === 'anonymous'),
          ),
          {
            resource,
            at: authentication,
            because: missing(authentication, internetDisabled),
            fixes: () => mended(api, 'authentication', 'app', authenticate),
            message: {
              en: 'Anyone can call this API without authentication (ANONYMOUS). Set its authentication type to APP or APPOPENID.',
              zh: '任何人无需认证即可调用此 API（ANONYMOUS）。请将认证方式设为 APP 或 APPOPENID。',
            },
          },
        );
      }
      if (!visible) continue;
      report(allOf(reachable, isTrue(visible)), {
        resource,
        at: visible,
        because: missing(visible, internetDisabled),
        fixes: () => mended(api, 'visible', false, hide),
        message: {
          en: 'This API is PUBLIC: everyone finds it in the API market and may ask for its use. Set its visibility to PRIVATE.',
          zh: '此 API 为 PUBLIC：任何人都能在 API 市场中找到并申请使用。请将可见性设为 PRIVATE。',
        },
      });
    }
  },
});
