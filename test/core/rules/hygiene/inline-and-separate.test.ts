/** A group's rules in its own list and in resources beside it. */
import { describe, expect, test } from 'vitest';
import { run, template } from '../services/run.ts';

const id = 'hygiene/inline-and-separate';

const rule = '{ IpProtocol: tcp, PortRange: 22/22, SourceCidrIp: 10.0.0.0/8 }';
const group = `  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - ${rule}
        - ${rule}
`;

describe('rules in two places', () => {
  test('are told on each separate resource, once', () => {
    const many = `  More:
    Type: ALIYUN::ECS::SecurityGroupIngresses
    Properties:
      SecurityGroupId: { Ref: Group }
      Permissions:
        - ${rule}
        - ${rule}
`;
    const one = `  One:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: { 'Fn::GetAtt': [Group, SecurityGroupId] }
`;
    expect(run(id, template(group + many + one)).found).toEqual([
      'warning certain More More',
      'warning certain One One',
    ]);
  });

  test('are fine in another direction, for another group, or with an empty list', () => {
    const other = (type: string, name: string) => `  One:
    Type: ALIYUN::ECS::SecurityGroup${type}
    Properties:
      SecurityGroupId: ${name}
`;
    expect(run(id, template(group + other('Egress', '{ Ref: Group }'))).found).toEqual([]);
    expect(run(id, template(group + other('Ingress', 'sg-1'))).found).toEqual([]);
    const empty = group.replace(/SecurityGroupIngress:.*/s, 'SecurityGroupIngress: []\n');
    expect(run(id, template(empty + other('Ingress', '{ Ref: Group }'))).found).toEqual([]);
  });
});
