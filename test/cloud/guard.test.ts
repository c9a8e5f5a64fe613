import { expect, test } from 'vitest';
import { guarded } from '../../cloud/guard.ts';
import { CloudError } from '../../cloud/problem.ts';

async function problemFrom(error: unknown, secrets: readonly string[] = []) {
  const guard = { secrets: () => secrets, action: 'ecs:DescribeInstances', host: 'ecs.cn-hangzhou.aliyuncs.com' };
  const thrown = await guarded(guard, () => Promise.reject(error)).then(
    () => undefined,
    (one: unknown) => one,
  );
  expect(thrown).toBeInstanceOf(CloudError);
  return (thrown as CloudError).problem;
}

/** As the SDK throws them. */
const service = (statusCode: number, code: string, more: object = {}): object =>
  Object.assign(new Error(`code: ${statusCode}, said request id: R-1`), {
    statusCode,
    code,
    requestId: 'R-1',
    ...more,
  });
const system = (code: string): object => Object.assign(new Error(`connect ${code} POST https://x failed.`), { code });

test.each<[string, object, string, string]>([
  ['throttling', service(400, 'Throttling.User'), 'throttled', 'Throttling.User'],
  ['another spelling', service(400, 'Rejected.Throttling'), 'throttled', 'Rejected.Throttling'],
  [
    'a key of the other site',
    service(404, 'InvalidAccessKeyId.NotFound'),
    'credentials',
    'InvalidAccessKeyId.NotFound',
  ],
  [
    'a token of a new spelling',
    service(400, 'InvalidSecurityToken.Brandnew'),
    'credentials',
    'InvalidSecurityToken.Brandnew',
  ],
  ['a clock that is off', service(400, 'InvalidTimeStamp.Expired'), 'credentials', 'InvalidTimeStamp.Expired'],
  ['RAM', service(403, 'Forbidden.RAM'), 'permission', 'Forbidden.RAM'],
  ['RAM of ALB', service(403, 'NoPermission'), 'permission', 'NoPermission'],
  ['a 403 of any code', service(403, 'OperationDenied.Strange'), 'permission', 'OperationDenied.Strange'],
  ['a wrong parameter', service(400, 'InvalidParameter'), 'service', 'InvalidParameter'],
  ['JSON of a gateway', service(502, 'undefined', { requestId: 'undefined' }), 'proxy-or-portal', 'Http502'],
  ['a page', new SyntaxError('Unexpected token < in JSON at position 0'), 'proxy-or-portal', 'NotJson'],
  ['a certificate of a proxy', system('SELF_SIGNED_CERT_IN_CHAIN'), 'proxy-or-portal', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['a host that is not there', system('ENOTFOUND'), 'network', 'ENOTFOUND'],
  ['a cut connection', system('ECONNRESET'), 'network', 'ECONNRESET'],
  ['silence', Object.assign(new Error('ReadTimeout(3000)'), { name: 'RequestTimeoutError' }), 'network', 'Timeout'],
])('%s', async (_, error, kind, code) => {
  const problem = await problemFrom(error);
  expect(problem).toMatchObject({ kind, code });
  expect(problem.message.en).toMatch(/[.)?\w]$/);
  expect(problem.message.zh).toMatch(/[\u4e00-\u9fff]/);
});

test('a permission is named as the answer names it, else as the call does', async () => {
  const said = service(403, 'Forbidden.RAM', { accessDeniedDetail: { AuthAction: 'ecs:DescribeSecurityGroups' } });
  expect((await problemFrom(said)).message.en).toMatch(/: ecs:DescribeSecurityGroups$/);
  expect((await problemFrom(service(403, 'Forbidden.RAM'))).message.en).toMatch(/: ecs:DescribeInstances$/);
});

test('no secret gets through, whatever the text around it', async () => {
  const secret = 'S3cretS3cretS3cret';
  const errors = [
    service(400, 'InvalidParameter', { data: { Message: `bad value ${secret}` } }),
    new Error(`parse aliyun cli config failed: {"access_key_secret":"${secret}"}`),
    `thrown as text ${secret}`,
  ];
  for (const error of errors) expect(JSON.stringify(await problemFrom(error, [secret]))).not.toContain(secret);
});
