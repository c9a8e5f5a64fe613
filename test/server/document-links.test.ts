/** What can be followed, and where it leads. */
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DocumentLinkRequest } from 'vscode-languageserver/node';
import { folder, start } from './client.ts';

const client = await start({ initializationOptions: { rulePage: 'rule:{rule}' } });

async function linksIn(files: Readonly<Record<string, string>>, path: string): Promise<string[]> {
  const top = folder(files);
  const uri = await client.open(top, path, files[path] ?? '');
  const links = (await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } })) ?? [];
  return links.map(({ range, target = '' }) => {
    const place = target.startsWith('file:') ? relative(top, fileURLToPath(target)) : target;
    return `${client.textIn(uri, range)} → ${place}`;
  });
}

test('rules of the configuration, and files with values', async () => {
  const text = 'rules:\n  exposure/admin-port: off\n  tls/*: off\nvarFiles: [env/prod.tfvars, gone.tfvars]\n';
  expect(await linksIn({ '.portguard.yaml': text, 'env/prod.tfvars': '' }, '.portguard.yaml')).toEqual([
    'exposure/admin-port → rule:exposure%2Fadmin-port',
    'env/prod.tfvars → env/prod.tfvars',
  ]);
});

test('Terraform: rules in comments and modules', async () => {
  const text =
    '# portguard:ignore exposure/admin-port, tls/nothing -- why\nmodule "a" {\n  source = "./a"\n}\nmodule "b" {\n  source = "./b"\n}\n';
  expect(await linksIn({ 'main.tf': text, 'a/x.tf': '', 'a/main.tf': '' }, 'main.tf')).toEqual([
    'exposure/admin-port → rule:exposure%2Fadmin-port',
    './a → a/main.tf',
  ]);
});

test('ROS: templates of nested stacks, and rules in metadata', async () => {
  const text = `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Inner:
    Type: ALIYUN::ROS::Stack
    Metadata: {portguard: {ignore: [{rule: exposure/admin-port, reason: why}]}}
    Properties: {TemplateURL: 'inner/a.yaml'}
  Remote:
    Type: ALIYUN::ROS::Stack
    Properties: {TemplateURL: 'https://example.com/a.yaml'}
`;
  expect(await linksIn({ 'a.yaml': text, 'inner/a.yaml': '' }, 'a.yaml')).toEqual([
    'exposure/admin-port → rule:exposure%2Fadmin-port',
    'inner/a.yaml → inner/a.yaml',
  ]);
});

test('Kubernetes: what a kustomization takes in', async () => {
  const text = `resources: [../base, service.yaml, 'https://example.com/x.yaml']
patches:
  - path: patch.yaml
configMapGenerator:
  - name: settings
    files: [app.conf=conf/app.conf]
`;
  const files = {
    '.git/HEAD': '',
    'base/kustomization.yaml': '',
    'over/service.yaml': '',
    'over/patch.yaml': '',
    'over/conf/app.conf': '',
  };
  expect(await linksIn({ ...files, 'over/kustomization.yaml': text }, 'over/kustomization.yaml')).toEqual([
    '../base → base/kustomization.yaml',
    'service.yaml → over/service.yaml',
    'patch.yaml → over/patch.yaml',
    'conf/app.conf → over/conf/app.conf',
  ]);
});
