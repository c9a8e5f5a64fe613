// The Drift view: templates of the folder against the sample account, and against an account that can be changed.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { editorText, runCommand, until, webview } from './workbench.mjs';

const pane = (page, title) =>
  page.locator('.pane', { has: page.locator('.pane-header', { has: page.locator(`h3.title:text-is("${title}")`) }) });
const rows = (page) => pane(page, 'Drift').locator('.monaco-list-row');
const row = (page, text) => rows(page).filter({ hasText: text }).first();
const action = (page, text, label) => row(page, text).locator(`.action-label[aria-label="${label}"]`);

/** Redis of the sample account as somebody once wrote it: without the rule that was added by hand since. */
const template = `resource "alicloud_security_group" "redis" {
  security_group_name = "redis"
}

resource "alicloud_security_group_rule" "web" {
  type                     = "ingress"
  ip_protocol              = "tcp"
  port_range               = "6379/6379"
  source_security_group_id = "sg-bp1web000000000001"
  security_group_id        = alicloud_security_group.redis.id
}

resource "alicloud_security_group" "spare" {
  security_group_name = "spare"
}
`;
const opened = 'tcp 6379 ← 0.0.0.0/0';

function writeTemplate(workspace) {
  mkdirSync(join(workspace, 'redis'), { recursive: true });
  writeFileSync(join(workspace, 'redis/main.tf'), template);
}

async function focusDrift(page, name = 'Drift') {
  const icon = page.locator('.activitybar a[aria-label^="PortGuard"]').first();
  // The badge lies over it; of an open view it closes the side bar.
  if (!(await pane(page, name).isVisible())) await icon.click({ force: true });
  const isOpen = async (header) => (await header.getAttribute('aria-expanded')) === 'true';
  const header = pane(page, name).locator('.pane-header');
  if (!(await isOpen(header))) await header.click();
  // Rows that find no room are not there.
  const others = page.locator('.sidebar .pane-header');
  for (const other of await others.all()) {
    const title = await other.locator('h3.title').innerText();
    if (title !== name && title !== 'Live Account' && (await isOpen(other))) await other.click();
  }
}

export const driftCases = [
  {
    title: 'the view of drift offers accounts, and compares the templates with the one that is opened',
    run: async ({ page, workspace }) => {
      writeTemplate(workspace);
      await runCommand(page, 'PortGuard: Close Live Account').catch(() => page.keyboard.press('Escape'));
      await focusDrift(page);
      await pane(page, 'Drift').locator('.monaco-button', { hasText: 'Open Sample Account' }).click();
      await row(page, opened).waitFor();
      assert.match(await row(page, opened).innerText(), /only in the account · opens tcp 6379 \(Redis\)/);
      assert.match(await row(page, 'redis ↔').innerText(), /1 difference · by its name/);
      await row(page, 'alicloud_security_group.spare').waitFor();
    },
  },
  {
    title: 'a row of drift leads to the template and to the rule in the live account',
    run: async ({ page }) => {
      await row(page, opened).click();
      await page.locator('.tab.active', { hasText: 'main.tf' }).waitFor();
      await page.locator('.editor-instance .view-line').first().waitFor();
      await row(page, opened).click({ button: 'right' });
      await page.locator('.monaco-menu .action-label', { hasText: 'Show in Live Account' }).click({
        // A menu takes no click in its first moments.
        delay: 200,
      });
      await pane(page, 'Live Account').locator('.monaco-list-row.selected', { hasText: 'tcp 6379' }).waitFor();
    },
  },
  {
    title: 'details of a group name its template, follow it while it is typed, and lead there',
    run: async ({ page }) => {
      const group = pane(page, 'Live Account').locator('.monaco-list-row[aria-level]').filter({ hasText: 'redis' });
      await group.first().hover();
      await group.first().locator('.action-label[aria-label="Show Details"]').click();
      await webview(page)
        .locator('h1', { hasText: /^redis$/ })
        .waitFor();
      const part = webview(page).locator('#templates');
      await part.getByText('alicloud_security_group.redis').waitFor();
      await part.getByText('Rules that differ from the account: 1').waitFor();
      await webview(page).locator('nav a', { hasText: 'In the templates' }).waitFor();
      await part.locator('a', { hasText: /^redis\/main\.tf:1$/ }).click();
      await page.locator('.tab.active', { hasText: 'main.tf' }).waitFor();
      await page.locator('.editor-instance .view-line').first().click();
      await page.keyboard.press('Control+Home');
      await page.keyboard.type('# one line more\n');
      await page.locator('.tab', { hasText: /^redis$/ }).click();
      await part.locator('a', { hasText: /^redis\/main\.tf:2$/ }).click();
      await page.locator('.tab.active', { hasText: 'main.tf' }).waitFor();
      const status = page.locator('.statusbar-item', { hasText: /^Ln 2, Col/ });
      await status.first().waitFor();
      await runCommand(page, 'File: Revert File');
      await page.locator('.tab', { hasText: /^redis$/ }).click({ button: 'middle' });
      await page.locator('.tab', { hasText: /^redis$/ }).waitFor({ state: 'detached' });
    },
  },
  {
    title: 'drift is accepted into the template, and its row is gone; undoing brings both back',
    run: async ({ page }) => {
      await focusDrift(page);
      await row(page, opened).hover();
      await action(page, opened, 'Accept into Template').click();
      await row(page, opened).waitFor({ state: 'detached' });
      const text = await until(
        page,
        () => editorText(page),
        (seen) => seen.includes('priority'),
      );
      assert.match(text, /cidr_ip += "0\.0\.0\.0\/0"/);
      await page.locator('.editor-instance .view-line').first().click();
      await page.keyboard.press('Control+z');
      await row(page, opened).waitFor();
    },
  },
  {
    title: 'a group that drift leaves out is paired by a pick, which the configuration keeps',
    run: async ({ page, workspace }) => {
      await focusDrift(page);
      const spare = 'alicloud_security_group.spare';
      await row(page, spare).hover();
      await action(page, spare, 'Pair with a Group…').click();
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'old-test' }).first().click();
      await row(page, 'No difference').click();
      await row(page, 'old-test ↔').waitFor();
      const kept = /alicloud_security_group\.spare: sg-bp1unused/;
      const config = await until(
        page,
        () => readFileSync(join(workspace, '.portguard.yaml'), 'utf8'),
        (text) => kept.test(text),
      );
      assert.match(config, kept);
    },
  },
];

