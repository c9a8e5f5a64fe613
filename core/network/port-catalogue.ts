/**
 * Which service usually listens on which port. Rules look ports up here and never carry port numbers of their own.
 * Ports are the products' customary defaults; a product may of course listen elsewhere.
 */
import type { Text } from '../text/message.ts';
import type { PortFamily } from './port-families.ts';
import { type PortSet, parsePortList } from './ports.ts';
import type { Protocol } from './protocol.ts';

export type { PortFamily } from './port-families.ts';
export { PORT_FAMILIES } from './port-families.ts';

export interface PortService {
  readonly ports: PortSet;
  /** Product names, the same in both languages; the most common service first where several share a port. */
  readonly name: string;
  /** The one family under which a finding is best reported. */
  readonly family: PortFamily;
  /** Further families that name this port. */
  readonly alsoIn: readonly PortFamily[];
  /**
   * high: strangers who get through own the machine or its data, often without a password by default;
   * medium: data or attack surface behind a login; low: made for the internet, or little to gain.
   */
  readonly risk: 'high' | 'medium' | 'low';
  readonly transport: 'tcp' | 'udp' | 'both';
  /** Why it is dangerous and what to do, where there is more to say than the family's rule does. */
  readonly note: Text | undefined;
}

type Row = readonly [
  ports: string,
  name: string,
  risk: PortService['risk'],
  transport?: PortService['transport'],
  more?: { readonly alsoIn?: readonly PortFamily[]; readonly note?: Text },
];

const ADMIN: readonly Row[] = [
  ['22', 'SSH', 'high'],
  ['2222', 'SSH (alternate)', 'high'],
  ['3389', 'RDP', 'high', 'both'],
  ['5900-5903', 'VNC', 'high'],
  ['5800-5803', 'VNC over HTTP', 'high'],
  ['5500', 'VNC (listening viewer)', 'medium'],
  ['5985,5986,47001', 'WinRM', 'high'],
  ['10000', 'Webmin, HiveServer2', 'high'],
  [
    '3128',
    'Squid proxy',
    'high',
    'tcp',
    {
      note: {
        en: 'An open proxy relays strangers into your network and attacks in your name. Let in known clients only.',
        zh: '开放代理会让陌生人借道进入内网，或以您的名义发起攻击。请只放行已知客户端。',
      },
    },
  ],
  ['1080', 'SOCKS proxy', 'high'],
  ['8118', 'Privoxy proxy', 'high'],
  ['4899', 'Radmin', 'high'],
  ['6000-6005', 'X11', 'high'],
  ['177', 'XDMCP', 'high', 'udp'],
  ['623', 'IPMI', 'high', 'both'],
  ['16509,16514', 'libvirt', 'high'],
  ['8006', 'Proxmox VE', 'high'],
  ['8291,8728,8729', 'MikroTik RouterOS', 'high'],
  ['2082,2083,2086,2087', 'cPanel, WHM', 'medium'],
  ['8140', 'Puppet', 'medium'],
  ['4505,4506', 'Salt master', 'high'],
  ['8200,8201', 'Vault', 'high'],
  [
    '5555',
    'Android Debug Bridge',
    'high',
    'tcp',
    {
      note: {
        en: 'ADB gives a shell without a password. Switch it off or let in your own network only.',
        zh: 'ADB 无需密码即可获得 Shell。请关闭，或只放行自有网络。',
      },
    },
  ],
];

