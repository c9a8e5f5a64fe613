import type { Fix } from '../../changes/change.ts';
import { fixOf } from '../../changes/objects.ts';
import type { Sysctl, Workload } from '../../network/kubernetes.ts';
import { holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { deployment, manifest } from './manifest-example.ts';
import { shown, titleOf } from './wording.ts';

/** "Safe and Unsafe Sysctls" of the Kubernetes documentation, v1.32. */
const safe: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

export const unsafeSysctl = defineRule({
  id: 'kubernetes/unsafe-sysctl',
  severity: 'info',
  recommended: false,
  title: { en: 'Unsafe kernel parameter', zh: '不安全的内核参数' },
  description: {
    en: 'Kernel parameters outside of the safe set may affect other pods of the node; the kubelet refuses the pod unless the node allows the parameter.',
    zh: '安全列表之外的内核参数可能影响节点上的其他 Pod；除非节点允许，kubelet 会拒绝该 Pod。',
  },
  remedy: {
    en: 'Use a parameter of the safe set, or set this one on a node pool of its own.',
    zh: '使用安全列表中的参数，或在专用节点池上设置该参数。',
  },
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/'],
  bad: [manifest(deployment('', 'securityContext:\n  sysctls:\n    - name: net.core.somaxconn\n      value: "1024"'))],
  good: [
    manifest(deployment('', 'securityContext:\n  sysctls:\n    - name: net.ipv4.tcp_syncookies\n      value: "1"')),
  ],
  check({ kubernetes, report }) {
    for (const workload of kubernetes?.workloads ?? []) {
      for (const sysctl of workload.sysctls) {
        const name = shown(sysctl.name, '');
        report(
          // Both separators are allowed: net/ipv4/tcp_syncookies.
          holds(sysctl.name, (text) => !safe.has(text.replaceAll('/', '.'))),
          {
            resource: workload.resource,
            at: sysctl.name,
            fixes: () => withoutParameter(workload, sysctl),
            message: {
              en: `${titleOf(workload)} sets the kernel parameter ${name}, which may affect the whole node. Set it on a node pool of its own.`,
              zh: `${titleOf(workload)} 设置了内核参数 ${name}，可能影响整个节点。请在专用节点池上设置。`,
            },
          },
        );
      }
    }
  },
});

function withoutParameter({ resource, sysctls }: Workload, { at, name, list }: Sysctl): readonly Fix[] {
  const text = shown(name, '');
  const title = { en: `Remove ${text}`, zh: `删除 ${text}` };
  return fixOf(title, [[{ kind: 'removeAt', resource, at: sysctls.length > 1 ? at : list }]]);
}