export const chineseDriftCases = [
  {
    title: 'in a Chinese workbench drift is Chinese',
    run: async ({ page, workspace }) => {
      writeTemplate(workspace);
      await focusDrift(page, '配置漂移');
      await pane(page, '配置漂移').locator('.monaco-button', { hasText: '打开示例账号' }).click();
      const found = pane(page, '配置漂移').locator('.monaco-list-row', { hasText: opened }).first();
      await found.waitFor();
      assert.match(await found.innerText(), /仅在账号中 · 新开放 tcp 6379/);
    },
  },
];

export const liveDriftCases = [
  {
    title: 'drift of a live account is taken back there, after a confirmation',
    run: async ({ page, workspace, account }) => {
      writeTemplate(workspace);
      await focusDrift(page);
      if (!(await row(page, opened).isVisible())) {
        const button = pane(page, 'Drift').locator('.monaco-button', { hasText: 'Use a Profile of the CLI' });
        if (await button.isVisible()) {
          await button.click();
          await page.locator('.quick-input-list .monaco-list-row', { hasText: 'emulator' }).first().click();
          await page.locator('.quick-input-list .monaco-list-row', { hasText: 'All regions' }).first().click();
        }
        // The template is newer than what was compared last.
        else await runCommand(page, 'PortGuard: Refresh Drift');
      }
      await row(page, opened).waitFor();
      const before = writes(await account.requests());
      await row(page, opened).hover();
      await action(page, opened, 'Restore in Account…').click();
      const dialog = page.locator('.monaco-dialog-box');
      await dialog.waitFor();
      assert.match(await dialog.innerText(), /sg-bp1db0000000000001[\s\S]*tcp 6379 ← 0\.0\.0\.0\/0/);
      assert.deepEqual(writes(await account.requests()), before);
      await dialog.locator('.monaco-button', { hasText: 'Change Rules' }).click();
      await row(page, opened).waitFor({ state: 'detached' });
      assert.deepEqual(writes(await account.requests()), [...before, 'RevokeSecurityGroup']);
    },
  },
];

function writes(requests) {
  return requests.map(({ action }) => action).filter((name) => /^(?:Authorize|Revoke|Modify)/.test(name));
}