const DATABASE: readonly Row[] = [
  ['1433', 'SQL Server', 'high'],
  ['1434', 'SQL Server (browser)', 'high', 'both'],
  ['1521,1522,1526,2483,2484', 'Oracle Database', 'high'],
  ['3306,33060-33062', 'MySQL', 'high'],
  ['5432,5433', 'PostgreSQL', 'high'],
  ['6432', 'PgBouncer', 'high'],
  [
    '6379',
    'Redis',
    'high',
    'tcp',
    {
      note: {
        en: 'Redis often runs without a password, and write access to it becomes a shell. Let in your own network only.',
        zh: 'Redis 常常没有密码，可写即可进一步获得 Shell。请只放行自有网络。',
      },
    },
  ],
  ['6380,16379', 'Redis (TLS, cluster bus)', 'high'],
  ['26379', 'Redis Sentinel', 'high'],
  ['27017-27019', 'MongoDB', 'high'],
  ['28017', 'MongoDB (HTTP)', 'high'],
  ['9042,9142,9160', 'Cassandra', 'high'],
  ['7000,7199', 'Cassandra (internode, JMX)', 'high'],
  ['5984,6984', 'CouchDB', 'high'],
  ['8123,9000', 'ClickHouse, MinIO, PHP-FPM', 'high'],
  ['9004,9005,9009,9440', 'ClickHouse (other protocols)', 'high'],
  ['50000', 'Db2', 'high'],
  [
    '11211',
    'Memcached',
    'high',
    'both',
    {
      note: {
        en: 'Memcached has no login, and over UDP it amplifies denial-of-service attacks. Let in your own network only.',
        zh: 'Memcached 没有身份验证，其 UDP 端口还会被用于放大 DDoS 攻击。请只放行自有网络。',
      },
    },
  ],
  ['7473,7474,7687', 'Neo4j', 'high'],
  ['8086', 'InfluxDB', 'high'],
  ['8529', 'ArangoDB', 'high'],
  ['26257', 'CockroachDB', 'high'],
  ['4000,20160', 'TiDB, TiKV', 'high'],
  ['28015,29015', 'RethinkDB', 'high'],
  ['8087,8098', 'Riak', 'high'],
  ['3050', 'Firebird', 'high'],
  ['30013,30015', 'SAP HANA', 'high'],
  ['5236', 'Dameng DM', 'high'],
  ['2881-2883', 'OceanBase', 'high'],
  ['8030,9030', 'Doris, StarRocks', 'high'],
  ['6333,6334', 'Qdrant', 'high'],
  ['19530', 'Milvus', 'high'],
  ['7700', 'Meilisearch', 'medium'],
  ['8108', 'Typesense', 'medium'],
  ['2424,2480', 'OrientDB', 'high'],
  ['1527', 'Derby', 'high'],
  ['2638', 'SAP SQL Anywhere', 'high'],
  ['5439', 'Redshift', 'high'],
  ['8182', 'Gremlin Server', 'high'],
  ['6030,6041', 'TDengine', 'high', 'both'],
  ['5258', 'GBase 8a', 'high'],
  ['9088', 'Informix, GBase 8s', 'high'],
  ['16000,16010,16020,16030', 'HBase', 'high'],
  ['9669', 'NebulaGraph', 'high'],
  ['8091-8096,11207,11210', 'Couchbase, Seata', 'high'],
];

