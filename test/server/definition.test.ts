/** Where names lead, in each dialect; `‸` is the cursor. */
import { expect, test } from 'vitest';
import { DefinitionRequest } from 'vscode-languageserver/node';
import { start } from './client.ts';
import { definitionAt, openAt, referencesAt } from './cursor.ts';

const client = await start();

const terraform = {
  'main.tf': `resource "alicloud_security_group" "web" {
  vpc_id = var.vpc
}
resource "alicloud_security_group_rule" "ssh" {
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = local.office
  description       = "for \${data.alicloud_zones.here.id}"
}
locals {
  office = module.net.cidrs[0]
  all    = module.many["a"].cidrs
  some   = module.many[*].cidrs
}
data "alicloud_zones" "here" {}
module "net" {
  source = "./net"
  base   = var.vpc
}
module "many" {
  source   = "./net"
  for_each = toset(["a"])
}
`,
  'variables.tf': 'variable "vpc" {}\n',
  'prod.tfvars': 'vpc = "vpc-1"\n',
  'net/main.tf': 'variable "base" {}\noutput "cidrs" {\n  value = [var.base]\n}\n',
};

type Terraform = Partial<Record<keyof typeof terraform, string>>;

/** The files with the cursor inside of some text of one of them, after so many of its characters. */
function at(
  text: string,
  before: number,
  file: keyof typeof terraform = 'main.tf',
): Terraform & Record<string, string> {
  const place = terraform[file].indexOf(text) + before;
  if (place < before) throw new Error(`no ${text}`);
  return { ...terraform, [file]: `${terraform[file].slice(0, place)}‸${terraform[file].slice(place)}` };
}

test.each([
  ['a variable', at('var.vpc', 6), ['variables.tf:1 vpc']],
  ['a variable, at its root', at('var.vpc', 1), ['variables.tf:1 vpc']],
  ['a variable in a file of values', at('vpc =', 1, 'prod.tfvars'), ['variables.tf:1 vpc']],
  ['a resource', at('alicloud_security_group.web.id', 3), ['main.tf:1 web']],
  ['a resource, at one of its attributes', at('web.id', 5), ['main.tf:1 web']],
  ['a local', at('local.office', 8), ['main.tf:10 office']],
  ['a data source in a template', at('data.alicloud_zones.here', 12), ['main.tf:14 here']],
  ['a module', at('module.net', 8), ['main.tf:15 net']],
  ['an output of a module', at('cidrs[0]', 2), ['net/main.tf:2 cidrs']],
  ['an output of one of several modules', at('["a"].cidrs', 8), ['net/main.tf:2 cidrs']],
  ['an output of all of several modules', at('[*].cidrs', 5), ['net/main.tf:2 cidrs']],
  ['an input of a module', at('base ', 1), ['net/main.tf:1 base']],
  ['the source of a module', at('./net', 3), ['net/main.tf:1 ']],
  ['a declaration leads to itself', at('variable "vpc"', 11, 'variables.tf'), ['variables.tf:1 vpc']],
  ['a word that is no name', at('description', 3), []],
])('Terraform: %s', async (_, files, expected) => {
  expect(await definitionAt(client, files)).toEqual(expected);
});

test('Terraform: a broken line costs no other line its names', async () => {
  const files = { 'main.tf': 'variable "a" {\n  default = [\n}\nresource "x" "y" {\n  b = var.‸a\n  c = (\n}\n' };
  expect(await definitionAt(client, files)).toEqual(['main.tf:1 a']);
});

test('Terraform: JSON syntax', async () => {
  const files = { 'main.tf.json': '{"variable": {"a": {}},\n"locals": {"b": "${var.‸a}"}}\n' };
  expect(await definitionAt(client, files)).toEqual(['main.tf.json:1 a']);
});

test('Terraform: an alias of a provider', async () => {
  const files = {
    'main.tf':
      'provider "alicloud" {\n  alias = "hz"\n}\nresource "alicloud_vpc" "a" {\n  provider = alicloud.h‸z\n}\n',
  };
  expect(await definitionAt(client, files)).toEqual(['main.tf:2 hz']);
});

