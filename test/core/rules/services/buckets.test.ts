import { describe, expect, test } from 'vitest';
import { run, template } from './run.ts';

const policy = (statement: string, bucket = 'alicloud_oss_bucket.b.bucket') => `resource "alicloud_oss_bucket" "b" {
  bucket = "logs"
}
resource "alicloud_oss_bucket_policy" "p" {
  bucket = ${bucket}
  policy = <<-POLICY
    {"Version": "1", "Statement": [${statement}]}
  POLICY
}
`;
const allow = (condition: string) =>
  `{"Effect": "Allow", "Principal": ["*"], "Action": ["oss:GetObject"], "Resource": ["*"]${condition}}`;
const deny =
  '{"Effect":"Deny","Principal":["*"],"Action":["oss:*"],"Resource":["*"],"Condition":{"Bool":{"acs:SecureTransport":["false"]}}}';

describe('exposure/bucket-public', () => {
  const check = (text: string) => run('exposure/bucket-public', text);

  test('an anonymous Allow is reported at its principal', () => {
    expect(check(policy(allow(''))).found).toEqual(['error certain alicloud_oss_bucket_policy.p ["*"]']);
  });

  test.each([
    [', "Condition": {"IpAddress": {"acs:SourceIp": ["10.0.0.0/8"]}}', 0],
    [', "Condition": {"StringEquals": {"acs:SourceVpc": ["vpc-1"]}}', 0],
    [', "Condition": {"IpAddress": {"acs:SourceIp": ["10.0.0.0/8", "0.0.0.0/0"]}}', 1],
    [', "Condition": {"NotIpAddress": {"acs:SourceIp": ["10.0.0.0/8"]}}', 1],
    [', "Condition": {"Bool": {"acs:SecureTransport": ["true"]}}', 1],
  ])('condition %s', (condition, count) => {
    expect(check(policy(allow(condition))).found).toHaveLength(count);
  });

  test('a named principal and a Deny are no opening', () => {
    expect(check(policy('{"Effect":"Allow","Principal":["123"],"Action":["oss:*"],"Resource":["*"]}')).found).toEqual(
      [],
    );
    expect(check(policy(deny)).found).toEqual([]);
  });

  test('a block of public access takes ACL and policy away', () => {
    const acl = 'resource "alicloud_oss_bucket_acl" "a" {\n  bucket = "logs"\n  acl    = "public-read"\n}\n';
    const block = (on: boolean) =>
      `resource "alicloud_oss_bucket_public_access_block" "k" {\n  bucket = "logs"\n  block_public_access = ${on}\n}\n`;
    expect(check(acl).found).toEqual(['error certain alicloud_oss_bucket_acl.a "public-read"']);
    expect(check(acl + block(true)).found).toEqual([]);
    expect(check(policy(allow('')) + block(true)).found).toEqual([]);
    expect(check(acl + block(false)).found).toEqual([
      'error certain alicloud_oss_bucket_acl.a "public-read"',
      'warning certain alicloud_oss_bucket_public_access_block.k false',
    ]);
    const account = 'resource "alicloud_oss_account_public_access_block" "k" {\n  block_public_access = true\n}\n';
    expect(check(acl + account).found).toEqual([]);
  });

  test('ROS: policy as a map, ACL as a value', () => {
    const text = template(`  Files:
    Type: ALIYUN::OSS::Bucket
    Properties:
      BucketName: files
      AccessControl: public-read-write
`);
    expect(check(text).found).toEqual(['error certain Files public-read-write']);
  });

  test('a policy that nobody knows is unresolved', () => {
    const text = 'variable "p" {}\nresource "alicloud_oss_bucket" "b" {\n  bucket = "b"\n  policy = var.p\n}\n';
    expect(check(text)).toMatchObject({ found: [], unresolved: 1 });
  });
});

