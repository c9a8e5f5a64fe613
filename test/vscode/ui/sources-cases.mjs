// Where the live account comes from besides the sample, and what its groups are good for in templates.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { editorText, goTo, openFile, pickFix, runCommand, until, untilUnderlined } from './workbench.mjs';

const pane = (page) => page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Live Account' }) });
const rows = (page) => pane(page).locator('.monaco-list-row');

/** One template of each dialect that lets in everyone by SSH: where that stands, and how it reads restricted. */
const templates = [
  {
    dialect: 'Terraform',
    path: 'restricted/main.tf',
    text: `resource "alicloud_security_group" "ops" {
  security_group_name = "ops"
}

resource "alicloud_security_group_rule" "ssh" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "22/22"
  security_group_id = alicloud_security_group.ops.id
  cidr_ip           = "0.0.0.0/0"
}
`,
    at: [10, 27],
    wrong: '0.0.0.0/0',
    restricted: 'cidr_ip           = "198.51.100.0/24"',
  },
  {
    dialect: 'ROS',
    path: 'restricted/ops.yaml',
    text: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Ops:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 0.0.0.0/0
`,
    at: [9, 28],
    wrong: '0.0.0.0/0',
    restricted: 'SourceCidrIp: 198.51.100.0/24',
  },
  {
    dialect: 'Kubernetes',
    path: 'restricted/service.yaml',
    text: `apiVersion: v1
kind: Service
metadata:
  name: ssh
spec:
  type: LoadBalancer
  loadBalancerClass: alibabacloud.com/nlb
  selector:
    app: ssh
  ports:
    - port: 22
`,
    at: [11, 14],
    wrong: '22',
    restricted: '- 198.51.100.0/24',
  },
];

const bastion = 'sg-t4nbastion000000001 (bastion)';

async function showAccount(page) {
  const icon = page.locator('.activitybar a[aria-label^="PortGuard"]').first();
  // The badge lies over it; of an open view it closes the side bar.
  if (!(await pane(page).isVisible())) await icon.click({ force: true });
}

/** In the dialog for files of a remote machine, once it has its own first answer. */
async function chooseOpened(page, path, label) {
  const dialog = page.locator('.quick-input-widget');
  const found = dialog.locator('.monaco-list-row', { hasText: path.split('/').at(-1) });
  // It begins with a folder of its own choice, and says so when it has read it.
  await dialog.locator('.monaco-list-row', { hasText: '..' }).first().waitFor();
  const look = async () => {
    await dialog.locator('input.input').fill(path);
    return found
      .first()
      .waitFor({ timeout: 3000 })
      .then(() => true)
      .catch(() => false);
  };
  assert.ok(await until(page, look, Boolean), `${path} is not found`);
  await dialog.locator('.monaco-button', { hasText: label }).click();
}

async function untilText(page, text) {
  const seen = await until(
    page,
    () => editorText(page),
    (now) => now.includes(text),
  );
  assert.ok(seen.includes(text), `expected ${text} in\n${seen}`);
}

/** The workspace is a copy: what is written there may stay. */
async function openTemplate(page, workspace, { path, text, at, wrong }) {
  mkdirSync(dirname(join(workspace, path)), { recursive: true });
  writeFileSync(join(workspace, path), text);
  await openFile(page, path);
  await untilUnderlined(page, 'error', (texts) => texts.some((one) => one.includes(wrong)), `${wrong} is an error`);
  await goTo(page, ...at);
}

async function openSample(page) {
  await showAccount(page);
  await runCommand(page, 'PortGuard: Open Sample Account');
  await rows(page).filter({ hasText: 'bastion' }).first().waitFor();
}

const restricting = templates.map((template) => ({
  title: `${template.dialect} is restricted to the sources of a group of the open account`,
  run: async ({ page, workspace }) => {
    await openSample(page);
    await openTemplate(page, workspace, template);
    await pickFix(page, `Restrict to sources of ${bastion}`);
    await untilText(page, template.restricted);
  },
}));

export const sourcesCases = [
  ...restricting,
  {
    title: 'any group of the open account can be chosen as the one whose sources may connect',
    run: async ({ page, workspace }) => {
      await openSample(page);
      await openTemplate(page, workspace, { ...templates[0], path: 'chosen/main.tf' });
      await pickFix(page, 'Restrict to sources of a live group');
      const choice = page.locator('.quick-input-list .monaco-list-row', { hasText: 'sg-bp1web000000000001' }).first();
      await choice.waitFor();
      assert.match(await choice.innerText(), /192\.0\.2\.0\/25, 198\.51\.100\.0\/24/);
      await choice.click();
      await untilText(page, 'cidr_ip           = "192.0.2.0/25"');
    },
  },
  {
    title: 'the open account may be a Terraform state, without credentials, and is opened again',
    run: async ({ page, workspace }) => {
      const state = join(workspace, 'terraform.tfstate');
      writeFileSync(state, stateText);
      await showAccount(page);
      await runCommand(page, 'PortGuard: Open Terraform State as an Account…');
      await chooseOpened(page, state, 'Open State');
      const more = rows(page).filter({ hasText: 'There may be more' }).first();
      await more.waitFor();
      assert.match(await rows(page).filter({ hasText: 'ops' }).first().innerText(), /ops/);
      await runCommand(page, 'PortGuard: Close Live Account');
      await pane(page).locator('.monaco-button', { hasText: 'Open Again' }).click();
      await more.waitFor();
      await openSample(page);
    },
  },
];

const stateText = JSON.stringify({
  version: 4,
  lineage: '7f0c0b6e-0000-0000-0000-000000000000',
  resources: [
    managed('alicloud_vswitch', 'ops', { id: 'vsw-1', vpc_id: 'vpc-1', zone_id: 'cn-hangzhou-b' }),
    managed('alicloud_vpc', 'ops', { id: 'vpc-1', vpc_name: 'ops', cidr_block: '10.0.0.0/8' }),
    managed('alicloud_security_group', 'ops', { id: 'sg-ops', security_group_name: 'ops', vpc_id: 'vpc-1' }),
    managed('alicloud_security_group_rule', 'ssh', {
      ...{ id: 'sg-ops:ingress', security_group_id: 'sg-ops', type: 'ingress', ip_protocol: 'tcp' },
      ...{ port_range: '22/22', policy: 'accept', priority: 1, cidr_ip: '0.0.0.0/0' },
    }),
  ],
});

function managed(type, name, attributes) {
  return { mode: 'managed', type, name, instances: [{ attributes }] };
}