const MIDDLEWARE: readonly Row[] = [
  ['2181,2888,3888', 'ZooKeeper', 'high'],
  ['9092,9094,9095', 'Kafka', 'high'],
  ['9093', 'Kafka (TLS), Alertmanager', 'high'],
  ['8083', 'Kafka Connect', 'high'],
  ['5671,5672,25672', 'RabbitMQ', 'high'],
  ['15671,15672', 'RabbitMQ management', 'high'],
  ['61613,61614', 'STOMP', 'high'],
  ['61616,61617', 'ActiveMQ', 'high'],
  ['8161', 'ActiveMQ console', 'high'],
  [
    '9200',
    'Elasticsearch',
    'high',
    'tcp',
    {
      note: {
        en: 'Without its security features Elasticsearch serves and deletes every index for anyone. Use a private address and turn them on.',
        zh: '未启用安全功能的 Elasticsearch 允许任何人读取和删除全部索引。请使用私网地址并启用安全功能。',
      },
    },
  ],
  ['9300', 'Elasticsearch transport', 'high'],
  ['5601', 'Kibana', 'high'],
  [
    '8848,9848,9849,7848',
    'Nacos',
    'high',
    'tcp',
    {
      note: {
        en: 'Nacos holds the passwords of other services and has been open to known authentication bypasses. Let in your own network only.',
        zh: 'Nacos 保存着其他服务的密码，且曾多次出现认证绕过漏洞。请只放行自有网络。',
      },
    },
  ],
  ['20880,20881', 'Dubbo', 'high'],
  ['9876', 'RocketMQ name server', 'high'],
  ['10909,10911,10912', 'RocketMQ broker', 'high'],
  ['8500', 'Consul', 'high'],
  ['8300-8302,8600', 'Consul (server, gossip, DNS)', 'high', 'both'],
  ['4369', 'Erlang port mapper (epmd)', 'high'],
  ['8761', 'Eureka', 'high'],
  ['6650,6651', 'Pulsar', 'high'],
  ['4222,6222,8222', 'NATS', 'high'],
  ['8983', 'Solr', 'high'],
  ['7001,7002', 'WebLogic', 'high'],
  ['4848', 'GlassFish administration', 'high'],
  ['9990,9993', 'WildFly management', 'high'],
  ['8009', 'AJP', 'high'],
  ['1098,1099', 'Java RMI, JMX', 'high'],
  ['8686', 'JMX', 'high'],
  ['8032,8042,8088', 'Hadoop YARN', 'high'],
  ['8020,9820,9864,9870,50010,50070,50075', 'Hadoop HDFS', 'high'],
  ['6066,7077,18080', 'Spark', 'high'],
  ['6123', 'Flink JobManager', 'high'],
  ['8858', 'Sentinel dashboard', 'high'],
  ['9999', 'XXL-JOB executor', 'high'],
  ['8070', 'Apollo portal', 'medium'],
  ['9180', 'APISIX Admin API', 'high'],
  ['8001,8444', 'Kong Admin API, kubectl proxy', 'high'],
  ['15000,15001', 'Envoy, Istio proxy', 'high'],
  ['9600', 'Logstash API', 'medium'],
  ['5044', 'Logstash (Beats input)', 'medium'],
  ['11110,11111', 'Canal', 'high'],
];

const CONTAINER: readonly Row[] = [
  [
    '2375',
    'Docker API (no TLS)',
    'high',
    'tcp',
    {
      note: {
        en: 'The Docker API without TLS hands root on the host to anyone. Close it or use TLS with client certificates.',
        zh: '未启用 TLS 的 Docker API 等于把主机 root 权限交给任何人。请关闭，或使用 TLS 与客户端证书。',
      },
    },
  ],
  ['2376', 'Docker API', 'high'],
  ['2377', 'Docker Swarm', 'high'],
  ['7946', 'Docker Swarm gossip', 'high', 'both'],
  ['2379,2380', 'etcd', 'high'],
  ['6443', 'Kubernetes API server', 'high'],
  [
    '10250',
    'kubelet',
    'high',
    'tcp',
    {
      note: {
        en: 'The kubelet runs commands in every container of the node. Let in the control plane only.',
        zh: 'kubelet 可以在节点的任意容器中执行命令。请只放行控制面。',
      },
    },
  ],
  ['10255', 'kubelet (read-only)', 'high'],
  ['10256', 'kube-proxy health', 'medium'],
  ['10248,10249', 'kubelet health, kube-proxy metrics', 'medium'],
  ['10251,10252,10257,10259', 'Kubernetes controller manager, scheduler', 'medium'],
  ['8472', 'VXLAN (Flannel, Cilium)', 'high', 'udp'],
  ['4789', 'VXLAN', 'high', 'udp'],
  ['6783,6784', 'Weave Net', 'high', 'both'],
  ['179', 'BGP (Calico)', 'medium'],
  ['5473', 'Calico Typha', 'medium'],
  ['4240,4244', 'Cilium', 'medium'],
  ['4194', 'cAdvisor', 'medium'],
  ['9345', 'RKE2 supervisor', 'high'],
  ['9443', 'Portainer', 'high'],
  ['15010,15012,15014,15017', 'Istio control plane', 'high'],
];

