import type { Fix } from '../../changes/change.ts';
import { mended } from '../../changes/fields.ts';
import { isRepeated } from '../../changes/networks.ts';
import type { ManagedService } from '../../network/model.ts';
import { type AssembledService, assembleServices, productName } from '../../network/service-links.ts';
import type { Text } from '../../text/message.ts';
import { allOf, anyOf, type Truth } from '../../values/truth.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { byDefault, inFamily, isFalse, isTrue, missing } from '../services/whitelists.ts';

const turnOn: Text = { en: 'Turn on TLS', zh: '开启 TLS' };

const force: Text = { en: 'Refuse connections without TLS', zh: '拒绝未加密的连接' };

export const databaseTls = defineRule({
  id: 'tls/database',
  severity: 'warning',
  recommended: true,
  title: { en: 'Database connections without TLS', zh: '数据库连接未加密' },
  description: {
    en: `TLS of an RDS, PolarDB, Redis or Tair, MongoDB, AnalyticDB or Hologres instance is off, or was never turned on: it is off by default. Whoever sees the traffic reads queries and results, and logins of some protocols.

Reported where the setting belongs: for PolarDB in Terraform that is an endpoint resource, and one with TLS on is enough. Not reported where the type has no such attribute, for serverless instances that ignore it, and for read-only, cloned and upgraded instances that say nothing and follow their source.

The option \`force\` also wants connections without TLS refused, where the product can (RDS, MongoDB).`,
    zh: `RDS、PolarDB、Redis（Tair）、MongoDB、AnalyticDB 或 Hologres 实例的 TLS 被关闭，或从未开启（默认关闭）。能看到流量的人可以读到查询与结果，有些协议还会暴露登录信息。

只在能设置的地方报告：Terraform 中 PolarDB 的 TLS 在连接地址资源上设置，有一个开启即可。没有该属性的类型、会忽略它的 Serverless 实例，以及未写明而沿用来源实例设置的只读、克隆、升级实例，均不报告。

选项 \`force\` 还要求拒绝未加密的连接（支持的产品：RDS、MongoDB）。`,
  },
  remedy: {
    en: 'Turn it on: `ssl_action = "Open"`, `ssl_enable = "Enable"`, `SSLSetting: EnabledForInnerConnection`, `SSLEnabled: Enable` … and let clients verify the certificate.',
    zh: '开启 TLS：`ssl_action = "Open"`、`ssl_enable = "Enable"`、`SSLSetting: EnabledForInnerConnection`、`SSLEnabled: Enable` 等，并让客户端校验证书。',
  },
  options: { force: false },
  bad: [
    terraform(`resource "alicloud_db_instance" "orders" {
  engine = "MySQL"
}
`),
    terraform(`resource "alicloud_mongodb_instance" "orders" {
  engine_version = "6.0"
  ssl_action     = "Close"
}
`),
    ros('Cache', 'ALIYUN::REDIS::Instance', 'InstanceName: cache', 'SSLEnabled: Disable'),
  ],
  good: [
    terraform(`resource "alicloud_db_instance" "orders" {
  engine     = "MySQL"
  ssl_action = "Open"
}

resource "alicloud_polardb_cluster" "main" {
  db_type = "MySQL"
}

resource "alicloud_polardb_primary_endpoint" "main" {
  db_cluster_id = alicloud_polardb_cluster.main.id
  ssl_enabled   = "Enable"
}
`),
    ros(
      'Orders',
      'ALIYUN::RDS::DBInstance',
      'Engine: MySQL',
      'SecurityIPList: 10.0.0.0/8',
      'SSLSetting: EnabledForInnerConnection',
    ),
  ],
  check(context) {
    for (const group of assembleServices(context.model.managedServices.filter(inFamily('database')))) {
      for (const member of group.members) {
        checkWritten(context, member);
        if (context.options.force) checkForced(context, member);
      }
      checkMissing(context, group);
    }
  },
});

function checkWritten({ report }: RuleContext, member: ManagedService): void {
  const { tls, resource } = member;
  if (!tls || byDefault(tls)) return;
  const product = productName(member);
  report(isFalse(tls), {
    resource,
    at: tls,
    because: missing(tls),
    fixes: () => mended(member, 'tls', true, turnOn),
    message: {
      en: `TLS is off for this ${product} database, so queries and data travel in plain text. Turn it on.`,
      zh: `此 ${product} 数据库已关闭 TLS，查询与数据以明文传输。请开启。`,
    },
  });
}

/** Nothing is written on the service, and no part of it turns TLS on. */
function checkMissing({ report }: RuleContext, { service, members, perhaps }: AssembledService): void {
  if (!service?.tls || !byDefault(service.tls)) return;
  const written = members.filter(({ tls }) => tls && !byDefault(tls));
  const elsewhere = anyOf('no', ...written.map(onAt), ...(perhaps.some(({ tls }) => tls) ? ['unknown' as const] : []));
  // A part that turns it off by name has been reported where it says so.
  if (elsewhere === 'no' && written.some(({ tls }) => tls && isFalse(tls) !== 'no')) return;
  const truth: Truth =
    elsewhere === 'no' ? 'yes' : elsewhere === 'maybe' ? 'maybe' : elsewhere === 'unknown' ? 'unknown' : 'no';
  const product = productName(service);
  report(truth, {
    resource: service.resource,
    at: service.at,
    because: missing(...members.map(({ tls }) => tls)),
    fixes: () => turnedOn(service, members),
    message: {
      en: `TLS is not turned on for this ${product} database and is off by default, so queries and data travel in plain text. Turn it on.`,
      zh: `此 ${product} 数据库未开启 TLS（默认关闭），查询与数据以明文传输。请开启。`,
    },
  });
}

/** On the service where it has the setting; else on a part that can turn it on, or on a new one. */
function turnedOn(service: ManagedService, members: readonly ManagedService[]): readonly Fix[] {
  const own = mended(service, 'tls', true, turnOn);
  if (own.length > 0) return own;
  const onParts = members.filter((one) => one !== service).flatMap((one) => mended(one, 'tls', true, turnOn));
  if (onParts.length > 0 || isRepeated(service)) return onParts.slice(0, 1);
  const { product } = service;
  const name = product?.kind === 'known' ? product.value : '';
  return [
    {
      title: turnOn,
      changes: [{ kind: 'part', of: service, part: 'managedServices', link: 'of', to: { product: name, tls: true } }],
    },
  ];
}

/** A part that exists only under a condition turns it on only then. */
function onAt({ tls, exists }: ManagedService): Truth {
  return tls ? allOf(isTrue(tls), exists === 'maybe' ? 'maybe' : 'yes') : 'no';
}

function checkForced({ report }: RuleContext, member: ManagedService): void {
  const { tls, forcedTls, resource } = member;
  if (!tls || !forcedTls) return;
  const product = productName(member);
  report(allOf(isTrue(tls), isFalse(forcedTls)), {
    resource,
    at: forcedTls,
    because: missing(tls, forcedTls),
    fixes: () => mended(member, 'forcedTls', true, force),
    message: {
      en: `This ${product} database speaks TLS but accepts connections without it. Force encryption.`,
      zh: `此 ${product} 数据库支持 TLS，但仍接受未加密的连接。请强制加密。`,
    },
  });
}
