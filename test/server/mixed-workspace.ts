/** A workspace with everything that decides what is said about a file. */
import { terraform } from './client.ts';

const service = `apiVersion: v1
kind: Service
metadata:
  name: cache
  annotations:
    service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type: internet
spec:
  type: LoadBalancer
  ports:
    - port: 6379
`;

const ros = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Source:
    Type: String
    Default: 10.0.0.0/8
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: { Ref: Source }
`;

const plan = {
  format_version: '1.2',
  terraform_version: '1.9.0',
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'alicloud_security_group_rule.ssh',
          mode: 'managed',
          type: 'alicloud_security_group_rule',
          name: 'ssh',
          values: {
            type: 'ingress',
            ip_protocol: 'tcp',
            port_range: '22/22',
            cidr_ip: '0.0.0.0/0',
            security_group_id: 'sg-1',
          },
        },
      ],
    },
  },
  resource_changes: [],
  configuration: { root_module: { resources: [] } },
};

const call = (source: string, cidr: string): string =>
  `module "open" {\n  source = "${source}"\n  cidr   = "${cidr}"\n}\n`;

export const mixedWorkspace: Readonly<Record<string, string | Buffer>> = {
  '.git/HEAD': 'ref: refs/heads/main\n',
  '.gitignore': 'generated/\n*.local.tf\n',
  '.portguardignore': 'left/\n',
  '.portguard.yaml': 'ignore: [ignored/]\nnetworks:\n  office: [203.0.113.0/24]\npublicPorts: [80, 443]\n',
  'main.tf': terraform('10.0.0.0/8'),
  'secret.local.tf': terraform('0.0.0.0/0', '3389/3389'),
  'generated/main.tf': terraform(),
  'ignored/main.tf': terraform(),
  'left/main.tf': terraform(),
  'node_modules/x/main.tf': terraform(),
  '.terraform/modules/x/main.tf': terraform(),
  // A configuration of its own, with other severities, and another language, which an editor has from its client.
  'strict/.portguard.yaml': 'rules:\n  exposure/*: info\n  hygiene/unused-group: error\n',
  'strict/main.tf': terraform(),
  'strict/override.yaml': service,
  // A module with a caller under another configuration, and one that is called by nobody.
  'modules/open/main.tf': `variable "cidr" {\n  default = "10.0.0.0/8"\n}\n${terraform().replace('"0.0.0.0/0"', 'var.cidr')}`,
  'prod/main.tf': call('../modules/open', '0.0.0.0/0'),
  'strict/staging/main.tf': call('../../modules/open', '0.0.0.0/0'),
  'prod/terraform.tfvars': 'unused = true\n',
  'modules/alone/main.tf': terraform('::/0').replace('cidr_ip  ', 'ipv6_cidr_ip'),
  'chart/Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
  'chart/values.yaml': 'port: 6379\ntype: LoadBalancer\n',
  'chart/templates/_helpers.tpl': '{{- define "shop.name" -}}shop{{- end -}}\n',
  'chart/templates/service.yaml': service
    .replace('6379', '{{ .Values.port }}')
    .replace('type: LoadBalancer', 'type: {{ .Values.type }}')
    .replace('name: cache', 'name: {{ include "shop.name" . }}'),
  'kustomize/base/kustomization.yaml': 'resources: [service.yaml]\n',
  'kustomize/base/service.yaml': service,
  'kustomize/overlay/kustomization.yaml': 'resources: [../base]\npatches:\n  - path: patch.yaml\n',
  'kustomize/overlay/patch.yaml': service.replace('6379', '3306'),
  'ros/parent.yaml': `${ros}  Child:
    Type: ALIYUN::ROS::Stack
    Properties:
      TemplateURL: ./child.yaml
      Parameters:
        Source: 0.0.0.0/0
`,
  'ros/child.yaml': ros,
  'planned/main.tf': terraform('10.0.0.0/8'),
  'planned/plan.json': JSON.stringify(plan),
  'windows/crlf.yaml': service.replaceAll('\n', '\r\n'),
  'windows/bom.tf': `\ufeff${terraform()}`,
  'windows/utf16.yaml': Buffer.from(`\ufeff${service}`, 'utf16le'),
  'windows/gbk.tf': Buffer.concat([
    Buffer.from('# '),
    Buffer.from([0xb0, 0xb2, 0xc8, 0xab]),
    Buffer.from(`\n${terraform()}`),
  ]),
  'suppressed/main.tf': terraform()
    .replace('  cidr_ip', '  # portguard:ignore exposure/admin-port -- the bastion\n  cidr_ip')
    .replace('  port_range', '  # portguard:ignore tls/http-listener -- nothing here\n  port_range'),
  'broken/main.tf': `${terraform()}resource "alicloud_vpc" {{{\n`,
  'broken/broken.yaml': 'apiVersion: v1\nkind: Service\nspec: [\n',
  'large/big.yaml': `${service}# ${'x'.repeat(5_100_000)}\n`,
};
