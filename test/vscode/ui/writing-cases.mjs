// A live account in the side bar that is changed: the emulator's, with a profile of the CLI.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../scripts/vsix.mjs';
import { openFolder, runCommand, until, webview } from './workbench.mjs';

const command = promisify(execFile);
const redis = 'sg-bp1db0000000000001';
const open = 'tcp 6379 ← 0.0.0.0/0';
const erp = 'sg-bp1legacy00000001';
const web = 'sg-bp1web000000000001';

const pane = (page) => page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Live Account' }) });
const row = (page, text) => pane(page).locator('.monaco-list-row').filter({ hasText: text }).first();
const dialog = (page) => page.locator('.monaco-dialog-box');
const toast = (page, text) => page.locator('.notifications-toasts .notification-list-item', { hasText: text }).first();

/** Chooses an entry of the list that is asked with. */
async function choose(page, text) {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
}

/** Types into the box that is asked with, once it asks this. */
async function type(page, question, text) {
  const prompt = page.locator('.quick-input-widget', { hasText: question });
  await prompt
    .or(page.locator(`.quick-input-widget input[placeholder*="${question}"]`))
    .first()
    .waitFor();
  await page.locator('.quick-input-widget input.input').fill(text);
  await page.keyboard.press('Enter');
}

/** What the context menu of a row offers; it stays open. */
async function menuOf(page, text) {
  await row(page, text).click({ button: 'right' });
  const entries = page.locator('.monaco-menu .action-label');
  await entries.first().waitFor();
  return entries;
}

async function fromMenu(page, text, entry) {
  const wanted = (await menuOf(page, text)).filter({ hasText: new RegExp(`^${entry}$`) });
  // A menu takes no click right after it opened.
  await until(
    page,
    async () => {
      await wanted.click({ timeout: 2000 }).catch(() => {});
      return page.locator('.monaco-menu').isVisible();
    },
    (isOpen) => !isOpen,
  );
}

async function press(page, button) {
  await dialog(page).locator('.monaco-button', { hasText: button }).click();
  await dialog(page).waitFor({ state: 'hidden' });
}

/** Rules of a group as the service has them, without what it gives to a new one. */
async function rulesOf(account, group) {
  const rules = await account.rules(group);
  return rules.map(({ SecurityGroupRuleId: _, CreateTime: __, ...rule }) => JSON.stringify(rule)).sort();
}

async function writes(account) {
  const requests = await account.requests();
  return requests.map(({ action }) => action).filter((action) => /^(?:Authorize|Revoke|Modify)/.test(action));
}

/** Runs `portguard cloud` against the same account, over the same journal; answers with what it tells. */
async function commandLine(account, ...words) {
  const endpoint = `http://${account.machineSettings['portguard.cloud.endpoint']}`;
  const given = ['cloud', ...words, '--profile', 'emulator', '--endpoint', endpoint];
  const { stderr } = await command(process.execPath, [join(root, 'dist/cli.js'), ...given], {
    env: { ...process.env, ...account.env },
  });
  return stderr;
}

let before;

