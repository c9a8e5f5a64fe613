/** An account of any size that a seed decides: the same seed gives the same account. */
import { randomFrom } from '../random.ts';
import type { Account, Region, Rule, SecurityGroup } from './account.ts';
import { emptyRegion } from './empty-region.ts';
import { instance, primaryInterface, rule, securityGroup, vpcWith, vSwitch } from './resources.ts';

export interface AccountSize {
  /** Over all regions; default 100. */
  readonly groups?: number;
  /** Of each group; default 10. */
  readonly rules?: number;
  /** Default 3, at most 20. */
  readonly regions?: number;
  /** Of each group; default 1. */
  readonly machines?: number;
  readonly seed?: number;
}

const regionIds = [
  'cn-hangzhou',
  'cn-shanghai',
  'cn-beijing',
  'cn-shenzhen',
  'ap-southeast-1',
  'cn-hongkong',
  'eu-central-1',
  'us-west-1',
  'cn-qingdao',
  'cn-zhangjiakou',
  'cn-huhehaote',
  'cn-wulanchabu',
  'cn-chengdu',
  'cn-heyuan',
  'ap-southeast-3',
  'ap-southeast-5',
  'ap-northeast-1',
  'eu-west-1',
  'us-east-1',
  'me-east-1',
];
const sources = ['0.0.0.0/0', '10.0.0.0/8', '172.16.0.0/12', '198.51.100.0/24', '203.0.113.7/32', '192.0.2.0/25'];
const ports = [
  '22/22',
  '80/80',
  '443/443',
  '3306/3306',
  '3389/3389',
  '6379/6379',
  '8000/9000',
  '1/65535',
  '27017/27017',
];

export function generateAccount(size: AccountSize = {}): Account {
  const { groups = 100, regions = 3, seed = 1 } = size;
  const random = randomFrom(seed);
  const chosen = regionIds.slice(0, regions);
  return {
    uid: '1000000000000001',
    quotas: { rulesPerNetworkInterface: 1000, groupsAsSources: 20 },
    regions: chosen.map((id, at) => {
      const share = Math.floor(groups / chosen.length) + (at < groups % chosen.length ? 1 : 0);
      return generateRegion(id, share, size, random);
    }),
  };
}

function generateRegion(id: string, groups: number, size: AccountSize, random: () => number): Region {
  const region = emptyRegion(id, id);
  const vpcCount = Math.max(1, Math.ceil(groups / 50));
  for (let at = 0; at < vpcCount; at++) {
    const [vpc, subnet] = [`vpc-${name(id, at)}`, `vsw-${name(id, at)}`];
    region.vpcs.push(vpcWith(vpc, `10.${at % 256}.0.0/16`, id, [subnet]));
    region.vSwitches.push(vSwitch(subnet, vpc, `10.${at % 256}.0.0/20`, `${id}-a`));
  }
  for (let at = 0; at < groups; at++) {
    const home = Math.floor(at / 50);
    const group = securityGroup({
      SecurityGroupId: `sg-${name(id, at)}`,
      SecurityGroupName: `group-${at}`,
      SecurityGroupType: random() < 0.1 ? 'enterprise' : 'normal',
      ServiceManaged: random() < 0.05,
      VpcId: `vpc-${name(id, home)}`,
    });
    group.rules = rulesFor(group, at, size.rules ?? 10, region.securityGroups, random);
    region.securityGroups.push(group);
    for (let number = 0; number < (size.machines ?? 1); number++) addMachine(region, group, home, random);
  }
  return region;
}

function rulesFor(
  group: SecurityGroup,
  at: number,
  count: number,
  earlier: readonly SecurityGroup[],
  random: () => number,
): Rule[] {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  const neighbours = earlier.filter(({ VpcId }) => VpcId === group.VpcId);
  return Array.from({ length: count }, (_, number) => {
    const byGroup = group.SecurityGroupType === 'normal' && neighbours.length > 0 && random() < 0.1;
    return rule({
      SecurityGroupRuleId: `sgr-${group.SecurityGroupId.slice(3)}-${number}`,
      IpProtocol: random() < 0.2 ? 'UDP' : 'TCP',
      PortRange: random() < 0.5 ? pick(ports) : `${1000 + at}/${1000 + at + number}`,
      Policy: random() < 0.1 ? 'Drop' : 'Accept',
      Priority: 1 + Math.floor(random() * 100),
      Description: `rule ${number}`,
      ...(byGroup ? { SourceGroupId: pick(neighbours).SecurityGroupId } : { SourceCidrIp: pick(sources) }),
    });
  });
}

function addMachine(region: Region, group: SecurityGroup, home: number, random: () => number): void {
  const at = region.instances.length;
  const machine = {
    id: `i-${name(region.RegionId, at)}`,
    name: `machine-${at}`,
    region: region.RegionId,
    vpc: group.VpcId,
    vSwitch: `vsw-${name(region.RegionId, home)}`,
    groups: [group.SecurityGroupId],
    privateIp: `10.${home % 256}.${Math.floor(at / 250) % 16}.${(at % 250) + 2}`,
    ...(random() < 0.3 ? { publicIp: `203.0.113.${at % 256}` } : {}),
    interfaceId: `eni-${name(region.RegionId, at)}`,
  };
  region.instances.push(instance(machine));
  region.networkInterfaces.push(primaryInterface(machine));
}

/** Ids sort in the order in which they were made. */
function name(region: string, at: number): string {
  return `${region.replaceAll('-', '')}${String(at).padStart(8, '0')}`;
}
