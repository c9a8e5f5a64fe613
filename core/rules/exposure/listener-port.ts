import { balancerOf, isUnguarded, listenerFacesInternet } from '../../network/load-balancers.ts';
import type { Listener } from '../../network/model.ts';
import { PORT_FAMILIES, type PortService } from '../../network/port-catalogue.ts';
import type { PortSet } from '../../network/ports.ts';
import { jointly } from '../../values/joint.ts';
import { allOf, anyOf, unknownsOf } from '../../values/truth.ts';
import { known, type Value } from '../../values/value.ts';
import { defineRule } from '../rule.ts';
import { clbExamples } from './listener-examples.ts';
import { listenerFixes } from './listener-fixes.ts';
import { reached } from './services.ts';
import { alsoAt, serviceList, servicePorts } from './wording.ts';

/** More ports than this are a range that nobody has looked at. */
const widest = 100;

export const listenerPort = defineRule({
  id: 'exposure/listener-port',
  severity: 'error',
  recommended: true,
  title: { en: 'Public listener on a risky port', zh: '公网监听使用高危端口' },
  description: {
    en: `A listener of an internet-facing CLB, ALB, NLB or Global Accelerator forwards a risky port (SSH, RDP, databases, middleware …), or a range of more than 100 ports, to the servers behind it. What counts for TCP and UDP is also the backend port: 10022 in front of 22 is still SSH.

Not reported: listeners of internal load balancers, listeners with a white list, load balancers with a security group, and HTTP(S) listeners on the usual alternate web ports. A load balancer that does not stand in these files makes the finding a possible one.`,
    zh: `面向互联网的 CLB、ALB、NLB 或全球加速的监听把高危端口（SSH、RDP、数据库、中间件等）或超过 100 个端口的范围转发到后端服务器。对 TCP 和 UDP 还要看后端端口：前端 10022、后端 22 仍然是 SSH。

不报告：私网负载均衡的监听、设置了白名单的监听、绑定了安全组的负载均衡，以及使用常见备用 Web 端口的 HTTP(S) 监听。若负载均衡不在这些文件中，则报告为“可能”。`,
  },
  remedy: {
    en: 'Use an internal load balancer, or a white list (AclStatus on, AclType white) with the networks that need the port.',
    zh: '请改用私网负载均衡，或启用白名单（AclStatus 为 on、AclType 为 white），只写需要的网段。',
  },
  bad: clbExamples({ protocol: 'tcp', port: 22 }),
  good: [
    ...clbExamples({ protocol: 'tcp', port: 22, addressType: 'intranet' }),
    ...clbExamples({ protocol: 'tcp', port: 443 }),
    ...clbExamples({
      protocol: 'tcp',
      port: 3306,
      ros: 'AclStatus: "on"\nAclType: white\nAclId: acl-bp1example',
      terraform: 'acl_status       = "on"\nacl_type         = "white"\nacl_ids          = ["acl-bp1example"]',
    }),
  ],
  check({ model, settings, report }) {
    for (const listener of model.listeners) {
      const { ports } = listener;
      const open = allOf(listenerFacesInternet(model, listener), isUnguarded(model, listener));
      if (ports === undefined || open === 'no') continue;
      const risk = riskyListenerPorts(listener, ports);
      const truth = allOf(open, risk.truth);
      if (truth === 'no') continue;
      const because = unknownsOf(...[listener.loadBalancer, listener.protocol, ports].filter((v) => v !== undefined));
      const balancer = balancerOf(model, listener);
      report(truth, {
        resource: listener.resource,
        at: risk.at,
        message: risk.message,
        ...(risk.severity ? { severity: risk.severity } : {}),
        related: alsoAt(balancer?.internet, { en: 'the load balancer faces the internet', zh: '负载均衡面向互联网' }),
        fixes: () => listenerFixes(model, listener, settings.publicPorts),
        because,
      });
    }
  },
});

/** Whether a listener's ports are risky, where to say so and in which words. */
export function riskyListenerPorts(listener: Listener, ports: Value<PortSet>) {
  const protocol = listener.protocol ?? known('tcp', listener.at);
  const wide = jointly(protocol, ports, (_, range) => (range === undefined ? undefined : range.size > widest));
  const front = jointly(protocol, ports, (name, range) => found(name, range, false));
  const back = listener.backendPorts
    ? jointly(protocol, listener.backendPorts, (name, range) =>
        name !== undefined && isWeb(name) ? false : found(name, range, true),
      )
    : ({ truth: 'no', example: undefined } as const);
  const behind = front.truth !== 'yes' && front.truth !== 'maybe' && back.example !== undefined;
  const at = behind && listener.backendPorts ? listener.backendPorts : ports;
  const [name, range] = (behind ? back : front).example ?? [];
  const services = name !== undefined && range ? risky(name, range, behind) : [];
  const truth = anyOf(wide.truth, front.truth, back.truth);
  if (services.length === 0 || range === undefined) {
    const count = wide.example?.[1].size ?? widest;
    return {
      truth,
      at,
      severity: undefined,
      message: {
        en: `This public listener opens ${count} ports to the internet. Open single ports, or use an internal load balancer.`,
        zh: `该公网监听对互联网开放了 ${count} 个端口。请只开放单个端口，或改用私网负载均衡。`,
      },
    };
  }
  if (wide.example) {
    const opened = wide.example[1].size;
    const among = serviceList(services, range);
    return {
      truth,
      at,
      severity: undefined,
      message: {
        en: `This public listener opens ${opened} ports to the internet, among them ${among.en}. Open single ports, or use an internal load balancer.`,
        zh: `该公网监听对互联网开放了 ${opened} 个端口，其中包括 ${among.zh}。请只开放单个端口，或改用私网负载均衡。`,
      },
    };
  }
  const what = servicePorts(services, range);
  const mild = services.every(({ family }) => PORT_FAMILIES[family].severity !== 'error');
  const are = what.en.startsWith('Ports') ? 'are' : 'is';
  return {
    truth,
    at,
    severity: mild ? ('warning' as const) : undefined,
    message: {
      en: `${what.en} ${are} open to the internet through this public listener. Use an internal load balancer, or a white list with the networks that need it.`,
      zh: `${what.zh} 通过该公网监听对互联网开放。请改用私网负载均衡，或用白名单只放行需要的网段。`,
    },
  };
}

function found(name: string | undefined, range: PortSet | undefined, behind: boolean): boolean | undefined {
  if (range === undefined) return undefined;
  if (name !== undefined) return risky(name, range, behind).length > 0;
  return risky('tcp', range, behind).length + risky('udp', range, behind).length > 0 ? undefined : false;
}

/**
 * A listener that speaks HTTP is a web server whatever its port: alternate web ports say nothing. Behind TCP listeners
 * 8080 is just as usual; only services that are dangerous in themselves count there.
 */
function risky(name: string, range: PortSet, behind: boolean): readonly PortService[] {
  return reached(range, name === 'udp' || name === 'quic' ? 'udp' : 'tcp').filter(({ family }) =>
    isWeb(name) || behind ? PORT_FAMILIES[family].severity === 'error' : true,
  );
}

function isWeb(name: string): boolean {
  return name === 'http' || name === 'https' || name === 'quic';
}
