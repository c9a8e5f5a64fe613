/**
 * The families of risky ports: one check, a row of data for each. A port that the world reaches is reported under the
 * family that says best what is wrong with it.
 */
import { PORT_FAMILIES, type PortFamily } from '../../network/port-catalogue.ts';
import { PortSet } from '../../network/ports.ts';
import type { Text } from '../../text/message.ts';
import { allOf } from '../../values/truth.ts';
import { defineRule, type Rule } from '../rule.ts';
import { ingressExamples } from './examples.ts';
import { openingFixes } from './opening-fixes.ts';
import { reachOfOpening } from './opening-reach.ts';
import { inRange, openings, unknownsOfOpening } from './openings.ts';
import { familiesReached, type RiskyFamily, reached, reportedFamilies } from './services.ts';
import { alsoAt, portsHere, servicePorts, sourceText, traffic } from './wording.ts';

interface FamilyRow {
  /** The id's last part. */
  readonly name: string;
  readonly family: RiskyFamily;
  readonly title: Text;
  /** Why strangers must not reach it. */
  readonly why: Text;
  /** What to do instead; ends the message. */
  readonly advice: Text;
  /** A port of the family, and a range that contains it, for the examples. */
  readonly port: number;
  readonly range: string;
  readonly protocol?: 'tcp' | 'udp';
}

