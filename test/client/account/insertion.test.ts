import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../core/changes/edit.ts';
import { readUnits } from '../../../core/dialects/units.ts';
import { exposureRows } from '../../../core/exposure/rows.ts';
import { portsText, sourceText } from '../../../core/exposure/table.ts';
import { SourceText } from '../../../core/text/source.ts';
import { nodeOf, opened } from './sample.ts';

const account = await opened();
const bastionRule = nodeOf(account, 'rule', 'tcp 22 ← 198.51.100.0/24');
const web = nodeOf(account, 'group', 'web');
const languages: Readonly<Record<string, string>> = { tf: 'terraform', yaml: 'yaml', json: 'json', txt: 'plaintext' };

/** @param text with `|` where something is dropped */
function dropped(node: typeof web, path: string, text: string): string {
  const offset = text.indexOf('|');
  const plain = text.slice(0, offset) + text.slice(offset + 1);
  const language = languages[path.slice(path.lastIndexOf('.') + 1)] ?? 'plaintext';
  const insertion = account.insertion(node, { path, language, text: plain, offset });
  return applyEdits(plain, insertion?.edits ?? []);
}

/** Who gets in by a text, as the engine reads it: it must read it whole. */
function letIn(path: string, text: string): readonly string[] {
  const units = readUnits([new SourceText(path, text)]);
  expect(units.flatMap(({ problems }) => problems)).toEqual([]);
  return units.flatMap(exposureRows).map((row) => `${row.to} ${portsText(row)} ${sourceText(row.from, 'en')}`);
}

describe('Terraform', () => {
  test('what is dropped into a block stands behind it, with a blank line on both sides', () => {
    const text = 'resource "alicloud_vpc" "main" {\n  vpc_name| = "a"\n}\n\nresource "alicloud_vpc" "other" {\n}\n';
    const after = dropped(bastionRule, 'main.tf', text);
    expect(after).toBe(`resource "alicloud_vpc" "main" {
  vpc_name = "a"
}

resource "alicloud_security_group_rule" "bastion_ingress_1" {
  security_group_id = "sg-t4nbastion000000001"
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  policy            = "accept"
  priority          = 1
  cidr_ip           = "198.51.100.0/24"
  description       = "office"
}

resource "alicloud_vpc" "other" {
}
`);
    expect(letIn('main.tf', after)).toEqual(['sg-t4nbastion000000001 tcp 22 198.51.100.0/24']);
  });

  test('the same twice has two names; a whole group is named once and its rules name it', () => {
    const once = dropped(web, 'main.tf', '|');
    const twice = dropped(web, 'main.tf', `${once}|`);
    const names = [...twice.matchAll(/^resource "[a-z_]+" "(\w+)"/gm)].map(([, name]) => name);
    expect(names).toHaveLength(2 * (once.match(/^resource/gm)?.length ?? 0));
    expect(new Set(names).size).toBe(names.length);
    expect(twice).toMatch(/^resource "alicloud_security_group" "web2"/m);
    expect(twice.match(/security_group_id = alicloud_security_group\.web2\.id/g)).toHaveLength(4);
    expect(letIn('main.tf', twice).filter((row) => row.includes('web2'))).toHaveLength(3);
  });
});

describe('ROS', () => {
  const shop = readFileSync('examples/ros/shop.yaml', 'utf8');
  const at = (text: string, place: string): string => text.replace(place, `|${place}`);

  test('a rule that lands in a security group is an item of its list', () => {
    const after = dropped(bastionRule, 'shop.yaml', at(shop, 'PortRange: 20/25'));
    expect(after).toContain(`          NicType: intranet
        - IpProtocol: tcp
          PortRange: 22/22
          Policy: accept
          Priority: 1
          SourceCidrIp: 198.51.100.0/24
          Description: office
`);
    letIn('shop.yaml', after);
  });

  test('elsewhere among the resources it is one of its own, behind the one that the place is in', () => {
    const after = dropped(bastionRule, 'shop.yaml', at(shop, 'CidrBlock: 192.168.0.0/16'));
    expect(after).toContain(`      CidrBlock: 192.168.0.0/16
  BastionIngress:
    Type: ALIYUN::ECS::SecurityGroupIngress
    Properties:
      SecurityGroupId: sg-t4nbastion000000001
      IpProtocol: tcp
      PortRange: 22/22
      Policy: accept
      Priority: 1
      SourceCidrIp: 198.51.100.0/24
      Description: office
  VSwitch:
`);
    letIn('shop.yaml', after);
  });

  test('in JSON with its commas and indentation, the same twice under two ids', () => {
    const vpc = '{ "Type": "ALIYUN::ECS::VPC", "Properties": { "CidrBlock": "10.0.0.0/8" } }';
    const text = `{\n    "ROSTemplateFormatVersion": "2015-09-01",\n    "Resources": {\n        "Vpc": |${vpc}\n    }\n}\n`;
    const once = dropped(web, 'shop.json', text);
    const template = JSON.parse(once);
    expect(Object.keys(template.Resources)).toEqual(['Vpc', 'Web']);
    expect(once).toContain('\n        "Web": {\n            "Type": "ALIYUN::ECS::SecurityGroup",\n');
    expect(letIn('shop.json', once)).toHaveLength(3);
    const twice = dropped(web, 'shop.json', at(once, '"Web"'));
    expect(Object.keys(JSON.parse(twice).Resources)).toEqual(['Vpc', 'Web', 'Web2']);
    const rule = dropped(bastionRule, 'shop.json', at(once, '"SecurityGroupIngress"'));
    const [last] = JSON.parse(rule).Resources.Web.Properties.SecurityGroupIngress.slice(-1);
    expect(last).toMatchObject({ PortRange: '22/22', SourceCidrIp: '198.51.100.0/24' });
  });

  test('a list that a function makes is left alone: the rule stands at the place, in lines of its own', () => {
    const text = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress: { Ref: Rules }|
`;
    expect(dropped(bastionRule, 'a.yaml', text)).toContain('{ Ref: Rules }\n      BastionIngress:\n        Type: ');
  });
});

describe('Kubernetes', () => {
  const first = 'apiVersion: v1\nkind: Service\nmetadata: { name: a| }\nspec: { type: ClusterIP }\n';
  const second = '---\napiVersion: v1\nkind: Service\nmetadata: { name: b }\nspec: { type: ClusterIP }\n';

  test('a NetworkPolicy is a document of its own behind the one that the place is in', () => {
    const after = dropped(bastionRule, 'a.yaml', first + second);
    const documents = after.split(/^---\n/m);
    expect(documents.map((text) => /^kind: (\w+)/m.exec(text)?.[1])).toEqual(['Service', 'NetworkPolicy', 'Service']);
    expect(after).toContain('cidr: 198.51.100.0/24');
    letIn('a.yaml', after);
  });

  test('at the end of the file the file ends in a line break', () => {
    const after = dropped(web, 'a.yaml', first);
    expect(after.endsWith('\n') && !after.endsWith('\n\n')).toBe(true);
    letIn('a.yaml', after);
  });
});

test('where nothing is known of a text it stands at the place, indented as its line', () => {
  const lines = dropped(bastionRule, 'notes.txt', 'a:\n    |\nb\n').split('\n');
  expect(lines.slice(0, 4)).toEqual([
    'a:',
    '    BastionIngress:',
    '      Type: ALIYUN::ECS::SecurityGroupIngress',
    '      Properties:',
  ]);
  expect(lines.at(-2)).toBe('b');
});
