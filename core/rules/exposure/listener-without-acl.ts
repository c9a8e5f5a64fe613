import { isUnguarded, listenerFacesInternet } from '../../network/load-balancers.ts';
import { allOf, holds, not, unknownsOf } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { clbExamples } from './listener-examples.ts';
import { listenerFixes } from './listener-fixes.ts';
import { riskyListenerPorts } from './listener-port.ts';
import { rangeText } from './wording.ts';

export const listenerWithoutAcl = defineRule({
  id: 'exposure/listener-without-acl',
  severity: 'warning',
  recommended: false,
  title: { en: 'Public listener without a white list', zh: '公网监听没有白名单' },
  description: {
    en: `A listener of an internet-facing load balancer serves a port that the configuration does not make public (80 and 443 unless set), and no access control list limits who may connect. Risky ports have \`exposure/listener-port\`.`,
    zh: `面向互联网的负载均衡监听使用了配置未列为公开的端口（默认公开 80 和 443），且没有访问控制列表限制来源。高危端口由 \`exposure/listener-port\` 报告。`,
  },
  remedy: {
    en: 'Attach an access control list as a white list, or list the port as public in `.portguard.yaml`.',
    zh: '请绑定白名单类型的访问控制列表，或在 `.portguard.yaml` 中将该端口列为公开。',
  },
  bad: clbExamples({ protocol: 'tcp', port: 12345 }),
  good: [
    ...clbExamples({ protocol: 'https', port: 443 }),
    ...clbExamples({ protocol: 'tcp', port: 12345, addressType: 'intranet' }),
  ],
  check({ model, settings, report }) {
    for (const listener of model.listeners) {
      const { ports } = listener;
      if (ports === undefined) continue;
      const unlisted = holds(ports, (range) => !settings.publicPorts.covers(range));
      const truth = allOf(
        unlisted,
        listenerFacesInternet(model, listener),
        isUnguarded(model, listener),
        not(riskyListenerPorts(listener, ports).truth),
      );
      if (truth === 'no') continue;
      const port = ports.kind === 'known' ? rangeText(ports.value) : '…';
      report(truth, {
        resource: listener.resource,
        at: ports,
        message: {
          en: `Everyone may connect to this public listener on port ${port}, which is not one of your public ports. Attach a white list, or list the port as public.`,
          zh: `任何人都可以访问该公网监听的 ${port} 端口，而它不在公开端口之列。请绑定白名单，或将其列为公开端口。`,
        },
        fixes: () => listenerFixes(model, listener, settings.publicPorts),
        because: unknownsOf(...[listener.loadBalancer, ports].filter((value) => value !== undefined)),
      });
    }
  },
});