const rows: readonly FamilyRow[] = [
  {
    name: 'admin-port',
    family: 'admin',
    title: { en: 'Administration port open to the internet', zh: '管理端口对互联网开放' },
    why: {
      en: 'SSH, RDP, VNC, WinRM and administration consoles are found by scanners within minutes and tried with stolen and guessed passwords. Whoever gets through owns the machine.',
      zh: 'SSH、RDP、VNC、WinRM 和各类管理控制台几分钟内就会被扫描器发现，并遭到撞库和弱口令尝试。一旦被攻破，整台机器即被控制。',
    },
    advice: {
      en: 'Narrow the source to your office network or a bastion host.',
      zh: '请将来源收窄到办公网段或堡垒机。',
    },
    port: 22,
    range: '20/25',
  },
  {
    name: 'database-port',
    family: 'database',
    title: { en: 'Database port open to the internet', zh: '数据库端口对互联网开放' },
    why: {
      en: 'A database on the internet is one weak password or one vulnerability away from a leak; Redis, Memcached and MongoDB often have no password at all.',
      zh: '暴露在互联网上的数据库，离数据泄露只差一个弱口令或一个漏洞；Redis、Memcached、MongoDB 甚至常常没有密码。',
    },
    advice: {
      en: 'Let in the security group or the VPC network of the application only.',
      zh: '请只放行应用所在的安全组或 VPC 网段。',
    },
    port: 3306,
    range: '3300/3310',
  },
  {
    name: 'middleware-port',
    family: 'middleware',
    title: { en: 'Middleware port open to the internet', zh: '中间件端口对互联网开放' },
    why: {
      en: 'Message queues, registries, search engines and their consoles are built for trusted networks: many have no login by default and hold the secrets of other services.',
      zh: '消息队列、注册中心、搜索引擎及其控制台是为可信网络设计的：许多默认没有登录，还保存着其他服务的密钥。',
    },
    advice: {
      en: 'Let in the networks of the clients only.',
      zh: '请只放行其客户端所在的网段。',
    },
    port: 9200,
    range: '9200/9300',
  },
  {
    name: 'container-port',
    family: 'container',
    title: { en: 'Container platform port open to the internet', zh: '容器平台端口对互联网开放' },
    why: {
      en: 'The Docker API, the kubelet, etcd and the Kubernetes API server give whoever reaches them every container and often root on the host.',
      zh: 'Docker API、kubelet、etcd 和 Kubernetes API Server 一旦可达，攻击者就能控制所有容器，往往还能获得主机 root 权限。',
    },
    advice: {
      en: 'Let in the nodes and the control plane only.',
      zh: '请只放行集群节点和控制面。',
    },
    port: 2375,
    range: '2370/2380',
  },
  {
    name: 'cleartext-port',
    family: 'cleartext',
    title: { en: 'Cleartext protocol open to the internet', zh: '明文协议端口对互联网开放' },
    why: {
      en: 'FTP, Telnet, LDAP, rsync, MQTT and the old mail protocols send passwords and data so that anyone on the way can read and change them.',
      zh: 'FTP、Telnet、LDAP、rsync、MQTT 以及旧式邮件协议以明文传输密码和数据，途中任何人都能读取和篡改。',
    },
    advice: {
      en: 'Use the encrypted successor (SFTP, SSH, LDAPS, IMAPS, MQTT over TLS) or narrow the source.',
      zh: '请改用加密的替代协议（SFTP、SSH、LDAPS、IMAPS、MQTT over TLS），或收窄来源。',
    },
    port: 23,
    range: '19/23',
  },
  {
    name: 'windows-port',
    family: 'windows',
    title: { en: 'Windows networking port open to the internet', zh: 'Windows 网络端口对互联网开放' },
    why: {
      en: 'SMB, NetBIOS and RPC are how worms such as WannaCry spread; no provider lets them through, and neither should you.',
      zh: 'SMB、NetBIOS 和 RPC 是 WannaCry 等蠕虫的传播途径，不应对互联网开放。',
    },
    advice: {
      en: 'Close it to the internet and use a VPN for file shares.',
      zh: '请对互联网关闭，文件共享请走 VPN。',
    },
    port: 445,
    range: '444/446',
  },
  {
    name: 'file-sharing-port',
    family: 'files',
    title: { en: 'File sharing port open to the internet', zh: '文件共享端口对互联网开放' },
    why: {
      en: 'NFS, rpcbind, iSCSI and cluster file systems trust the client: whoever reaches them can usually read and write.',
      zh: 'NFS、rpcbind、iSCSI 和集群文件系统信任客户端：能连上往往就能读写。',
    },
    advice: {
      en: 'Let in the machines that mount it only.',
      zh: '请只放行需要挂载的机器。',
    },
    port: 2049,
    range: '2000/2049',
  },
  {
    name: 'development-port',
    family: 'development',
    title: { en: 'Development port open to the internet', zh: '开发调试端口对互联网开放' },
    why: {
      en: 'Development servers, notebooks and debuggers run code for whoever asks and are not made to face the internet; alternate HTTP ports usually serve them, or an application without the load balancer and TLS in front.',
      zh: '开发服务器、Notebook 和调试器会为来访者执行代码，并非为互联网设计；备用 HTTP 端口背后通常就是它们，或是绕过了负载均衡和 TLS 的应用。',
    },
    advice: {
      en: 'Narrow the source, or publish the service through a load balancer on 443.',
      zh: '请收窄来源，或通过负载均衡在 443 端口发布。',
    },
    port: 8888,
    range: '8880/8890',
  },
  {
    name: 'monitoring-port',
    family: 'monitoring',
    title: { en: 'Monitoring port open to the internet', zh: '监控端口对互联网开放' },
    why: {
      en: 'Metrics, traces and agents tell an attacker what runs where and in which version; agents and SNMP can often change things too.',
      zh: '指标、链路和监控代理会告诉攻击者哪里运行着什么版本的服务；代理和 SNMP 往往还能修改配置。',
    },
    advice: {
      en: 'Let in your monitoring servers only.',
      zh: '请只放行监控服务器。',
    },
    port: 9090,
    range: '9090/9100',
  },
  {
    name: 'blockchain-port',
    family: 'blockchain',
    title: { en: 'Blockchain node port open to the internet', zh: '区块链节点端口对互联网开放' },
    why: {
      en: 'RPC and peer ports of blockchain nodes sign transactions, move funds and join the consensus. JSON-RPC (8545) must be limited to a white list.',
      zh: '区块链节点的 RPC 和节点通信端口可签名交易、转移资产、参与共识。JSON-RPC（8545）必须限制在白名单内。',
    },
    advice: {
      en: 'Let in the members of the chain and your own clients only.',
      zh: '请只放行链上成员和自有客户端。',
    },
    port: 8545,
    range: '8540/8550',
  },
  {
    name: 'realtime-port',
    family: 'realtime',
    title: { en: 'Real-time communication port open to the internet', zh: '实时通信端口对互联网开放' },
    why: {
      en: 'Signalling, TURN, SIP and media servers are abused as relays and for toll fraud when anyone may use them.',
      zh: '信令、TURN、SIP 和媒体服务器若任何人可用，会被滥用为中继或盗打电话。',
    },
    advice: {
      en: 'Open it to the internet only where clients are anywhere, with authentication and TLS. Otherwise narrow the source.',
      zh: '仅当客户端遍布各地且已启用认证和 TLS 时才对互联网开放。否则请收窄来源。',
    },
    port: 5060,
    range: '5060/5061',
    protocol: 'udp',
  },
  {
    name: 'edge-port',
    family: 'edge',
    title: { en: 'Edge or industrial device port open to the internet', zh: '边缘或工业设备端口对互联网开放' },
    why: {
      en: 'Industrial and device protocols (Modbus, S7, OPC UA, CoAP) know no login: whoever reaches them controls the device.',
      zh: '工业和设备协议（Modbus、S7、OPC UA、CoAP）没有登录：能连上就能控制设备。',
    },
    advice: {
      en: 'Put the devices behind a gateway or a VPN.',
      zh: '请将设备置于网关或 VPN 之后。',
    },
    port: 502,
    range: '500/510',
  },
];