test('Terraform: references in all files of the module, in its values and where it is called', async () => {
  expect(await referencesAt(client, at('var.vpc', 6))).toEqual([
    'main.tf:17 var.vpc',
    'main.tf:2 var.vpc',
    'prod.tfvars:1 vpc',
    'variables.tf:1 vpc',
  ]);
  expect(await referencesAt(client, at('var.vpc', 6), false)).not.toContain('variables.tf:1 vpc');
  expect(await referencesAt(client, at('"cidrs"', 3, 'net/main.tf'), false)).toEqual([]);
});

test('Terraform: a module that an open folder calls is referred to from there', async () => {
  const { top } = await openAt(client, at('module.net', 8));
  const uri = await client.open(top, 'net/main.tf', terraform['net/main.tf']);
  const position = { line: 1, character: 10 };
  const found = await client.connection.sendRequest('textDocument/references', {
    textDocument: { uri },
    position,
    context: { includeDeclaration: false },
  });
  expect(found).toHaveLength(3);
});

const ros = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Office: {Type: String}
  Zone:
    Type: String
    AssociationPropertyMetadata:
      VpcId: \${Office}
Mappings:
  Cidrs:
    cn-hangzhou:
      main: 10.0.0.0/8
Conditions:
  Open: !Equals [!Ref Office, '']
  Both: !And [Open, {Condition: Open}]
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Condition: Open
    Properties:
      SecurityGroupIngress:
        - SourceCidrIp: !FindInMap [Cidrs, cn-hangzhou, main]
          Description: !Sub 'for \${Office} and \${Group.SecurityGroupId}'
  Server:
    Type: ALIYUN::ECS::Instance
    DependsOn: [Group]
    Properties:
      SecurityGroupId: !GetAtt Group.SecurityGroupId
      UserData:
        Fn::If: [Both, {Ref: Office}, {'Fn::GetAtt': [Group, SecurityGroupId]}]
      Description: !Sub
        - of \${Own}
        - Own: x
  Inner:
    Type: ALIYUN::ROS::Stack
    Properties:
      TemplateURL: ./inner.yaml
      Parameters:
        Cidr: 10.0.0.0/8
Metadata:
  ALIYUN::ROS::Interface:
    ParameterGroups:
      - Parameters: [Office]
Outputs:
  Id:
    Value: !GetAtt Inner.Outputs.Name
`;
const inner = `ROSTemplateFormatVersion: '2015-09-01'
Parameters:
  Cidr: {Type: String}
Outputs:
  Name: {Value: !Ref Cidr}