const CLEARTEXT: readonly Row[] = [
  ['20,21', 'FTP', 'high'],
  ['23', 'Telnet', 'high'],
  ['2323', 'Telnet (alternate)', 'high'],
  ['25', 'SMTP', 'medium'],
  ['69', 'TFTP', 'high', 'udp'],
  ['110', 'POP3', 'medium'],
  ['109', 'POP2', 'medium'],
  ['143', 'IMAP', 'medium'],
  ['119', 'NNTP', 'low'],
  ['389', 'LDAP', 'high', 'both'],
  ['512-514', 'rexec, rlogin, rsh, syslog', 'high', 'both'],
  ['540', 'UUCP', 'medium'],
  ['79', 'Finger', 'medium'],
  ['7,9,13,17,19,37', 'echo, discard, daytime, qotd, chargen, time', 'medium', 'both'],
  ['873', 'rsync', 'high', 'tcp', { alsoIn: ['files'] }],
  ['1883', 'MQTT', 'high'],
  ['6667', 'IRC', 'low'],
];

const WINDOWS: readonly Row[] = [
  ['135', 'MSRPC', 'high', 'both'],
  ['137-139', 'NetBIOS', 'high', 'both'],
  ['445', 'SMB', 'high', 'both', { alsoIn: ['files'] }],
  ['593', 'RPC over HTTP', 'high'],
  ['42', 'WINS', 'high', 'both'],
  ['88,464', 'Kerberos', 'medium', 'both'],
  ['1801', 'MSMQ', 'high', 'both'],
  ['3268,3269', 'Active Directory global catalog', 'high'],
  ['5355', 'LLMNR', 'medium', 'both'],
  ['5357', 'WSDAPI', 'medium'],
];

const FILES: readonly Row[] = [
  ['111', 'rpcbind', 'high', 'both'],
  ['2049', 'NFS', 'high', 'both'],
  ['20048', 'NFS mountd', 'high', 'both'],
  ['4045', 'NFS lock manager', 'high', 'both'],
  ['548', 'AFP', 'high'],
  ['3260', 'iSCSI', 'high'],
  ['10809', 'NBD', 'high'],
  ['24007,24008', 'GlusterFS', 'high'],
  ['3300,6789', 'Ceph', 'high'],
  ['8384,22000', 'Syncthing', 'medium'],
];

const DEVELOPMENT: readonly Row[] = [
  ['3000', 'development server, Grafana', 'medium', 'tcp', { alsoIn: ['monitoring'] }],
  ['5000', 'Flask, container registry', 'medium'],
  ['8000', 'Django, development server', 'medium'],
  ['8080', 'HTTP (alternate), Tomcat, Jenkins', 'medium'],
  ['8081', 'HTTP (alternate), Nexus, Flink', 'medium'],
  ['8082,8085,8090,9080', 'HTTP (alternate)', 'medium'],
  ['8888', 'Jupyter', 'high'],
  ['8889', 'Jupyter (alternate)', 'high'],
  ['9229', 'Node.js inspector', 'high'],
  ['9222', 'Chrome DevTools', 'high'],
  ['5005', 'Java debugger (JDWP)', 'high'],
  ['5858', 'Node.js debugger (legacy)', 'high'],
  ['5678', 'debugpy, n8n', 'high'],
  ['2345', 'Delve', 'high'],
  ['4444', 'Selenium Grid', 'high'],
  ['4200', 'Angular', 'medium'],
  ['4173,5173', 'Vite', 'medium'],
  ['6006', 'Storybook, TensorBoard', 'medium'],
  ['8501', 'Streamlit, Consul (HTTPS)', 'medium'],
  ['8787', 'RStudio, Dask', 'high'],
  ['7860', 'Gradio', 'medium'],
  ['11434', 'Ollama', 'high'],
  ['8265,10001', 'Ray', 'high'],
  ['35729', 'LiveReload', 'low'],
  ['9418', 'Git', 'medium'],
  ['3690', 'Subversion', 'medium'],
];

