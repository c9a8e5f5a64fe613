import type { Fix } from '../../changes/change.ts';
import { mended } from '../../changes/fields.ts';
import { keyOf, keysOf } from '../../network/identity.ts';
import { listenerFacesInternet } from '../../network/load-balancers.ts';
import type { TlsPolicy as CustomPolicy, Identity, Listener } from '../../network/model.ts';
import {
  compareTls,
  parseTlsVersion,
  RECOMMENDED_TLS_POLICY,
  type TlsVersion,
  tlsPolicy,
} from '../../network/tls-policy.ts';
import { allOf, holds, unknownsOf } from '../../values/truth.ts';
import { possibilities } from '../../values/value.ts';
import { terraform } from '../exposure/examples.ts';
import { clbExamples } from '../exposure/listener-examples.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { versionFixes } from './version-fixes.ts';
import { weakServiceTls } from './weak-service-tls.ts';

const certificate = {
  ros: 'ServerCertificateId: example',
  terraform: 'server_certificate_id = "example"',
};

export const weakPolicy = defineRule({
  id: 'tls/weak-policy',
  severity: 'warning',
  recommended: true,
  title: { en: 'TLS policy allows old versions', zh: 'TLS 策略允许旧版本' },
  description: {
    en: `An HTTPS or TCPSSL listener of CLB, ALB, NLB or Global Accelerator accepts TLS 1.0 or 1.1, which RFC 8996 retired. When no policy is set, CLB, ALB and NLB use \`tls_cipher_policy_1_0\`, the weakest one; that is reported on the listener's name. Custom policies are reported where their versions stand, not on each listener that uses them. The same for the TLS versions of an OSS bucket, the HTTPS policy of an API gateway instance, and the minimum version of a function's or gateway's domain.

Options: \`minimum\` is the oldest version allowed (1.2 or 1.3), \`strict\` also refuses policies with 3DES or without forward secrecy (tls_cipher_policy_1_2). Listeners of internal load balancers are reported as information.`,
    zh: `CLB、ALB、NLB 或全球加速的 HTTPS、TCPSSL 监听接受 TLS 1.0 或 1.1，它们已被 RFC 8996 废弃。未设置策略时，CLB、ALB 和 NLB 使用最弱的 \`tls_cipher_policy_1_0\`，此时报告在监听的名称上。自定义策略在其版本处报告，不在每个使用它的监听上重复报告。OSS Bucket 的 TLS 版本、API 网关实例的 HTTPS 策略，以及函数或网关域名的最低版本，同样检查。

选项：\`minimum\` 为允许的最低版本（1.2 或 1.3）；\`strict\` 还会拒绝含 3DES 或无前向保密的策略（tls_cipher_policy_1_2）。私网负载均衡的监听以提示级别报告。`,
  },
  remedy: {
    en: `Set the policy to \`${RECOMMENDED_TLS_POLICY}\`, or to \`tls_cipher_policy_1_2\` for old clients.`,
    zh: `请将策略设为 \`${RECOMMENDED_TLS_POLICY}\`；若有旧客户端，可用 \`tls_cipher_policy_1_2\`。`,
  },
  references: ['https://www.rfc-editor.org/rfc/rfc8996'],
  bad: [
    ...clbExamples({ protocol: 'https', port: 443, ...certificate }),
    ...clbExamples({
      protocol: 'https',
      port: 443,
      ros: `${certificate.ros}\nTLSCipherPolicy: tls_cipher_policy_1_1`,
      terraform: `${certificate.terraform}\ntls_cipher_policy = "tls_cipher_policy_1_1"`,
    }),
    terraform(`resource "alicloud_slb_tls_cipher_policy" "custom" {
  tls_cipher_policy_name = "custom"
  tls_versions           = ["TLSv1.1", "TLSv1.2"]
  ciphers                = ["AES128-GCM-SHA256"]
}
`),
  ],
  good: [
    ...clbExamples({
      protocol: 'https',
      port: 443,
      ros: `${certificate.ros}\nTLSCipherPolicy: tls_cipher_policy_1_2_strict_with_1_3`,
      terraform: `${certificate.terraform}\ntls_cipher_policy = "tls_cipher_policy_1_2_strict_with_1_3"`,
    }),
    ...clbExamples({ protocol: 'tcp', port: 443 }),
  ],
  options: { minimum: '1.2', strict: false },
  check(context) {
    const { model, options, report } = context;
    weakServiceTls(context);
    const minimum = parseTlsVersion(options.minimum) ?? '1.2';
    const custom = new Set(model.tlsPolicies.map(keyOf));
    for (const policy of model.tlsPolicies) checkCustom(policy, minimum, report);
    for (const listener of model.listeners) {
      const { protocol, tlsPolicy: policy } = listener;
      if (protocol === undefined || policy === undefined) continue;
      // A custom policy in these files is reported itself; one outside cannot be judged by its id.
      if (keysOf(policy).some((key) => custom.has(key))) continue;
      const weak = (identity: Identity): boolean => isWeak(identity, minimum, options.strict);
      const truth = allOf(
        holds(protocol, (name) => name === 'https' || name === 'tcpssl'),
        holds(policy, weak),
      );
      if (truth === 'no') continue;
      const byDefault = policy.kind === 'known' && policy.byDefault === true;
      const name = possibilities(policy).find(({ value }) => weak(value))?.value ?? '?';
      const internal = listenerFacesInternet(model, listener) === 'no';
      const named = typeof name === 'string' ? tlsPolicy(name) : undefined;
      const accepts = named && compareTls(named.minimum, minimum) >= 0;
      const fault = accepts
        ? { en: 'allows 3DES or suites without forward secrecy', zh: '允许 3DES 或不支持前向保密的加密套件' }
        : {
            en: `allows TLS ${named?.minimum ?? 'versions'} (below ${minimum})`,
            zh: `允许 TLS ${named?.minimum ?? '旧版本'}（低于 ${minimum}）`,
          };
      report(truth, {
        resource: listener.resource,
        at: policy,
        ...(internal ? { severity: 'info' as const } : {}),
        message: byDefault
          ? {
              en: `No TLS policy is set, and the default ${name} ${fault.en}. Set ${RECOMMENDED_TLS_POLICY}.`,
              zh: `未设置 TLS 策略，而默认的 ${name} ${fault.zh}。请设为 ${RECOMMENDED_TLS_POLICY}。`,
            }
          : {
              en: `The TLS policy ${name} ${fault.en}. Use ${RECOMMENDED_TLS_POLICY}.`,
              zh: `TLS 策略 ${name} ${fault.zh}。请改用 ${RECOMMENDED_TLS_POLICY}。`,
            },
        fixes: () => policyFixes(listener, minimum, options.strict),
        because: unknownsOf(protocol, policy),
      });
    }
  },
});

