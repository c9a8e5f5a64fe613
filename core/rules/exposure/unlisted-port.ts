import type { PortSet } from '../../network/ports.ts';
import { protocolName } from '../../network/protocol.ts';
import { allOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ingressExamples } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { inRange, openings, unknownsOfOpening } from './openings.ts';
import { reached } from './services.ts';
import { alsoAt, portName, portsHere, rangeText, sourceText } from './wording.ts';

/** Wider than this, the range itself is the finding (exposure/wide-range). */
const widest = 100;

export const unlistedPort = defineRule({
  id: 'exposure/unlisted-port',
  severity: 'warning',
  recommended: false,
  title: { en: 'Port open to the internet that is not meant to be public', zh: '未列为公开的端口对互联网开放' },
  description: {
    en: `A security group rule lets everyone in on a port that is not among the public ports of the configuration (80 and 443 unless set), and that no other rule names. List the port in the configuration when it is meant to be public.

One finding for one fact: a rule that already is reported for a risky port, a wide range or all ports is not reported again.`,
    zh: `安全组规则对所有来源放行了一个端口，该端口不在配置的公开端口中（默认 80 和 443），也没有其他规则提到它。如果确实要公开，请在配置中列出。

同一事实只报告一次：已因高危端口、过宽范围或全部端口被报告的规则不再重复报告。`,
  },
  remedy: {
    en: 'Narrow the source, or add the port to `publicPorts` in `.portguard.yaml`.',
    zh: '请收窄来源，或在 `.portguard.yaml` 的 `publicPorts` 中加入该端口。',
  },
  bad: ingressExamples({ ports: '12345/12345' }),
  good: [...ingressExamples({ ports: '443/443' }), ...ingressExamples({ ports: '12345/12345', source: '10.0.0.0/16' })],
  check(context) {
    const { model, settings, report } = context;
    const left = (range: PortSet): PortSet => range.subtract(settings.publicPorts);
    for (const opening of openings(model)) {
      const { rule, source, world, admits, ports } = opening;
      if (allOf(admits, world) === 'no') continue;
      const open = inRange(
        opening,
        (range, over) => range.size <= widest && !left(range).isEmpty && reached(range, over).length === 0,
      );
      const truth = allOf(admits, world, open.truth);
      if (truth === 'no') continue;
      const [over, range] = open.example ?? [];
      const rest = over && range ? left(range) : undefined;
      const name =
        over && rest?.size === 1
          ? portName(rest.intervals[0]?.from ?? 0, over)
          : rangeText(rest ?? settings.publicPorts);
      const how = protocolName(over ?? 'tcp');
      const from = sourceText(source, (addresses) => addresses.amountsToWorld);
      report(truth, {
        resource: rule.resource,
        at: source,
        message: {
          en: `Port ${name} is open to the internet (${how}, source ${from}) and is not one of your public ports (${rangeText(settings.publicPorts)}). Narrow the source, or list the port as public.`,
          zh: `端口 ${name} 对互联网开放（${how}，来源 ${from}），但不在公开端口（${rangeText(settings.publicPorts)}）之列。请收窄来源，或将其列为公开端口。`,
        },
        related: alsoAt(ports, portsHere),
        fixes: () => openingFixes(context, opening),
        accepts: () => rest && { kind: 'public-ports', ports: rest },
        because: unknownsOfOpening(opening),
      });
    }
  },
});
