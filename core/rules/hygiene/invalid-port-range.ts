import type { Resource } from '../../dialects/resource.ts';
import { isPortProblem, type PortProblem, type PortSpelling, parsePortRange } from '../../network/ports.ts';
import type { Text } from '../../text/message.ts';
import type { Unknown } from '../../values/value.ts';
import { ingressExamples } from '../exposure/examples.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { inPlace, refused } from './written.ts';

const faults: Readonly<Record<PortProblem['problem'], Text>> = {
  malformed: {
    en: 'is not a port range. Write first/last, such as 22/22',
    zh: '不是端口范围。请写成“起始/结束”，例如 22/22',
  },
  reversed: {
    en: 'runs backwards. Write the lower port first',
    zh: '起止颠倒。请把较小的端口写在前面',
  },
  'out-of-range': {
    en: 'is outside of 1 to 65535. Correct it',
    zh: '超出端口取值范围 1～65535。请更正',
  },
};

export const invalidPortRange = defineRule({
  id: 'hygiene/invalid-port-range',
  severity: 'error',
  recommended: true,
  title: { en: 'Invalid port range', zh: '无效的端口范围' },
  description: {
    en: 'The port range of a security group rule or network ACL entry cannot be read: it runs backwards (443/80), leaves 1 to 65535 (0/65536), or is not of the form first/last. The API refuses it at deployment.',
    zh: '安全组规则或网络 ACL 条目的端口范围无法识别：起止颠倒（443/80）、超出 1～65535（0/65536），或不是“起始/结束”的形式。部署时 API 会拒绝。',
  },
  remedy: {
    en: 'Write first/last with ports from 1 to 65535, or -1/-1 for protocols without ports.',
    zh: '请写成“起始/结束”，取值 1～65535；没有端口的协议写 -1/-1。',
  },
  bad: [...ingressExamples({ ports: '443/80' }), ...ingressExamples({ ports: '0/65536' })],
  good: ingressExamples({ ports: '80/443' }),
  check({ model, report }) {
    for (const { resource, ports, sourcePorts } of model.securityGroupRules) {
      for (const part of [...refused(ports, numeric), ...refused(sourcePorts, numeric)])
        tell(report, resource, part, {});
    }
    for (const { resource, ports } of model.networkAclEntries) {
      for (const part of refused(ports, numeric)) tell(report, resource, part, { single: true });
    }
  },
});

function tell(report: RuleContext['report'], resource: Resource, part: Unknown, spelling: PortSpelling): void {
  const { subject } = part.reason;
  const result = parsePortRange(subject, spelling);
  if (!isPortProblem(result)) return;
  const fault = faults[result.problem];
  report('yes', {
    resource,
    at: part,
    message: { en: `Port range ${subject} ${fault.en}.`, zh: `端口范围 ${subject} ${fault.zh}。` },
    fixes: () => meant(subject).flatMap((range) => inPlace(resource, part, range)),
  });
}

/** What a range that is refused is likely to mean: the same the right way round, or with a slash. */
function meant(subject: string): readonly string[] {
  const [, first, second = first] = /^\s*(\d+)\s*(?:[/:~-]\s*(\d+)\s*)?$/.exec(subject) ?? [];
  if (first === undefined || second === undefined) return [];
  const [low, high] = [Math.min(Number(first), Number(second)), Math.max(Number(first), Number(second))];
  const range = `${Math.max(low, 1)}/${Math.min(high, 65535)}`;
  return isPortProblem(parsePortRange(range)) ? [] : [range];
}

/** Digits and separators: `443/80`, `22`, `80-90`, `0/65536`, `22,80`. */
const numeric = /^-?\d[\d\s/,:;.~-]*$/;