`;

function inRos(text: string, before: number): Record<string, string> {
  const place = ros.indexOf(text) + before;
  if (place < before) throw new Error(`no ${text}`);
  return { 'web.yaml': `${ros.slice(0, place)}‸${ros.slice(place)}`, 'inner.yaml': inner };
}

test.each([
  ['a parameter', inRos('!Ref Office', 7), ['web.yaml:3 Office']],
  ['a parameter, as a map', inRos('{Ref: Office', 8), ['web.yaml:3 Office']],
  ['a parameter in a text', inRos('for ${Office', 8), ['web.yaml:3 Office']],
  ['a parameter of another one', inRos('VpcId: ${Office', 11), ['web.yaml:3 Office']],
  ['a parameter of a group', inRos('Parameters: [Office', 15), ['web.yaml:3 Office']],
  ['a resource in a text', inRos('${Group.Sec', 4), ['web.yaml:16 Group']],
  ['a resource of an attribute', inRos('!GetAtt Group', 9), ['web.yaml:16 Group']],
  ['a resource of an attribute, as a list', inRos('[Group, Sec', 2), ['web.yaml:16 Group']],
  ['a resource that is waited for', inRos('DependsOn: [Group', 13), ['web.yaml:16 Group']],
  ['a condition of a resource', inRos('Condition: Open\n', 12), ['web.yaml:13 Open']],
  ['a condition among others', inRos('!And [Open', 8), ['web.yaml:13 Open']],
  ['a condition as a map', inRos('{Condition: Open', 13), ['web.yaml:13 Open']],
  ['a condition that decides', inRos('[Both', 2), ['web.yaml:14 Both']],
  ['a mapping', inRos('[Cidrs', 2), ['web.yaml:9 Cidrs']],
  ['a variable of a text', inRos('of ${Own', 6), ['web.yaml:32 Own']],
  ['a key of a mapping', inRos('cn-hangzhou, main', 2), ['web.yaml:10 cn-hangzhou']],
  ['a cell of a mapping', inRos(', main]', 4), ['web.yaml:11 main']],
  ['an output of a nested stack', inRos('Inner.Outputs.Name', 16), ['inner.yaml:5 Name']],
  ['a parameter of a nested stack', inRos('Cidr: 10', 2), ['inner.yaml:3 Cidr']],
  ['the template of a nested stack', inRos('./inner', 4), ['inner.yaml:1 ']],
])('ROS: %s', async (_, files, expected) => {
  expect(await definitionAt(client, files)).toEqual(expected);
});

test('ROS: references of a resource', async () => {
  expect(await referencesAt(client, inRos('  Group:', 4))).toEqual([
    'web.yaml:16 Group',
    'web.yaml:22 Group.SecurityGroupId',
    'web.yaml:25 Group',
    'web.yaml:27 Group.SecurityGroupId',
    'web.yaml:29 Group',
  ]);
});

test('ROS: JSON', async () => {
  const text =
    '{"ROSTemplateFormatVersion": "2015-09-01", "Parameters": {"P": {}},\n"Outputs": {"O": {"Value": {"Ref": "‸P"}}}}';
  expect(await definitionAt(client, { 'a.json': text })).toEqual(['a.json:1 P']);
});

test('ROS: Terraform in a template', async () => {
  const files = {
    'a.yaml': `ROSTemplateFormatVersion: '2015-09-01'
Transform: Aliyun::Terraform-v1.5
Parameters:
  vpc: {Type: String}
Workspace:
  main.tf: |-
    variable "vpc" {}
    module "net" {
      source = "./net"
      base   = var.v‸pc
    }
  net/main.tf: |-
    variable "base" {}
`,
  };
  expect(await definitionAt(client, files)).toEqual(['a.yaml:7 vpc']);
  expect(await referencesAt(client, files)).toEqual(['a.yaml:10 var.vpc', 'a.yaml:4 vpc', 'a.yaml:7 vpc']);
  const input = files['a.yaml'].replace('‸', '').replace('base   =', 'ba‸se   =');
  expect(await definitionAt(client, { 'a.yaml': input })).toEqual(['a.yaml:13 base']);
});

const service = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: serving
`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  template:
    metadata:
      labels: {app: web}
    spec:
      containers:
        - name: main
          ports:
            - name: serving
              containerPort: 8080
          livenessProbe: {tcpSocket: {port: serving}}
          volumeMounts: [{name: store, mountPath: /store}]
      volumes:
        - name: store
          secret: {secretName: keys}
---
apiVersion: v1
kind: Secret
metadata: {name: keys}
`;
const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: front}
spec:
  ingressClassName: alb
  tls:
    - secretName: keys
  rules:
    - http:
        paths:
          - backend: {service: {name: web, port: {name: http}}}
---
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: alb}
spec:
  controller: ingress.k8s.alibabacloud/alb
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: scale}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
`;
const manifests = { 'service.yaml': service, 'deployment.yaml': deployment, 'ingress.yaml': ingress };

function inManifest(file: keyof typeof manifests, text: string, before: number): Record<string, string> {
  const place = manifests[file].indexOf(text) + before;
  if (place < before) throw new Error(`no ${text}`);
  return { ...manifests, [file]: `${manifests[file].slice(0, place)}‸${manifests[file].slice(place)}` };
}