const MONITORING: readonly Row[] = [
  ['9090', 'Prometheus', 'medium'],
  ['9091', 'Prometheus Pushgateway', 'medium'],
  ['9100', 'Prometheus node exporter', 'medium'],
  ['9104,9115,9121,9187', 'Prometheus exporters', 'medium'],
  ['161,162', 'SNMP', 'high', 'udp'],
  ['199', 'SNMP multiplexer', 'medium'],
  ['10050,10051', 'Zabbix', 'high'],
  ['19999', 'Netdata', 'medium'],
  ['8125', 'StatsD', 'medium', 'both'],
  ['2003,2004', 'Graphite', 'medium', 'both'],
  ['3100', 'Loki', 'medium'],
  ['14268,16686', 'Jaeger', 'medium'],
  ['9411', 'Zipkin', 'medium'],
  ['4317,4318', 'OpenTelemetry', 'medium'],
  ['11800,12800', 'SkyWalking', 'medium'],
  ['5666', 'NRPE', 'high'],
  ['6556', 'Checkmk agent', 'medium'],
  ['8089,9997', 'Splunk', 'medium'],
  ['12201', 'Graylog (GELF)', 'medium', 'both'],
  ['24224', 'Fluentd', 'medium', 'both'],
  ['1514,1515', 'Wazuh', 'medium', 'both'],
  ['8428', 'VictoriaMetrics', 'medium'],
  ['17000', 'Nightingale', 'medium'],
];

const BLOCKCHAIN: readonly Row[] = [
  ['7050-7054', 'Hyperledger Fabric', 'high'],
  [
    '8545,8546',
    'Ethereum JSON-RPC',
    'high',
    'tcp',
    {
      note: {
        en: 'JSON-RPC can sign and send transactions. Let in a whitelist of addresses only.',
        zh: 'JSON-RPC 可以签名并发送交易。请只放行白名单地址。',
      },
    },
  ],
  ['8551', 'Ethereum Engine API', 'high'],
  ['30303', 'Ethereum peers', 'low', 'both'],
  ['26656', 'Tendermint peers', 'low'],
  ['26657,26658,26660', 'Tendermint RPC', 'high'],
  ['1317', 'Cosmos SDK API', 'medium'],
  ['8332', 'Bitcoin RPC', 'high'],
  ['8333', 'Bitcoin peers', 'low'],
  ['18332,18333,18443,18444', 'Bitcoin test networks', 'medium'],
  ['9933,9944,30333', 'Substrate, Polkadot', 'medium'],
  ['8899,8900', 'Solana RPC', 'high'],
  ['20200,30300', 'FISCO BCOS', 'high'],
  ['9650,9651', 'Avalanche', 'medium'],
  ['4001', 'IPFS swarm', 'low', 'both'],
  ['5001', 'IPFS API', 'high'],
  ['9735', 'Lightning Network', 'low'],
  ['10009', 'lnd gRPC', 'high'],
];

const REALTIME: readonly Row[] = [
  ['3000-3005', 'WebRTC signalling', 'medium', 'both'],
  ['8443', 'HTTPS (alternate), WebRTC signalling', 'low', 'both'],
  ['3478', 'STUN, TURN', 'medium', 'both'],
  ['5349', 'STUN, TURN over TLS', 'low', 'both'],
  // TCP too: ICE has TCP candidates (RFC 6544). A range that only touches this one is still touched.
  ['10000-20000', 'WebRTC media', 'medium', 'both'],
  ['7880-7882', 'LiveKit', 'medium', 'both'],
  ['8188,8189', 'Janus', 'medium'],
  ['1985', 'SRS API', 'high'],
  ['5060', 'SIP', 'high', 'both'],
  ['5061', 'SIP over TLS', 'medium', 'both'],
  ['5038', 'Asterisk manager', 'high'],
  ['8021', 'FreeSWITCH event socket', 'high'],
  ['1935', 'RTMP', 'medium'],
  ['554,8554', 'RTSP', 'medium', 'both'],
];

