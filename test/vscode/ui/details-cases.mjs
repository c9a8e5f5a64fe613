// Details of a group of the live account, its rules let in and dropped into templates of each dialect.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../scripts/vsix.mjs';
import { accessibilityFaults } from './accessibility.mjs';
import { goTo, runCommand, until, webview } from './workbench.mjs';

const pane = (page) => page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Live Account' }) });
const rows = (page) => pane(page).locator('.monaco-list-row');
const row = (page, text) => rows(page).filter({ hasText: text }).first();
const h1 = (page, text) => webview(page).locator('h1', { hasText: new RegExp(`^${text}$`) });

/** The sample, by VPC, with its groups to be seen. */
async function openSample(page) {
  if (!(await pane(page).isVisible())) {
    await page.locator('.activitybar a[aria-label^="PortGuard"]').first().click({ force: true });
  }
  const open = pane(page).locator('.monaco-button', { hasText: 'Open Sample Account' });
  await open.or(rows(page).first()).first().waitFor();
  if (await open.isVisible()) await open.click();
  await rows(page).first().waitFor();
  if (await row(page, 'high risk').isVisible()) await runCommand(page, 'PortGuard: Group Live Account by VPC');
  await reveal(page, 'cn-hangzhou');
}

/** Rows are there as far as they are in view. */
async function reveal(page, text) {
  const { x, y, height } = await pane(page).locator('.monaco-list').first().boundingBox();
  await page.mouse.move(x + 100, y + height / 2);
  await page.mouse.wheel(0, -10_000);
  const isThere = async () => {
    if (await row(page, text).isVisible()) return true;
    await page.mouse.wheel(0, 100);
    return false;
  };
  await until(page, isThere, (seen) => seen);
  // The rows that a list keeps in sight lie over the first ones.
  const hovered = () =>
    row(page, text)
      .hover({ timeout: 2000 })
      .then(
        () => true,
        () => page.mouse.wheel(0, -44),
      );
  await until(page, hovered, (is) => is === true);
}

async function showDetails(page, text) {
  await reveal(page, text);
  await row(page, text).locator('.action-label[aria-label="Show Details"]').click();
  await h1(page, text).waitFor();
}

/** Takes an entry of a row's menu. */
async function chooseOf(page, text, entry) {
  await reveal(page, text);
  const menu = page.locator('.monaco-menu .action-label', { hasText: entry }).first();
  await row(page, text).click({ button: 'right' });
  await menu.waitFor();
  // A menu takes no click right after it opened.
  await until(
    page,
    async () => {
      await menu.click({ timeout: 1000 }).catch(() => {});
      return page.locator('.monaco-menu').isVisible();
    },
    (isThere) => !isThere,
  );
}

/** Saves the file that is open, and answers with its text, once it fulfils a condition. */
async function saved(page, workspace, path, condition) {
  const read = async () => {
    await page.locator('.tab.active').click();
    await page.keyboard.press('Control+s');
    return readFileSync(join(workspace, path), 'utf8');
  };
  const text = await until(page, read, condition);
  assert.ok(condition(text), text);
  return text;
}

/** What the command line says of a file: nothing of it may be broken. */
function assertSound(workspace, path) {
  const args = [join(root, 'dist/cli.js'), 'lint', path, '--format', 'json', '--fail-on', 'never'];
  const { findings } = JSON.parse(execFileSync(process.execPath, args, { cwd: workspace, encoding: 'utf8' }));
  assert.deepEqual(
    findings.filter(({ rule }) => rule.startsWith('syntax/')),
    [],
  );
}

