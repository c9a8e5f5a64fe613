import type { Fix } from '../../changes/change.ts';
import { denialOfPlainHttp } from '../../changes/secure-transport.ts';
import { refusesPlainHttp } from '../../network/bucket-policy.ts';
import type { Bucket } from '../../network/services.ts';
import { anyOf, not, type Truth } from '../../values/truth.ts';
import { possibilities } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { assembleBuckets } from '../services/buckets.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';

const denyPlainHttp = [
  'Policy:',
  "  Version: '1'",
  '  Statement:',
  '    - Effect: Deny',
  "      Principal: ['*']",
  "      Action: ['oss:*']",
  "      Resource: ['acs:oss:*:*:files', 'acs:oss:*:*:files/*']",
  '      Condition:',
  '        Bool:',
  "          acs:SecureTransport: 'false'",
];

export const bucketTls = defineRule({
  id: 'tls/bucket',
  severity: 'warning',
  recommended: true,
  title: { en: 'OSS bucket accepts plain HTTP', zh: 'OSS Bucket 接受明文 HTTP' },
  description: {
    en: `An OSS bucket answers HTTP as well as HTTPS unless its policy denies requests with \`acs:SecureTransport\` false. Reported on the bucket when neither its policy nor a policy resource for it says so, and no \`alicloud_oss_bucket_https_config\` manages its TLS versions. Buckets whose policy is not known are counted as unresolved.`,
    zh: `除非策略拒绝 \`acs:SecureTransport\` 为 false 的请求，OSS Bucket 同时响应 HTTP 与 HTTPS。若 Bucket 的策略及为其设置策略的资源都没有这样的语句，且没有 \`alicloud_oss_bucket_https_config\` 管理其 TLS 版本，则在 Bucket 上报告。策略未知的 Bucket 计为未解析。`,
  },
  remedy: {
    en: 'Add a statement to the bucket policy: `Effect: Deny`, `Principal: "*"`, `Action: oss:*`, on the bucket and its objects, with the condition `Bool: {acs:SecureTransport: "false"}`.',
    zh: '在 Bucket 策略中加入语句：`Effect: Deny`、`Principal: "*"`、`Action: oss:*`，资源为该 Bucket 及其文件，条件为 `Bool: {acs:SecureTransport: "false"}`。',
  },
  bad: [
    terraform(`resource "alicloud_oss_bucket" "files" {
  bucket = "files"
}
`),
    ros('Files', 'ALIYUN::OSS::Bucket', 'BucketName: files'),
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
      Effect    = "Deny"
      Principal = ["*"]
      Action    = ["oss:*"]
      Resource  = ["acs:oss:*:*:files", "acs:oss:*:*:files/*"]
      Condition = { Bool = { "acs:SecureTransport" = ["false"] } }
    }]
  })
}
`),
    ros('Files', 'ALIYUN::OSS::Bucket', 'BucketName: files', ...denyPlainHttp),
  ],
  check({ model, report }) {
    for (const { bucket, members, perhaps } of assembleBuckets(model.buckets)) {
      if (!bucket) continue;
      const maybeMine = perhaps.some(({ policy, tlsVersionControl }) => policy ?? tlsVersionControl);
      const enforced = anyOf('no', ...members.map(enforcesTls), maybeMine ? 'unknown' : 'no');
      const [policy] = members.flatMap((member) => member.policy ?? []);
      report(not(enforced), {
        resource: bucket.resource,
        at: bucket.at,
        fixes: () => denialFixes(bucket, members, maybeMine),
        because: missing(...[...members, ...perhaps].flatMap((member) => [member.policy, member.of])),
        message: policy
          ? {
              en: 'The policy of this bucket does not deny requests without TLS. Add a Deny for acs:SecureTransport "false".',
              zh: '此 Bucket 的策略未拒绝非 TLS 请求。请加入 acs:SecureTransport 为 "false" 的 Deny 语句。',
            }
          : {
              en: 'This bucket answers plain HTTP. Add a policy that denies requests with acs:SecureTransport "false".',
              zh: '此 Bucket 接受明文 HTTP。请加入策略，拒绝 acs:SecureTransport 为 "false" 的请求。',
            },
      });
    }
  },
});

/** Where another policy may be the bucket's, a second one would replace it. */
function denialFixes(bucket: Bucket, members: readonly Bucket[], maybeMine: boolean): readonly Fix[] {
  const holders = members.filter(({ policy }) => policy);
  if (maybeMine || holders.length > 1) return [];
  const changes = denialOfPlainHttp(bucket, holders[0]);
  return changes ? [{ title: { en: 'Deny requests without TLS', zh: '拒绝未加密的请求' }, changes }] : [];
}

function enforcesTls({ policy, tlsVersionControl, exists }: Bucket): Truth {
  const managed = tlsVersionControl ? isTrue(tlsVersionControl) : 'no';
  return onlyIf(exists, anyOf(managed, policy ? policyTruth(policy) : 'no'));
}

function onlyIf(exists: 'yes' | 'maybe', truth: Truth): Truth {
  return exists === 'maybe' && truth === 'yes' ? 'maybe' : truth;
}

function policyTruth(policy: NonNullable<Bucket['policy']>): Truth {
  if (policy.kind === 'unknown') return 'unknown';
  const truths = possibilities(policy).map(({ value }) => refusesPlainHttp(value));
  if (policy.kind === 'known') return truths[0] ?? 'unknown';
  return truths.every((truth) => truth === 'no') ? 'unknown' : 'maybe';
}