test.each([
  ['a selector', inManifest('service.yaml', 'app: web', 7), ['deployment.yaml:3 shop']],
  ['a port of containers by name', inManifest('service.yaml', 'serving', 2), ['deployment.yaml:12 serving']],
  ['a port of a probe', inManifest('deployment.yaml', 'port: serving', 8), ['deployment.yaml:12 serving']],
  ['a volume', inManifest('deployment.yaml', '{name: store', 9), ['deployment.yaml:17 store']],
  ['a secret of a volume', inManifest('deployment.yaml', 'secretName: keys', 13), ['deployment.yaml:22 keys']],
  ['a secret of an ingress', inManifest('ingress.yaml', 'secretName: keys', 13), ['deployment.yaml:22 keys']],
  ['the service of a backend', inManifest('ingress.yaml', '{name: web', 9), ['service.yaml:3 web']],
  ['the port of a backend', inManifest('ingress.yaml', '{name: http', 9), ['service.yaml:8 http']],
  ['a class', inManifest('ingress.yaml', 'ingressClassName: alb', 19), ['ingress.yaml:15 alb']],
  ['a target with its kind', inManifest('ingress.yaml', 'name: shop', 8), ['deployment.yaml:3 shop']],
  ['a text that is no name', inManifest('ingress.yaml', 'controller: ingress', 14), []],
])('Kubernetes: %s', async (_, files, expected) => {
  expect(await definitionAt(client, files)).toEqual(expected);
});

test('Kubernetes: references of a Service and of a workload', async () => {
  expect(await referencesAt(client, inManifest('service.yaml', 'name: web', 7))).toEqual([
    'ingress.yaml:11 web',
    'service.yaml:3 web',
  ]);
  expect(await referencesAt(client, inManifest('deployment.yaml', 'name: shop', 7), false)).toEqual([
    'ingress.yaml:23 shop',
    'service.yaml:6 app',
    'service.yaml:6 web',
  ]);
});

test('Kubernetes: an object of another namespace is not meant', async () => {
  const other = service.replace('{name: web}', '{name: web, namespace: other}');
  const files = inManifest('ingress.yaml', '{name: web', 9);
  const here = (files['ingress.yaml'] ?? '').replace('{name: front}', '{name: front, namespace: here}');
  expect(await definitionAt(client, { ...files, 'service.yaml': other, 'ingress.yaml': here })).toEqual([]);
});

test('Kubernetes: what a kustomization takes in', async () => {
  const files = {
    'kustomization.yaml': 'resources:\n  - service.‸yaml\n  - base\n',
    'service.yaml': service,
    'base/kustomization.yaml': 'resources: []\n',
  };
  expect(await definitionAt(client, files)).toEqual(['service.yaml:1 ']);
  const base = files['kustomization.yaml'].replace('‸', '').replace('base', 'ba‸se');
  expect(await definitionAt(client, { ...files, 'kustomization.yaml': base })).toEqual(['base/kustomization.yaml:1 ']);
});

test('an id that is written out leads to its other places', async () => {
  const group = (marker: string) =>
    `resource "alicloud_security_group_rule" "a" {\n  security_group_id = "sg-bp15ed6xe1${marker}yxeycg7ov3"\n}\n`;
  const files = { 'a.tf': group('‸'), 'b.tf': group('').replace('"a"', '"b"') };
  expect(await definitionAt(client, files)).toEqual(['b.tf:2 sg-bp15ed6xe1yxeycg7ov3']);
});

test('references of an id that is written out', async () => {
  const rule = (marker: string) => `resource "x" "a" {\n  group = "sg-2ze0pgnd${marker}rq9ulk33pc2s"\n}\n`;
  expect(await referencesAt(client, { 'a.tf': rule('‸'), 'b.tf': rule('') })).toEqual([
    'a.tf:2 sg-2ze0pgndrq9ulk33pc2s',
    'b.tf:2 sg-2ze0pgndrq9ulk33pc2s',
  ]);
});

test('a client that shows links gets the whole of the declaration, too', async () => {
  const links = await start({ capabilities: { textDocument: { definition: { linkSupport: true } } } });
  const { uri, position } = await openAt(links, at('var.vpc', 6));
  const found = await links.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position });
  expect(found).toEqual([
    {
      originSelectionRange: links.rangeOf(uri, 'var.vpc'),
      targetUri: expect.stringMatching(/variables\.tf$/),
      targetRange: { start: { line: 0, character: 0 }, end: { line: 0, character: 17 } },
      targetSelectionRange: { start: { line: 0, character: 10 }, end: { line: 0, character: 13 } },
    },
  ]);
  await links.end();
});
