import type { Fix } from '../../changes/change.ts';
import { mended } from '../../changes/fields.ts';
import { removal } from '../../changes/removing.ts';
import type { ManagedService } from '../../network/model.ts';
import { assembleServices, productName } from '../../network/service-links.ts';
import type { Text } from '../../text/message.ts';
import { defineRule } from '../rule.ts';
import { inFamily, isTrue, missing, openToWorld } from '../services/whitelists.ts';

const removeEndpoint: Text = { en: 'Remove the public endpoint', zh: '去掉公网地址' };

const switchOff: Text = { en: 'Do without a public endpoint', zh: '不开通公网地址' };

export const databasePublicEndpoint = defineRule({
  id: 'exposure/database-public-endpoint',
  severity: 'warning',
  recommended: true,
  title: { en: 'Database with a public endpoint', zh: '数据库开通了公网地址' },
  description: {
    en: `The database gets an address that the internet resolves and reaches. Only the white list and the password are then left between it and everyone. With a white list that lets everyone in, this is an error.

Read from \`alicloud_db_connection\` and its kin, the net type of PolarDB endpoints, \`AllocatePublicConnection\`, \`DBInstanceNetType\`, \`Connections.PublicConnection\` and so on.`,
    zh: `数据库获得了互联网可解析、可访问的地址，此后只剩白名单和密码把关。若白名单放行所有地址，则为错误。

依据 \`alicloud_db_connection\` 等连接资源、PolarDB 连接地址的网络类型、\`AllocatePublicConnection\`、\`DBInstanceNetType\`、\`Connections.PublicConnection\` 等判断。`,
  },
  remedy: {
    en: 'Let clients connect inside of the VPC; reach it from outside through a VPN gateway, a bastion host or DMS.',
    zh: '让客户端在 VPC 内连接；确需从外部访问时，使用 VPN 网关、堡垒机或 DMS。',
  },
  bad: [
    {
      language: 'terraform',
      code: `resource "alicloud_db_instance" "orders" {
  engine       = "MySQL"
  security_ips = ["10.0.1.0/24"]
}

resource "alicloud_db_connection" "orders" {
  instance_id = alicloud_db_instance.orders.id
}
`,
    },
    {
      language: 'ros',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Orders:
    Type: ALIYUN::RDS::DBInstance
    Properties:
      Engine: MySQL
      SecurityIPList: 10.0.1.0/24
      AllocatePublicConnection: true
`,
    },
  ],
  good: [
    {
      language: 'terraform',
      code: `resource "alicloud_db_instance" "orders" {
  engine       = "MySQL"
  security_ips = ["10.0.1.0/24"]
}
`,
    },
    {
      language: 'ros',
      code: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Orders:
    Type: ALIYUN::RDS::DBInstance
    Properties:
      Engine: MySQL
      SecurityIPList: 10.0.1.0/24
      AllocatePublicConnection: false
`,
    },
  ],
  check({ model, report }) {
    for (const { members } of assembleServices(model.managedServices.filter(inFamily('database')))) {
      const open = openToWorld(members) === 'yes';
      for (const member of members) {
        const { publicEndpoint } = member;
        if (!publicEndpoint) continue;
        const product = productName(member);
        report(isTrue(publicEndpoint), {
          resource: member.resource,
          at: publicEndpoint,
          severity: open ? 'error' : 'warning',
          because: missing(publicEndpoint),
          fixes: () => endpointFixes(member),
          message: open
            ? {
                en: `This ${product} database gets a public endpoint while its white list lets everyone in. Remove the endpoint, or close the white list.`,
                zh: `此 ${product} 数据库开通了公网地址，而白名单放行所有地址。请去掉公网地址，或收紧白名单。`,
              }
            : {
                en: `This ${product} database gets a public endpoint. Connect inside of the VPC instead, or through a VPN or bastion host.`,
                zh: `此 ${product} 数据库开通了公网地址。请改为在 VPC 内连接，或通过 VPN、堡垒机访问。`,
              },
        });
      }
    }
  },
});

/** Where it is a setting, that is switched off; a resource that is nothing but the endpoint goes. */
function endpointFixes(member: ManagedService): readonly Fix[] {
  const own = mended(member, 'publicEndpoint', false, switchOff);
  return own.length > 0 || !member.of ? own : removal(member, removeEndpoint);
}