describe('tls/bucket', () => {
  const check = (text: string) => run('tls/bucket', text);

  test('a Deny for plain HTTP, in a policy for this bucket', () => {
    expect(check(policy(deny)).found).toEqual([]);
    expect(check(policy(deny, '"logs"')).found).toEqual([]);
    expect(check(policy(deny, '"other"')).found).toEqual(['warning certain alicloud_oss_bucket.b "b"']);
  });

  test('an Allow for plain HTTP is the opposite', () => {
    const wrong = deny.replace('Deny', 'Allow');
    expect(check(policy(wrong)).found).toEqual(['warning certain alicloud_oss_bucket.b "b"']);
  });

  test('TLS version control counts', () => {
    const text = `resource "alicloud_oss_bucket" "b" {
  bucket = "logs"
}
resource "alicloud_oss_bucket_https_config" "h" {
  bucket = alicloud_oss_bucket.b.bucket
  enable = true
}
`;
    expect(check(text).found).toEqual([]);
    expect(check(text.replace('true', 'false')).found).toHaveLength(1);
  });

  test('a policy for a name with a random suffix finds its bucket', () => {
    const text = `resource "random_id" "r" {
  byte_length = 4
}
resource "alicloud_oss_bucket" "b" {
  bucket = "logs-\${random_id.r.hex}"
}
resource "alicloud_oss_bucket" "c" {
  bucket = "data-\${random_id.r.hex}"
}
resource "alicloud_oss_bucket_policy" "p" {
  bucket = alicloud_oss_bucket.b.bucket
  policy = jsonencode({ Statement = [${deny.replaceAll(':', '=').replaceAll('"acs=', '"acs:').replaceAll('oss=', 'oss:')}] })
}
`;
    expect(check(text).found).not.toContain('warning certain alicloud_oss_bucket.b "b"');
  });

  test('a policy for we do not know which bucket leaves all of them open', () => {
    const text = `variable "name" {}\n${policy(deny, 'var.name')}`;
    expect(check(text)).toMatchObject({ found: [], unresolved: 1 });
  });
});

describe('policies that are known in part', () => {
  const bucket = 'resource "alicloud_oss_bucket" "b" {\n}\n';
  const statement = (effect: string, condition: string) => `{
      Effect    = "${effect}"
      Principal = ["*"]
      Action    = ["oss:*"]
      Resource  = ["acs:oss:*:*:\${alicloud_oss_bucket.b.id}/*"]
      ${condition}
    }`;
  const encoded = (text: string) => `${bucket}resource "alicloud_oss_bucket_policy" "p" {
  bucket = alicloud_oss_bucket.b.id
  policy = jsonencode({ Version = "1", Statement = [${text}] })
}
`;

  test('an id in a resource does not hide an anonymous Allow', () => {
    expect(run('exposure/bucket-public', encoded(statement('Allow', ''))).found).toEqual([
      'error certain alicloud_oss_bucket_policy.p ["*"]',
    ]);
    expect(run('tls/bucket', encoded(statement('Allow', ''))).found).toEqual([
      'warning certain alicloud_oss_bucket.b "b"',
    ]);
  });

  test('nor a Deny', () => {
    const safe = encoded(statement('Deny', 'Condition = { Bool = { "acs:SecureTransport" = ["false"] } }'));
    expect(run('tls/bucket', safe)).toMatchObject({ found: [], unresolved: 0 });
  });

  test('the same in a heredoc', () => {
    const text = `${bucket}resource "alicloud_oss_bucket_policy" "p" {
  bucket = alicloud_oss_bucket.b.id
  policy = <<EOF
{"Statement": [{"Effect": "Allow", "Principal": ["*"], "Resource": ["acs:oss:*:*:\${alicloud_oss_bucket.b.id}/*"]}]}
EOF
}
`;
    expect(run('exposure/bucket-public', text).found).toHaveLength(1);
  });

  test('a principal that is not known is no finding', () => {
    const text = encoded(statement('Allow', '')).replace('["*"]', '[alicloud_ram_user.u.id]');
    expect(run('exposure/bucket-public', text).found).toEqual([]);
  });
});
