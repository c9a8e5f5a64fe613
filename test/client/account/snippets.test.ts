import { expect, test } from 'vitest';
import { consoleLink } from '../../../client/account/console-link.ts';
import type { SnippetForm } from '../../../client/account/node.ts';
import { readUnits } from '../../../core/dialects/units.ts';
import { exposureRows } from '../../../core/exposure/rows.ts';
import { portsText, sourceText } from '../../../core/exposure/table.ts';
import { SourceText } from '../../../core/text/source.ts';
import { nodeOf, nodesIn, opened } from './sample.ts';

const account = await opened();

/** Who gets in by a template, as the engine reads it. */
function letIn(path: string, text: string): readonly string[] {
  const units = readUnits([new SourceText(path, text)]);
  expect(units.flatMap(({ problems }) => problems)).toEqual([]);
  return units.flatMap(exposureRows).map((row) => `${portsText(row)} ${sourceText(row.from, 'en')}`);
}

function textOf(label: string, form: SnippetForm): string {
  return account.snippet(nodeOf(account, 'group', label), form) ?? '';
}

test('a group as Terraform lets in whom the group lets in', () => {
  expect(letIn('main.tf', textOf('erp', 'terraform'))).toEqual([
    'tcp 1/444, 446/3388, 3390/65535 0.0.0.0/0',
    'tcp 3389 0.0.0.0/0',
    'all -tcp 0.0.0.0/0',
  ]);
  expect(letIn('main.tf', textOf('redis', 'terraform'))).toContain('tcp 6379 0.0.0.0/0');
});

test('a group as a ROS template lets in whom the group lets in', () => {
  const template = (snippet: string): string =>
    `ROSTemplateFormatVersion: '2015-09-01'\nResources:\n${snippet.replace(/^(?=.)/gm, '  ')}`;
  expect(letIn('stack.yaml', template(textOf('erp', 'ros')))).toEqual(letIn('main.tf', textOf('erp', 'terraform')));
});

test('a rule alone names its group by its id', () => {
  const rule = nodesIn(nodeOf(account, 'group', 'bastion')).find(({ kind }) => kind === 'rule');
  expect(rule && account.snippet(rule, 'terraform')).toBe(`resource "alicloud_security_group_rule" "bastion_ingress_1" {
  security_group_id = "sg-t4nbastion000000001"
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  policy            = "accept"
  priority          = 1
  cidr_ip           = "198.51.100.0/24"
  description       = "office"
}
`);
});

test('a NetworkPolicy has what is left after drop rules; what it cannot say stands in comments', () => {
  expect(textOf('erp', 'kubernetes')).toContain('port: 446\n          endPort: 3388');
  expect(textOf('redis', 'kubernetes')).toBe(`# tcp 6379 <- members of sg-bp1web000000000001
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: redis
spec:
  podSelector: {}
  policyTypes:
    - Ingress
  ingress:
    - from:
        - ipBlock:
            cidr: 0.0.0.0/0
      ports:
        - protocol: TCP
          port: 6379
`);
});

test('a list of ports becomes a rule for each of its ranges', () => {
  expect(textOf('web', 'terraform').match(/port_range += "[\d/]+"/g)?.length).toBeGreaterThan(3);
});

test('sources that are somebody are offered, by ports; everyone and groups are not', () => {
  const of = (label: string) => account.admissions(nodeOf(account, 'group', label));
  expect(of('bastion')).toEqual([{ ports: 'tcp 22', cidrs: ['198.51.100.0/24'] }]);
  expect(of('redis')).toEqual([]);
  expect(of('web').map(({ ports }) => ports)).toEqual(['tcp 22']);
});

test('the console is that of the language', () => {
  const group = nodeOf(account, 'group', 'redis');
  const path = 'securityGroupDetail/region/cn-hangzhou/groupId/sg-bp1db0000000000001/detail/intranetIngress';
  expect(consoleLink(group, 'en')).toBe(`https://ecs.console.alibabacloud.com/${path}`);
  expect(consoleLink(group, 'zh')).toBe(`https://ecs.console.aliyun.com/${path}`);
  expect(consoleLink(nodeOf(account, 'instance', 'redis-1'), 'zh')).toMatch(
    /server\/i-.+\/detail\?regionId=cn-hangzhou$/,
  );
  expect(consoleLink(account.tree('vpc'), 'en')).toBeUndefined();
});
