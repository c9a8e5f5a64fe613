import { rewritten } from '../../changes/rewriting.ts';
import type { Resource } from '../../dialects/resource.ts';
import { type AddressProblem, type AddressSet, isAddressProblem, parseCidr } from '../../network/addresses.ts';
import type { Text } from '../../text/message.ts';
import { possibilities, type Value } from '../../values/value.ts';
import { ingressExamples } from '../exposure/examples.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { refused, writtenText } from './written.ts';

const faults: Readonly<Record<AddressProblem['problem'], Text>> = {
  malformed: {
    en: 'is not an address or CIDR block. Write it like 10.1.0.0/16',
    zh: '不是有效的地址或 CIDR 网段。请写成 10.1.0.0/16 的形式',
  },
  'octet-out-of-range': { en: 'has a number above 255. Correct it', zh: '含有大于 255 的数字。请更正' },
  'prefix-out-of-range': {
    en: 'has a prefix that is too long. Write at most /32, or /128 for IPv6',
    zh: '前缀长度超出范围。IPv4 请不超过 /32，IPv6 请不超过 /128',
  },
  'leading-zero': {
    en: 'has a leading zero, which some readers take for octal. Leave it out',
    zh: '含有前导零，可能被当作八进制。请去掉',
  },
  'zone-id': { en: 'has a zone, which means nothing here. Leave it out', zh: '含有区域标识，在此无意义。请去掉' },
  netmask: { en: 'has a netmask. Write the prefix length instead', zh: '使用了子网掩码。请改写为前缀长度' },
  reversed: { en: 'runs backwards. Write the lower address first', zh: '起止颠倒。请把较小的地址写在前面' },
  'mixed-families': { en: 'mixes IPv4 and IPv6. Write two entries', zh: '混用了 IPv4 和 IPv6。请分成两项' },
};

/** Digits, hexadecimal letters and separators, with at least one dot or colon: what was meant as an address. */
const addressLike = /^(?=.*[.:])[\da-f][\da-f.:/%-]*$/i;

export const invalidCidr = defineRule({
  id: 'hygiene/invalid-cidr',
  severity: 'error',
  recommended: true,
  title: { en: 'Invalid address or CIDR block', zh: '无效的地址或 CIDR 网段' },
  description: {
    en: 'The source or destination of a security group rule or network ACL entry is not an address or CIDR block. The API refuses it at deployment. Host bits behind the prefix (10.1.2.3/16) are a warning: the rule covers the whole network, which may not be what was meant.',
    zh: '安全组规则或网络 ACL 条目的来源或目的不是有效的地址或 CIDR 网段，部署时 API 会拒绝。前缀之后仍有主机位（10.1.2.3/16）报告为警告：规则实际覆盖整个网段，可能并非本意。',
  },
  remedy: {
    en: 'Write the network address and the prefix length: 10.1.0.0/16, or 10.1.2.3/32 for one machine.',
    zh: '请写网络地址加前缀长度：10.1.0.0/16；单台机器写 10.1.2.3/32。',
  },
  bad: [
    ...ingressExamples({ ports: '22/22', source: '10.0.0.0/33' }),
    ...ingressExamples({ ports: '22/22', source: '10.0.0.5/16' }),
  ],
  good: ingressExamples({ ports: '22/22', source: '10.0.0.0/16' }),
  check({ model, report }) {
    for (const { resource, peerCidr, peerIpv6Cidr } of model.securityGroupRules) {
      tellInvalid(report, resource, peerCidr);
      tellInvalid(report, resource, peerIpv6Cidr);
      tellHostBits(report, resource, peerCidr);
      tellHostBits(report, resource, peerIpv6Cidr);
    }
    for (const { resource, peerCidr } of model.networkAclEntries) {
      tellInvalid(report, resource, peerCidr);
      tellHostBits(report, resource, peerCidr);
    }
  },
});

type Peer = Value<AddressSet> | undefined;

function tellInvalid(report: RuleContext['report'], resource: Resource, value: Peer): void {
  for (const part of refused(value, addressLike)) {
    const { subject } = part.reason;
    const result = parseCidr(subject, { bareZeroIsWorld: true });
    if (!isAddressProblem(result)) continue;
    const fault = faults[result.problem];
    report('yes', {
      resource,
      at: part,
      message: { en: `${subject} ${fault.en}.`, zh: `${subject} ${fault.zh}。` },
    });
  }
}

function tellHostBits(report: RuleContext['report'], resource: Resource, value: Peer): void {
  for (const option of value ? possibilities(value) : []) {
    const text = writtenText(option);
    const parsed = text === undefined ? undefined : parseCidr(text);
    if (text === undefined || parsed === undefined || isAddressProblem(parsed)) continue;
    if (!parsed.hostBits || !parsed.addresses.equals(option.value)) continue;
    report(value?.kind === 'known' ? 'yes' : 'maybe', {
      resource,
      at: option,
      severity: 'warning',
      message: {
        en: `${text} has host bits behind the prefix and means the whole network ${parsed.text}. Write that, or a longer prefix.`,
        zh: `${text} 的前缀之后仍有主机位，实际表示整个网段 ${parsed.text}。请改写为该网段，或使用更长的前缀。`,
      },
      fixes: () =>
        rewritten(resource, option, parsed.text, { en: `Write ${parsed.text}`, zh: `改为 ${parsed.text}` }).map(
          (fix) => ({
            ...fix,
            safe: true as const,
          }),
        ),
    });
  }
}
