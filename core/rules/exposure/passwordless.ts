import { mended } from '../../changes/fields.ts';
import { productName } from '../../network/service-links.ts';
import type { Text } from '../../text/message.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';

const askForPassword: Text = { en: 'Ask for the password', zh: '要求密码' };

export const passwordless = defineRule({
  id: 'exposure/passwordless',
  severity: 'warning',
  recommended: true,
  title: { en: 'Database without a password inside of the VPC', zh: 'VPC 内免密访问的数据库' },
  description: {
    en: 'Password-free access lets every machine in the VPC that the white list lets in read and change the data: `vpc_auth_mode = "Close"` in Terraform, `VpcPasswordFree: true` in ROS.',
    zh: '开启免密访问后，VPC 内任何被白名单放行的机器都能读取和修改数据：Terraform 中为 `vpc_auth_mode = "Close"`，ROS 中为 `VpcPasswordFree: true`。',
  },
  remedy: {
    en: 'Ask for the password: `vpc_auth_mode = "Open"`, `VpcPasswordFree: false`.',
    zh: '要求密码：`vpc_auth_mode = "Open"`、`VpcPasswordFree: false`。',
  },
  bad: [
    terraform(`resource "alicloud_kvstore_instance" "cache" {
  instance_type = "Redis"
  vpc_auth_mode = "Close"
}
`),
    ros('Cache', 'ALIYUN::REDIS::Instance', 'InstanceName: cache', 'VpcPasswordFree: true'),
  ],
  good: [
    terraform(`resource "alicloud_kvstore_instance" "cache" {
  instance_type = "Redis"
}
`),
    ros('Cache', 'ALIYUN::REDIS::Instance', 'InstanceName: cache', 'VpcPasswordFree: false'),
  ],
  check({ model, report }) {
    for (const service of model.managedServices) {
      if (!service.passwordless) continue;
      const product = productName(service);
      report(isTrue(service.passwordless), {
        resource: service.resource,
        at: service.passwordless,
        because: missing(service.passwordless),
        fixes: () => mended(service, 'passwordless', false, askForPassword),
        message: {
          en: `This ${product} instance asks for no password inside of the VPC. Turn password-free access off.`,
          zh: `此 ${product} 实例在 VPC 内无需密码即可访问。请关闭免密访问。`,
        },
      });
    }
  },
});
