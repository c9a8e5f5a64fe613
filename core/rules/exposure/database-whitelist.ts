import { entryFixes } from '../../changes/entries.ts';
import { AddressSet } from '../../network/addresses.ts';
import type { ManagedService } from '../../network/model.ts';
import { assembleServices, productName } from '../../network/service-links.ts';
import { allOf } from '../../values/truth.ts';
import { possibilities } from '../../values/value.ts';
import { defineRule, type RuleContext, type Severity } from '../rule.ts';
import {
  inFamily,
  isFalse,
  isTrue,
  missing,
  openEntries,
  publicEndpointOf,
  worldEntries,
} from '../services/whitelists.ts';

export const databaseWhitelist = defineRule({
  id: 'exposure/database-whitelist',
  severity: 'error',
  recommended: true,
  title: { en: 'Database white list open to everyone', zh: '数据库白名单对所有地址开放' },
  description: {
    en: `The IP white list of a database lets in every address: \`0.0.0.0/0\`, a bare \`0.0.0.0\`, \`::/0\`, or blocks that amount to it such as \`0.0.0.0/1\` and \`128.0.0.0/1\`. The white list is what stands between the network and the login. With a public endpoint the whole internet may try passwords (error); without one in the same files it is everything in the VPC and in networks connected to it, and the internet as soon as someone adds an endpoint (warning).

An entry that holds public addresses is a warning, unless the configuration names them as a network of yours. A \`pg_hba_conf\` that lets users log in from everywhere is an info: the white list stands before it. A missing white list is not reported: the default is 127.0.0.1, which lets in nobody.`,
    zh: `数据库的 IP 白名单放行了所有地址：\`0.0.0.0/0\`、单独的 \`0.0.0.0\`、\`::/0\`，或合起来等同于全部地址的网段（如 \`0.0.0.0/1\` 加 \`128.0.0.0/1\`）。白名单是网络与登录之间唯一的屏障。若有公网地址，整个互联网都可以尝试密码（错误）；若同一批文件中没有公网地址，则 VPC 及与其互联的网络都能连接，一旦有人申请公网地址即暴露到互联网（警告）。

含公网地址的条目为警告，除非配置中已将其命名为自己的网络。\`pg_hba_conf\` 允许从任意地址登录的为提示，因为前面还有白名单。未设置白名单不报告：默认值为 127.0.0.1，不放行任何地址。`,
  },
  remedy: {
    en: 'List the CIDR blocks of the clients, best those of the VPC or vSwitch; give an office network a name in `.portguard.yaml`.',
    zh: '只列出客户端所在的网段，最好是 VPC 或交换机的网段；办公网可在 `.portguard.yaml` 中命名。',
  },
  bad: [
    {
      language: 'terraform',
      code: `resource "alicloud_db_instance" "orders" {
  engine       = "MySQL"
  security_ips = ["10.0.0.0/8", "0.0.0.0/0"]
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
      SecurityIPList: 10.0.0.0/8,0.0.0.0/0
`,
    },
    {
      language: 'terraform',
      code: `resource "alicloud_kvstore_instance" "cache" {
  security_ips = ["0.0.0.0/1", "128.0.0.0/1"]
}
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
      SecurityIPList: 10.0.1.0/24,192.168.0.0/16
`,
    },
  ],
  check(context) {
    for (const { members } of assembleServices(context.model.managedServices.filter(inFamily('database')))) {
      const exposed = publicEndpointOf(members) === 'yes';
      for (const member of members) {
        // Its own endpoint is there whenever the list is, also when a condition governs both.
        const reachable = exposed || (member.publicEndpoint !== undefined && isTrue(member.publicEndpoint) === 'yes');
        checkWorld(context, member, reachable);
        checkPublicAddresses(context, member, reachable);
      }
    }
    checkLogins(context);
  },
});

function checkWorld(context: RuleContext, member: ManagedService, exposed: boolean): void {
  const { report } = context;
  const product = productName(member);
  for (const { entry, truth, text, together } of worldEntries(member.whitelist)) {
    // Without a public endpoint in these files: open, but not known to be reachable from the internet.
    const severity: Severity = exposed ? 'error' : 'warning';
    report(truth, {
      resource: member.resource,
      at: entry,
      severity,
      because: missing(entry),
      fixes: () => entryFixes(context, { entity: member, field: 'whitelist', entry, together }),
      message: exposed
        ? {
            en: `The white list of this ${product} database lets in ${text} and it has a public endpoint, so the whole internet can reach it. List only the networks that need it.`,
            zh: `此 ${product} 数据库的白名单放行 ${text}，且有公网地址，整个互联网都能连接。请只列出需要访问的网段。`,
          }
        : {
            en: `The white list of this ${product} database lets in ${text}, that is every address. List only the networks that need it.`,
            zh: `此 ${product} 数据库的白名单放行 ${text}，即所有地址。请只列出需要访问的网段。`,
          },
    });
  }
}

/** Behind the white list, so only a second line: but the only one once that is opened. */
function checkLogins(context: RuleContext): void {
  const { model, report } = context;
  for (const rule of model.loginRules) {
    const { resource, sources, refuses } = rule;
    for (const { entry, truth, text } of worldEntries(sources)) {
      report(allOf(truth, refuses ? isFalse(refuses) : 'yes'), {
        resource,
        at: entry,
        severity: 'info',
        because: missing(entry, refuses),
        fixes: () => entryFixes(context, { entity: rule, field: 'sources', entry }),
        message: {
          en: `pg_hba_conf lets users log in from ${text}, that is from every address. List only the networks that need it.`,
          zh: `pg_hba_conf 允许用户从 ${text}（即所有地址）登录。请只列出需要访问的网段。`,
        },
      });
    }
  }
}

/** What is private in the same text is no stranger's; single addresses are named as people write them. */
function strangersOf(addresses: AddressSet, own: AddressSet): string {
  const parts = addresses.publicPart().subtract(own).toCidrs();
  // A wide block without its reserved parts is dozens of blocks, which nobody wrote.
  const shown = parts.length > 4 ? addresses.toCidrs() : parts;
  return shown.join(', ').replaceAll(/\/(?:32|128)(?!\d)/g, '');
}

function checkPublicAddresses(context: RuleContext, member: ManagedService, exposed: boolean): void {
  const { report, settings } = context;
  const own = AddressSet.unionOf(settings.networks.values());
  const strange = (addresses: AddressSet): boolean =>
    !addresses.amountsToWorld && !addresses.publicPart().subtract(own).isEmpty;
  const product = productName(member);
  const world = new Set(worldEntries(member.whitelist).map(({ entry }) => entry));
  for (const { entry, truth } of openEntries(member.whitelist, strange)) {
    // What is not known is counted once, by the question whether it is the world.
    if (truth === 'unknown' || world.has(entry)) continue;
    const found = possibilities(entry).find(({ value }) => strange(value))?.value;
    const text = found === undefined ? '' : strangersOf(found, own);
    report(truth, {
      resource: member.resource,
      at: entry,
      severity: 'warning',
      fixes: () => entryFixes(context, { entity: member, field: 'whitelist', entry }),
      message: {
        en: `The white list of this ${product} database lets in ${text} from the internet${exposed ? ', and it has a public endpoint' : ''}. Use private addresses, or name the network as yours in .portguard.yaml.`,
        zh: `此 ${product} 数据库的白名单放行公网地址 ${text}${exposed ? '，且有公网地址可连接' : ''}。请改用内网网段，或在 .portguard.yaml 中将其命名为自己的网络。`,
      },
    });
  }
}
