import { mended } from '../../changes/fields.ts';
import type { Text } from '../../text/message.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { byDefault, isTrue, missing } from '../services/whitelists.ts';

const switchOff: Text = { en: 'Switch internet access off', zh: '关闭公网访问' };

export const functionInternetAccess = defineRule({
  id: 'exposure/function-internet-access',
  severity: 'info',
  recommended: true,
  title: { en: 'Function whose code can reach the internet', zh: '函数代码可访问互联网' },
  description: {
    en: `The code of a Function Compute service or function may connect to the internet. What it reads can leave, and a dependency that turns against you can call home. \`internet_access\` of a service (FC 2.0) is true by default; of an FC 3.0 function only what is written counts.

Who may call the function is another question: \`exposure/function-anonymous\`.`,
    zh: `函数计算的服务或函数的代码可以访问互联网：它读到的数据可以外传，被植入恶意代码的依赖也能对外联系。服务（FC 2.0）的 \`internet_access\` 默认为 true；FC 3.0 的函数只看写明的取值。

谁可以调用函数是另一个问题，见 \`exposure/function-anonymous\`。`,
  },
  remedy: {
    en: 'Switch internet access off where the code does not need it; reach Alibaba Cloud services through the VPC.',
    zh: '代码不需要访问互联网时，关闭公网访问；访问阿里云服务请走 VPC。',
  },
  bad: [
    terraform(`resource "alicloud_fc_service" "jobs" {
  name            = "jobs"
  internet_access = true
}
`),
    ros('Jobs', 'ALIYUN::FC::Service', 'ServiceName: jobs', 'InternetAccess: true'),
  ],
  good: [
    terraform(`resource "alicloud_fc_service" "jobs" {
  name            = "jobs"
  internet_access = false
}
`),
    ros('Jobs', 'ALIYUN::FC::Service', 'ServiceName: jobs', 'InternetAccess: false'),
  ],
  check({ model, report }) {
    for (const service of model.functionServices) {
      const { resource, internetAccess } = service;
      if (!internetAccess) continue;
      report(isTrue(internetAccess), {
        resource,
        at: internetAccess,
        because: missing(internetAccess),
        fixes: () => mended(service, 'internetAccess', false, switchOff),
        message: byDefault(internetAccess)
          ? {
              en: 'The functions of this service can reach the internet, as they do by default. Switch internet access off if they do not need it.',
              zh: '此服务的函数默认可访问互联网。若不需要，请关闭公网访问。',
            }
          : {
              en: 'The code of this function can reach the internet. Switch internet access off if it does not need it.',
              zh: '此函数的代码可访问互联网。若不需要，请关闭公网访问。',
            },
      });
    }
  },
});