/** A page that was closed takes the focus with it. */
async function openTemplate(page, path) {
  await page.locator('.part.statusbar').click({ position: { x: 500, y: 8 } });
  // Of two files with one name the folder tells which one it is.
  const [folder, name] = path.split('/');
  await page.keyboard.press('Control+p');
  await page.locator('.quick-input-widget input.input').fill(path);
  const found = page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name });
  await found.filter({ hasText: folder }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.breadcrumbs-control', { hasText: folder }).filter({ hasText: name }).waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

/** Inserts the sources of the bastion's group at a place of a file. */
async function insertAt({ page, workspace }, path, line, condition) {
  await openTemplate(page, path);
  await goTo(page, line, 3);
  await openSample(page);
  await chooseOf(page, 'bastion', 'Insert Sources into Editor…');
  await page.locator('.tab.active.dirty').waitFor();
  const text = await saved(page, workspace, path, condition);
  assertSound(workspace, path);
  return text;
}

const lineOf = (workspace, path, text) =>
  readFileSync(join(workspace, path), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

export const detailsCases = [
  {
    title: 'details: a group is opened and read with the keyboard alone',
    run: async ({ page }) => {
      await openSample(page);
      await runCommand(page, 'PortGuard: Focus on Live Account View');
      const focused = () => pane(page).locator('.monaco-list-row.focused').innerText();
      await page.keyboard.press('Home');
      await until(
        page,
        async () => {
          await page.keyboard.press('ArrowDown');
          return focused();
        },
        (text) => text.includes('erp'),
      );
      await page.keyboard.press('Enter');
      await h1(page, 'erp').waitFor();
      await webview(page).locator('#ingress-2', { hasText: 'changes nothing' }).waitFor();
      // From the group into the page, and from link to link.
      const active = () =>
        webview(page)
          .locator(':focus')
          .innerText({ timeout: 1000 })
          .catch(() => '');
      const found = await until(
        page,
        async () => {
          await page.keyboard.press('Tab');
          return active();
        },
        (text) => text === 'Findings',
      );
      assert.equal(found, 'Findings');
      await page.keyboard.press('Enter');
      const heading = webview(page).locator('#findings h2');
      await until(
        page,
        () => heading.evaluate((one) => one.getBoundingClientRect().top),
        (top) => top < 600,
      );
      assert.ok((await heading.evaluate((one) => one.getBoundingClientRect().top)) < 600, 'the part is not in view');
    },
  },
  {
    title: 'details: no fault of accessibility is found in the page',
    run: async ({ page }) => {
      const html = await webview(page)
        .locator('html')
        .evaluate((one) => one.outerHTML);
      assert.deepEqual(await accessibilityFaults(page, html), []);
    },
  },
  {
    title:
      'details: the page leads to a rule that decides, to another group, to a rule of the linter and to the snapshot',
    run: async ({ page }) => {
      await showDetails(page, 'redis');
      await webview(page).locator('#references a', { hasText: 'web (' }).first().click();
      await h1(page, 'web').waitFor();
      assert.equal(await page.locator('.tab', { hasText: /^(redis|web|erp)$/ }).count(), 1, 'one page is used again');
      await webview(page).locator('#ingress a', { hasText: 'sgr-bp1web000000000003' }).click();
      await page.locator('.tab.active', { hasText: 'snapshot.json' }).waitFor();
      await runCommand(page, 'View: Close Editor');
      await showDetails(page, 'redis');
      await webview(page).locator('#findings a', { hasText: 'exposure/database-port' }).click();
      await page.locator('.tab.active', { hasText: 'database-port' }).waitFor();
      await runCommand(page, 'View: Close Editor');
    },
  },
  {
    title: 'details: sources of a live rule are let in at the cursor of Terraform, ROS and Kubernetes',
    run: async (given) => {
      const { workspace } = given;
      const cidr = '198.51.100.0/24';
      const has = (text) => text.includes(cidr);
      const tf = 'terraform/main.tf';
      await insertAt(given, tf, lineOf(workspace, tf, '"no_rdp"') + 1, (text) =>
        /cidr_ip += "198\.51\.100\.0\/24"/.test(text),
      );
      const ros = await insertAt(given, 'ros/shop.yaml', lineOf(workspace, 'ros/shop.yaml', 'PortRange: 20/25'), has);
      assert.match(ros, /- IpProtocol: tcp\n +PortRange: 22\/22\n +SourceCidrIp: 198\.51\.100\.0\/24/);
      const manifest = 'kubernetes/shop.yaml';
      const line = lineOf(workspace, manifest, 'loadBalancerSourceRanges');
      const service = await insertAt(given, manifest, line, has);
      assert.match(service, /loadBalancerSourceRanges:\n +- 203\.0\.113\.0\/24\n +- 198\.51\.100\.0\/24\n/);
      const policy = await insertAt(given, 'kubernetes/network-policy.yaml', 4, has);
      assert.match(policy, /- ipBlock:\n +cidr: 198\.51\.100\.0\/24\n +ports:\n +- protocol: TCP\n +port: 22\n/);
    },
  },
  {
    title: 'details: with the cursor elsewhere the places of the file are offered',
    run: async ({ page, workspace }) => {
      const path = 'terraform/main.tf';
      const before = readFileSync(join(workspace, path), 'utf8');
      await openTemplate(page, path);
      await goTo(page, 1, 1);
      // A page that lies over the template takes the cursor from nobody.
      await showDetails(page, 'bastion');
      await chooseOf(page, 'bastion', 'Insert Sources into Editor…');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'no_rdp' }).first().click();
      await page.locator('.tab.active.dirty', { hasText: 'main.tf' }).waitFor();
      await saved(page, workspace, path, (text) => text.length > before.length);
      assertSound(workspace, path);
    },
  },
  {
    title: 'details: a group that is dragged into a template stands there in its dialect',
    run: async ({ page, workspace }) => {
      const path = 'ros/shop.yaml';
      await openTemplate(page, path);
      await goTo(page, lineOf(workspace, path, 'PortRange: 20/25'), 1);
      // An editor that nobody has touched takes no drop.
      await page.locator('.editor-instance .view-line', { hasText: 'PortRange: 20/25' }).first().click();
      await reveal(page, 'old-test');
      const from = await row(page, 'old-test').boundingBox();
      const to = await page
        .locator('.editor-instance .view-line', { hasText: 'PortRange: 20/25' })
        .first()
        .boundingBox();
      await page.mouse.move(from.x + 60, from.y + 8);
      await page.mouse.down();
      await page.mouse.move(from.x + 120, from.y + 20, { steps: 5 });
      await page.keyboard.down('Shift');
      await page.mouse.move(to.x + 80, to.y + 8, { steps: 10 });
      await page.mouse.up();
      await page.keyboard.up('Shift');
      await page.locator('.tab.active.dirty').waitFor();
      const text = await saved(page, workspace, path, (seen) => seen.includes('OldTest'));
      assert.match(text, /\n {2}OldTest:\n {4}Type: ALIYUN::ECS::SecurityGroup\n/);
      assertSound(workspace, path);
    },
  },
  {
    title: 'details: a closed account leaves no page behind',
    run: async ({ page }) => {
      await showDetails(page, 'redis');
      await runCommand(page, 'PortGuard: Refresh Live Account');
      await h1(page, 'redis').waitFor();
      await runCommand(page, 'PortGuard: Close Live Account');
      await page.locator('.tab', { hasText: /^redis$/ }).waitFor({ state: 'detached' });
    },
  },
];
