import { allOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ingressExamples } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { inRange, openings, unknownsOfOpening } from './openings.ts';
import { alsoAt, sourceHere, sourceText, traffic } from './wording.ts';

export const wideRange = defineRule({
  id: 'exposure/wide-range',
  severity: 'warning',
  recommended: true,
  title: { en: 'Wide port range open to the internet', zh: '对互联网开放的端口范围过宽' },
  description: {
    en: `One rule lets everyone in on more than \`ports\` ports (100). Nobody can say what listens there, now or after the next deployment. Known risky ports inside the range are reported by their own rules as well; the whole range is \`exposure/all-ports\`.`,
    zh: `一条规则对所有来源放行超过 \`ports\`（默认 100）个端口，没有人说得清这些端口上现在和下次发布后运行着什么。范围内已知的高危端口由各自的规则另行报告；若为全部端口，则由 \`exposure/all-ports\` 报告。`,
  },
  remedy: {
    en: 'Split the range into the ports that are in use. Passive FTP, media and game servers: give them a small range of their own.',
    zh: '请拆分为实际使用的端口。被动模式 FTP、媒体和游戏服务请使用单独的小范围。',
  },
  bad: ingressExamples({ ports: '30000/32767' }),
  good: [
    ...ingressExamples({ ports: '8000/8010' }),
    ...ingressExamples({ ports: '30000/32767', source: '10.0.0.0/16' }),
  ],
  options: { ports: 100 },
  check(context) {
    const { model, options, report } = context;
    for (const opening of openings(model)) {
      const { rule, source, world, admits, ports } = opening;
      if (allOf(admits, world) === 'no') continue;
      const open = inRange(opening, (range) => range.size > options.ports);
      const truth = allOf(admits, world, open.truth);
      if (truth === 'no') continue;
      const [over, range] = open.example ?? [];
      const how = over && range ? traffic(over, range) : { en: 'a range', zh: '一个范围' };
      const count = range?.size ?? options.ports;
      const from = sourceText(source, (addresses) => addresses.amountsToWorld);
      report(truth, {
        resource: rule.resource,
        at: ports,
        message: {
          en: `${count} ports are open to the internet with one rule: source ${from} may connect with ${how.en}. Open only the ports that are in use.`,
          zh: `一条规则对互联网开放了 ${count} 个端口：来源 ${from} 可访问 ${how.zh}。请只开放实际使用的端口。`,
        },
        related: alsoAt(source, sourceHere),
        fixes: () => openingFixes(context, opening),
        because: unknownsOfOpening(opening),
      });
    }
  },
});