/** What to do about ports of a family; there is none about web ports. */
export function familyAdvice(family: PortFamily): Text | undefined {
  return rows.find((row) => row.family === family)?.advice;
}

function familyRule({ name, family, title, why, advice, port, range, protocol = 'tcp' }: FamilyRow): Rule {
  return defineRule({
    id: `exposure/${name}`,
    severity: PORT_FAMILIES[family].severity,
    recommended: true,
    title,
    description: {
      en: `${why.en}

Reported when a security group rule accepts everyone (IPv4 or IPv6) on a port of this family, also inside a range. A range that touches ports of more than three families is reported once, under the first of them, and the message names the others. Private and narrow sources, drop rules and other protocols are not reported; where all ports are open, \`exposure/all-ports\` says so instead.`,
      zh: `${why.zh}

当安全组规则对所有来源（IPv4 或 IPv6）放行该类端口时报告，包括端口落在某个范围内的情况。若一个范围涉及三类以上端口，只在首个类别下报告一次，并在消息中列出其余类别。私网来源、窄来源、拒绝规则和其他协议不报告；若开放的是全部端口，则由 \`exposure/all-ports\` 报告。`,
    },
    remedy: { en: advice.en, zh: advice.zh },
    bad: [...ingressExamples({ protocol, ports: `${port}/${port}` }), ...ingressExamples({ protocol, ports: range })],
    good: [
      ...ingressExamples({ protocol, ports: `${port}/${port}`, source: '10.0.0.0/16' }),
      ...ingressExamples({ protocol: 'tcp', ports: '443/443' }),
      ...ingressExamples({ protocol, ports: `${port}/${port}`, policy: 'drop' }),
    ],
    check(context) {
      const { model, report } = context;
      for (const opening of openings(model)) {
        const { rule, source, world, admits, ports } = opening;
        if (allOf(admits, world) === 'no') continue;
        const open = inRange(opening, (range, over) => reportedFamilies(range, over).includes(family));
        const truth = allOf(admits, world, open.truth);
        if (truth === 'no') continue;
        const [over, range] = open.example ?? ['tcp', undefined];
        const services = range ? reached(range, over, family) : [];
        const what = range ? servicePorts(services, range) : { en: 'A port', zh: '端口' };
        const how = range ? traffic(over, range) : { en: over, zh: over };
        const from = sourceText(source, (addresses) => addresses.amountsToWorld);
        const are = what.en.startsWith('Ports') ? 'are' : 'is';
        const others = range ? familiesReached(range, over).filter((other) => other !== family) : [];
        const spokenFor = range && reportedFamilies(range, over).length === 1 ? others : [];
        const note = services.length === 1 ? services[0]?.note : undefined;
        const end = spokenFor.length > 0 ? manyFamilies(spokenFor) : (note ?? advice);
        const reach = reachOfOpening(model, opening, over, range ?? PortSet.all, truth);
        report(truth, {
          resource: rule.resource,
          at: source,
          message: {
            en: `${what.en} ${are} open to the internet: source ${from} may connect with ${how.en}${reach.though.en}. ${end.en}`,
            zh: `${what.zh} 对互联网开放：来源 ${from} 可访问 ${how.zh}${reach.though.zh}。${end.zh}`,
          },
          ...reach.severity,
          related: [...alsoAt(ports, portsHere), ...reach.related],
          fixes: () => openingFixes(context, opening, PortSet.unionOf(services.map((service) => service.ports))),
          because: unknownsOfOpening(opening),
        });
      }
    },
  });
}

/** The end of a message that speaks for several families. */
function manyFamilies(families: readonly RiskyFamily[]): Text {
  const names = families.map((family) => PORT_FAMILIES[family].name);
  const last = names.at(-1)?.en ?? '';
  const list =
    names.length > 1
      ? `${names
          .slice(0, -1)
          .map(({ en }) => en)
          .join(', ')} and ${last}`
      : last;
  return {
    en: `The range also holds ${list} ports. Open only the ports that are in use, to those who need them.`,
    zh: `该范围还包含${names.map(({ zh }) => zh).join('、')}端口。请只开放实际使用的端口，并只放行需要的来源。`,
  };
}

export const riskyPorts: readonly Rule[] = rows.map(familyRule);