function isWeak(identity: Identity, minimum: TlsVersion, strict: boolean): boolean {
  const policy = typeof identity === 'string' ? tlsPolicy(identity) : undefined;
  if (policy === undefined) return false;
  return compareTls(policy.minimum, minimum) < 0 || (strict && policy.weakSuites === true);
}

/** The best first; one for old clients where that is allowed too. */
function policyFixes(listener: Listener, minimum: TlsVersion, strict: boolean): readonly Fix[] {
  const names = [RECOMMENDED_TLS_POLICY, 'tls_cipher_policy_1_2'].filter((name) => !isWeak(name, minimum, strict));
  return names.flatMap((name) => mended(listener, 'tlsPolicy', name, { en: `Use ${name}`, zh: `使用 ${name}` }));
}

function checkCustom(policy: CustomPolicy, minimum: TlsVersion, report: RuleContext['report']): void {
  for (const entry of policy.versions ?? []) {
    const old = (text: string): boolean => {
      const version = parseTlsVersion(text);
      return version !== undefined && compareTls(version, minimum) < 0;
    };
    const version = possibilities(entry).find(({ value }) => old(value))?.value ?? '?';
    report(holds(entry, old), {
      resource: policy.resource,
      at: entry,
      message: {
        en: `This custom TLS policy allows ${version}, which is below TLS ${minimum}. Remove it from the list.`,
        zh: `该自定义 TLS 策略允许 ${version}，低于 TLS ${minimum}。请从列表中移除。`,
      },
      fixes: () => versionFixes(policy, policy.versions ?? [], entry, minimum),
      because: unknownsOf(entry),
    });
  }
}