const cases = [
  {
    title: 'a live account opens with a profile of the CLI, and is browsed down to a rule',
    run: async ({ page, account }) => {
      assert.deepEqual(await account.requests(), [], 'something was asked before anybody wanted it');
      const icon = page.locator('.activitybar a[aria-label^="PortGuard"]').first();
      // The badge lies over it; of an open view it closes the side bar.
      if (!(await pane(page).isVisible())) await icon.click({ force: true });
      await pane(page).locator('.monaco-button', { hasText: 'Use a Profile of the CLI' }).click();
      await choose(page, 'emulator');
      await choose(page, 'All regions');
      await row(page, 'cn-hangzhou').waitFor();
      // All of it fits then.
      await page.locator('.pane-header', { hasText: 'Exposure' }).click();
      await row(page, 'redis').click();
      await row(page, open).waitFor();
    },
  },
  {
    title: 'who cancels at the question has changed nothing',
    run: async ({ page, account }) => {
      before = await rulesOf(account, redis);
      await fromMenu(page, open, 'Close Port…');
      await choose(page, 'Only from the internet');
      await dialog(page).waitFor();
      const text = await dialog(page).innerText();
      for (const part of ['Profile emulator', 'cn-hangzhou', `redis (${redis})`, open, 'no longer', '1 API call']) {
        assert.ok(text.includes(part), `${part} is not in\n${text}`);
      }
      assert.match(text, /Account: \d{16} /);
      await press(page, 'Cancel');
      assert.deepEqual(await writes(account), []);
    },
  },
  {
    title: 'the whole plan is a page, and is asked about again',
    run: async ({ page, account }) => {
      await fromMenu(page, open, 'Close Port…');
      await choose(page, 'Only from the internet');
      await press(page, 'Show Plan');
      const page_ = webview(page);
      await page_.locator('code', { hasText: '"SecurityGroupRuleId"' }).first().waitFor();
      assert.ok((await page_.locator('body').innerText()).includes('RevokeSecurityGroup'));
      await choose(page, 'Change Nothing');
      assert.deepEqual(await writes(account), []);
    },
  },
  {
    title: 'a port is closed: the account, the tree and the answer say so',
    run: async ({ page, account }) => {
      await fromMenu(page, open, 'Close Port…');
      await choose(page, 'Only from the internet');
      await press(page, 'Close Port');
      await toast(page, 'Done: Close tcp 6379').waitFor();
      await row(page, open).waitFor({ state: 'detached' });
      assert.equal((await row(page, 'redis').innerText()).includes('exposed'), false);
      const rules = await account.rules(redis);
      assert.deepEqual(
        rules.map(({ SourceGroupId }) => SourceGroupId),
        ['sg-bp1web000000000001'],
      );
      assert.deepEqual(await writes(account), ['RevokeSecurityGroup']);
    },
  },
  {
    title: 'the change is undone from its answer, and the rules are exactly as before',
    run: async ({ page, account }) => {
      await toast(page, 'Done: Close tcp 6379').locator('.monaco-button', { hasText: 'Undo' }).click();
      await press(page, 'Undo');
      await toast(page, 'Done: Undo').waitFor();
      await row(page, open).waitFor();
      assert.deepEqual(await rulesOf(account, redis), before);
      await runCommand(page, 'Notifications: Clear All Notifications');
    },
  },
  {
    title: 'a port is closed for a minute, and the tree says until when',
    run: async ({ page, account }) => {
      await fromMenu(page, 'erp', 'Close Port for Some Time…');
      await type(page, 'Which port?', '3389');
      await choose(page, 'For everyone');
      await choose(page, 'Other…');
      await type(page, 'A time such as', '1m');
      await press(page, 'Close Port');
      await row(page, 'tcp 3389 closed until').waitFor();
      const rules = await account.rules(erp);
      assert.ok(rules.some(({ Policy, PortRange }) => Policy === 'Drop' && PortRange === '3389/3389'));
    },
  },
  {
    title: 'somebody is let in: source, ports, priority and description are asked and sent',
    run: async ({ page, account }) => {
      await fromMenu(page, 'redis', 'Let In…');
      await type(page, 'From whom', '203.0.113.0/24');
      await type(page, 'Which ports', '6380');
      await type(page, 'Priority', '7');
      await type(page, 'What the rule is for', 'the office');
      await press(page, 'Let In');
      await row(page, 'tcp 6380 ← 203.0.113.0/24').waitFor();
      const rule = (await account.rules(redis)).find(({ PortRange }) => PortRange === '6380/6380');
      assert.deepEqual([rule.SourceCidrIp, rule.Priority, rule.Description], ['203.0.113.0/24', 7, 'the office']);
    },
  },
  {
    title: 'a rule is changed with its present values filled in, and removed',
    run: async ({ page, account }) => {
      const rule = 'tcp 6380 ← 203.0.113.0/24';
      await fromMenu(page, rule, 'Change Rule…');
      await choose(page, 'Priority');
      await page.locator('.quick-input-widget', { hasText: '1 (first) to 100' }).waitFor();
      assert.equal(await page.locator('.quick-input-widget input.input').inputValue(), '7');
      await type(page, 'Priority', '8');
      await choose(page, 'Change Rule');
      await press(page, 'Change Rule');
      await row(page, 'priority 8').waitFor();
      await fromMenu(page, rule, 'Remove Rule…');
      await press(page, 'Remove Rule');
      await row(page, rule).waitFor({ state: 'detached' });
      assert.deepEqual(await rulesOf(account, redis), before);
    },
  },
  {
    title: 'the command line takes back what VS Code did',
    run: async ({ page, account }) => {
      await fromMenu(page, open, 'Close Port…');
      await choose(page, 'Only from the internet');
      await press(page, 'Close Port');
      await row(page, open).waitFor({ state: 'detached' });
      assert.match(await commandLine(account, 'undo', '--yes'), /Done: Undo: Close tcp 6379/);
      assert.deepEqual(await rulesOf(account, redis), before);
      await runCommand(page, 'PortGuard: Refresh Live Account');
      await row(page, open).waitFor();
    },
  },
  {
    title: 'what the command line closes for some time is told in the tree until when',
    run: async ({ page, account }) => {
      const where = ['--group', web, '--region', 'cn-hangzhou'];
      await commandLine(account, 'apply', 'close', '80', '--for', '1m', ...where, '--yes');
      await runCommand(page, 'PortGuard: Refresh Live Account');
      await row(page, 'tcp 80 closed until').waitFor();
    },
  },
  {
    title: 'what a cloud service manages cannot be changed',
    run: async ({ page }) => {
      const entries = await menuOf(page, 'alicloud-cs-auto-created');
      const offered = await entries.allInnerTexts();
      assert.ok(offered.includes('Copy ID'), offered.join(', '));
      assert.deepEqual(
        offered.filter((one) => /Close|Let|Change|Remove/.test(one)),
        [],
      );
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'when its time is over the port is opened again, and people are told',
    run: async ({ page, account }) => {
      await toast(page, 'tcp 3389 of erp is open again').waitFor({ timeout: 90_000 });
      const rules = await account.rules(erp);
      assert.ok(!rules.some(({ Policy, PortRange }) => Policy === 'Drop' && PortRange === '3389/3389'));
      await row(page, 'tcp 3389 closed until').waitFor({ state: 'detached' });
    },
  },
  {
    title: 'all changes stand in the journal, which is a page',
    run: async ({ page }) => {
      await toast(page, 'tcp 3389 of erp is open again').locator('.monaco-button', { hasText: 'Show Changes' }).click();
      await page.locator('.tab.active', { hasText: 'Changes of Accounts' }).waitFor();
      const cells = await until(
        page,
        () =>
          webview(page)
            .locator('td')
            .allInnerTexts()
            .catch(() => []),
        // The page before stays until this one is there.
        (texts) => texts.includes('undone'),
      );
      assert.equal(cells.filter((text) => text === 'undone').length, 3, cells.join(' | '));
    },
  },
  {
    title: 'what the command line closed stays closed when its time is over, until somebody wants it opened',
    run: async ({ page, account }) => {
      const isClosed = async () =>
        (await account.rules(web)).some(({ Policy, PortRange }) => Policy === 'Drop' && PortRange === '80/80') ||
        !(await account.rules(web)).some(({ PortRange }) => PortRange === '80/80');
      const told = toast(page, 'closed for some time elsewhere, and still are: tcp 80 of web');
      await told.waitFor({ timeout: 120_000 });
      assert.ok(await isClosed(), 'it was opened without being asked for');
      await told.locator('.monaco-button', { hasText: 'Reopen Now' }).click();
      await toast(page, 'tcp 80 of web is open again').waitFor();
      assert.ok(!(await isClosed()), 'it is closed still');
      await row(page, 'closed until').waitFor({ state: 'detached' });
      await runCommand(page, 'Notifications: Clear All Notifications');
    },
  },
  {
    title: 'after a restart nothing is opened by itself: people are told of it, and asked',
    run: async ({ page, account, server, workspace }) => {
      await fromMenu(page, /^\s*web/, 'Close Port for Some Time…');
      await type(page, 'Which port?', '80');
      await choose(page, 'For everyone');
      await choose(page, '1 hour');
      await press(page, 'Close Port');
      await row(page, 'tcp 80 closed until').waitFor();
      const asked = (await account.requests()).length;
      await openFolder(page, server, workspace);
      const told = toast(page, 'Ports that were closed for some time: tcp 80 of web, until');
      await told.waitFor();
      assert.equal((await account.requests()).length, asked, 'something was asked by itself');
      await told.locator('.monaco-button', { hasText: 'Reopen Now' }).click();
      await dialog(page).waitFor();
      assert.ok((await dialog(page).innerText()).includes('+ tcp 80 ← 0.0.0.0/0'));
      await press(page, 'Undo');
      await toast(page, 'Done: Undo').waitFor();
      assert.ok((await account.rules(web)).some(({ PortRange }) => PortRange === '80/80'));
    },
  },
  {
    title: 'no secret is in what VS Code, its extension and the journal have written',
    run: ({ account, server }) => {
      const files = [server.data, account.state].flatMap(filesIn);
      assert.ok(files.some((file) => file.endsWith('changes.jsonl')));
      const leaks = files.filter((file) => account.secrets.some((secret) => readFileSync(file).includes(secret)));
      assert.deepEqual(leaks, []);
    },
  },
];

/** Each begins where the one before has ended. */
export const writingCases = cases.map((one) => ({ ...one, session: 'changing' }));

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