const EDGE: readonly Row[] = [
  ['54321', 'edge device service, KingbaseES', 'medium', 'both'],
  ['5683,5684', 'CoAP', 'medium', 'udp'],
  ['502', 'Modbus', 'high'],
  ['102', 'Siemens S7', 'high'],
  ['4840', 'OPC UA', 'high'],
  ['2404', 'IEC 60870-5-104', 'high'],
  ['44818', 'EtherNet/IP', 'high', 'both'],
  ['47808', 'BACnet', 'high', 'udp'],
  ['1900', 'SSDP', 'medium', 'udp'],
  ['7547', 'TR-069', 'high'],
  ['34567,37777', 'video recorders', 'high'],
];

const WEB: readonly Row[] = [
  ['80', 'HTTP', 'low'],
  // QUIC and HTTP/3 use UDP 443.
  ['443', 'HTTPS', 'low', 'both'],
];

const ROWS: readonly (readonly [PortFamily, readonly Row[]])[] = [
  ['admin', ADMIN],
  ['database', DATABASE],
  ['middleware', MIDDLEWARE],
  ['container', CONTAINER],
  ['cleartext', CLEARTEXT],
  ['windows', WINDOWS],
  ['files', FILES],
  ['development', DEVELOPMENT],
  ['monitoring', MONITORING],
  ['blockchain', BLOCKCHAIN],
  ['realtime', REALTIME],
  ['edge', EDGE],
  ['web', WEB],
];

/** Every service that the catalogue knows, family by family in the order of `PORT_FAMILIES`. */
export const PORT_CATALOGUE: readonly PortService[] = ROWS.flatMap(([family, rows]) =>
  rows.map(([ports, name, risk, transport = 'tcp', more = {}]) => ({
    ports: parsePortList(ports, { single: true, dash: true }).ports,
    name,
    family,
    alsoIn: more.alsoIn ?? [],
    risk,
    transport,
    note: more.note,
  })),
);

/**
 * The services of which at least one port lies in `ports`, in the catalogue's order. With a family: those that it names,
 * as their first family or also. With a protocol: those that can be reached over it; `all` reaches everything, ICMP and
 * other protocols without ports reach nothing.
 */
export function servicesIn(ports: PortSet, family?: PortFamily, protocol: Protocol = 'all'): readonly PortService[] {
  return PORT_CATALOGUE.filter(
    (service) =>
      (family === undefined || service.family === family || service.alsoIn.includes(family)) &&
      usesProtocol(service, protocol) &&
      service.ports.overlaps(ports),
  );
}

/** The name that a message gives a port: the service with the narrowest set of ports that has it. */
export function serviceName(port: number, protocol: Protocol = 'all'): string | undefined {
  const { byPort, wide } = servicesByPort();
  // Only a catch-all range (WebRTC media) shares its ports with services of their own.
  const candidates = [...(byPort.get(port) ?? []), ...wide.filter(({ ports }) => ports.has(port))];
  const narrowest = candidates.reduce<PortService | undefined>(
    (best, service) =>
      usesProtocol(service, protocol) && (best === undefined || service.ports.size < best.ports.size) ? service : best,
    undefined,
  );
  return narrowest?.name;
}

interface ServicesByPort {
  readonly byPort: ReadonlyMap<number, readonly PortService[]>;
  /** Ranges that a product draws from. */
  readonly wide: readonly PortService[];
}

/** More ports than this are a range, ports. */
const single = 100;

let found: ServicesByPort | undefined;

/** Each rule of an account asks for each of its ports. Computed at first use. */
function servicesByPort(): ServicesByPort {
  if (found) return found;
  const byPort = new Map<number, PortService[]>();
  const [narrow, wide] = [true, false].map((isNarrow) =>
    PORT_CATALOGUE.filter(({ ports }) => ports.size <= single === isNarrow),
  ) as [PortService[], PortService[]];
  for (const service of narrow) {
    for (const { from, to } of service.ports.intervals) {
      for (let port = from; port <= to; port++) byPort.set(port, [...(byPort.get(port) ?? []), service]);
    }
  }
  found = { byPort, wide };
  return found;
}

function usesProtocol(service: PortService, protocol: Protocol): boolean {
  if (protocol === 'all') return true;
  if (protocol === 'tcp' || protocol === 'udp') return service.transport === 'both' || service.transport === protocol;
  return false;
}
