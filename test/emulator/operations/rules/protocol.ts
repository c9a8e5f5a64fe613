import type { Call, Parameters } from '../../operation.ts';
import { Refusal } from '../../refusal.ts';

const protocols = ['TCP', 'UDP', 'ICMP', 'ICMPv6', 'GRE', 'ALL'];
/** Regions that take protocol numbers: Qingdao, Hohhot, Singapore, Malaysia, Philippines, the UK and the US. */
const numbered = [
  'cn-qingdao',
  'cn-huhehaote',
  'ap-southeast-1',
  'ap-southeast-3',
  'ap-southeast-6',
  'eu-west-1',
  'us-west-1',
  'us-east-1',
];

/** IpProtocol as it will be shown: names in any case, numbers where the region takes them. */
export function readProtocol(parameters: Parameters, { region }: Call): string {
  const text = parameters.get('IpProtocol') ?? '';
  const name = protocols.find((one) => one.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return name;
  if (/^\d{1,3}$/.test(text) && Number(text) <= 255 && numbered.includes(region.RegionId)) return text;
  throw new Refusal(
    400,
    'InvalidIpProtocol.ValueNotSupported',
    'The parameter IpProtocol must be specified with case insensitive TCP, UDP, ICMP, GRE or All.',
  );
}

/** `a/b` within 1..65535 for TCP and UDP, `-1/-1` for all others. */
export function checkPorts(protocol: string, range: string, malformed: () => Refusal): void {
  const match = /^(-1|\d{1,5})\/(-1|\d{1,5})$/.exec(range);
  if (!match) throw malformed();
  const [first, last] = [Number(match[1]), Number(match[2])];
  const hasPorts = protocol === 'TCP' || protocol === 'UDP';
  if (hasPorts !== (first !== -1 && last !== -1) || (!hasPorts && range !== '-1/-1')) {
    throw new Refusal(
      400,
      'OperationDenied',
      'The specified IpProtocol does not exist or IpProtocol and PortRange do not match.',
    );
  }
  if (hasPorts && (first < 1 || last > 65_535 || first > last)) throw malformed();
}
