import type { Fix } from '../../changes/change.ts';
import { mended } from '../../changes/fields.ts';
import { isRepeated } from '../../changes/networks.ts';
import { letsAnyoneIn } from '../../network/bucket-policy.ts';
import type { Bucket } from '../../network/services.ts';
import type { Text } from '../../text/message.ts';
import { allOf, holds, not, type Truth } from '../../values/truth.ts';
import { possibilities } from '../../values/value.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { assembleBuckets } from '../services/buckets.ts';
import { ros, terraform } from '../services/examples.ts';
import { byDefault, isFalse, missing } from '../services/whitelists.ts';

const makePrivate: Text = { en: 'Make it private', zh: '设为私有' };

const block: Text = { en: 'Block public access', zh: '阻止公共访问' };

export const bucketPublic = defineRule({
  id: 'exposure/bucket-public',
  severity: 'error',
  recommended: true,
  title: { en: 'OSS bucket open to everyone', zh: 'OSS Bucket 对所有人开放' },
  description: {
    en: `The ACL of the bucket is \`public-read\` or \`public-read-write\`, or its policy allows anyone (\`Principal: "*"\`) without a condition on the source address or VPC. Reported in the bucket and in the resources that set its ACL and policy. With public access blocked, for the bucket or for the account, neither has an effect, and nothing is reported; a block that is turned off by name is a warning.

A static site is public on purpose: put CDN in front of a private bucket, or accept the finding with its reason.`,
    zh: `Bucket 的 ACL 为 \`public-read\` 或 \`public-read-write\`，或其策略允许任何人（\`Principal: "*"\`）访问且没有来源地址或 VPC 条件。Bucket 本身以及设置其 ACL、策略的资源都会检查。若 Bucket 或账号已阻止公共访问，二者均不生效，不报告；明确关闭阻止公共访问的为警告。

静态网站是有意公开的：请将 Bucket 设为私有并在前面使用 CDN，或写明理由接受该问题。`,
  },
  remedy: {
    en: 'Make the ACL `private`, name the principals in the policy or add an `IpAddress` or `acs:SourceVpc` condition, and block public access.',
    zh: '将 ACL 设为 `private`，在策略中写明授权对象，或加上 `IpAddress`、`acs:SourceVpc` 条件，并阻止公共访问。',
  },
  bad: [
    terraform(`resource "alicloud_oss_bucket" "files" {
  bucket = "files"
}

resource "alicloud_oss_bucket_acl" "files" {
  bucket = alicloud_oss_bucket.files.bucket
  acl    = "public-read"
}
`),
    ros(
      'Files',
      'ALIYUN::OSS::Bucket',
      'BucketName: files',
      'Policy:',
      "  Version: '1'",
      '  Statement:',
      '    - Effect: Allow',
      "      Principal: ['*']",
      '      Action: [oss:GetObject]',
      "      Resource: ['acs:oss:*:*:files/*']",
    ),
  ],
  good: [
    terraform(`resource "alicloud_oss_bucket" "files" {
  bucket = "files"
}

resource "alicloud_oss_bucket_policy" "files" {
  bucket = alicloud_oss_bucket.files.bucket
  policy = jsonencode({
    Version = "1"
    Statement = [{
      Effect    = "Allow"
      Principal = ["*"]
      Action    = ["oss:GetObject"]
      Resource  = ["acs:oss:*:*:files/*"]
      Condition = { IpAddress = { "acs:SourceIp" = ["10.0.0.0/8"] } }
    }]
  })
}
`),
    ros('Files', 'ALIYUN::OSS::Bucket', 'BucketName: files', 'AccessControl: private'),
  ],
  check(context) {
    for (const { bucket, members, blocked } of assembleBuckets(context.model.buckets)) {
      for (const member of members) {
        checkAcl(context, member, not(blocked), bucket);
        checkPolicy(context, member, not(blocked), bucket);
      }
    }
    for (const bucket of context.model.buckets) checkBlock(context, bucket);
  },
});

function checkAcl({ report }: RuleContext, member: Bucket, open: Truth, bucket: Bucket | undefined): void {
  const { resource, acl } = member;
  if (!acl) return;
  const isPublic = (word: string): boolean => word.startsWith('public-read');
  const writable = possibilities(acl).some(({ value }) => value === 'public-read-write');
  report(allOf(holds(acl, isPublic), open), {
    resource,
    at: acl,
    because: missing(acl),
    fixes: () => [...mended(member, 'acl', 'private', makePrivate), ...blocking(bucket)],
    message: writable
      ? {
          en: 'public-read-write lets everyone on the internet read, overwrite and delete the objects of this bucket. Make it private.',
          zh: 'public-read-write 允许互联网上任何人读取、覆盖和删除此 Bucket 中的文件。请设为 private。',
        }
      : {
          en: 'public-read lets everyone on the internet read the objects of this bucket. Make it private.',
          zh: 'public-read 允许互联网上任何人读取此 Bucket 中的文件。请设为 private。',
        },
  });
}

function checkPolicy({ report }: RuleContext, member: Bucket, open: Truth, bucket: Bucket | undefined): void {
  const { resource, policy } = member;
  if (!policy) return;
  if (policy.kind === 'unknown') {
    report('unknown', {
      resource,
      at: policy,
      because: [policy],
      message: { en: 'The bucket policy is not known.', zh: '无法得知 Bucket 策略。' },
    });
  }
  for (const { value } of possibilities(policy)) {
    for (const statement of value.statements) {
      report(allOf(letsAnyoneIn(statement), open, policy.kind === 'oneOf' ? 'maybe' : 'yes'), {
        resource,
        at: statement.at,
        because: statement.unknowns,
        fixes: () => blocking(bucket),
        message: {
          en: 'This policy allows anyone ("*") from anywhere. Name the principals, or add a condition on acs:SourceIp or acs:SourceVpc.',
          zh: '此策略允许任何人（"*"）从任意位置访问。请写明授权对象，或加上 acs:SourceIp、acs:SourceVpc 条件。',
        },
      });
    }
  }
}

function checkBlock({ report }: RuleContext, bucket: Bucket): void {
  const { resource, blocksPublicAccess, wholeAccount } = bucket;
  if (!blocksPublicAccess || byDefault(blocksPublicAccess)) return;
  report(isFalse(blocksPublicAccess), {
    resource,
    at: blocksPublicAccess,
    severity: 'warning',
    because: missing(blocksPublicAccess),
    fixes: () => mended(bucket, 'blocksPublicAccess', true, block),
    message: wholeAccount
      ? {
          en: 'Public access is not blocked for this account, so any bucket can be made public. Set it to true.',
          zh: '此账号未阻止公共访问，任何 Bucket 都可能被设为公开。请设为 true。',
        }
      : {
          en: 'Public access is not blocked for this bucket, so an ACL or policy can make it public. Set it to true.',
          zh: '此 Bucket 未阻止公共访问，ACL 或策略可将其设为公开。请设为 true。',
        },
  });
}

/** On the bucket itself where it has the setting, else by a resource of its own. */
function blocking(bucket: Bucket | undefined): readonly Fix[] {
  if (!bucket) return [];
  const own = mended(bucket, 'blocksPublicAccess', true, block);
  if (own.length > 0 || isRepeated(bucket)) return own;
  return [
    {
      title: block,
      changes: [{ kind: 'part', of: bucket, part: 'buckets', link: 'of', to: { blocksPublicAccess: true } }],
    },
  ];
}
