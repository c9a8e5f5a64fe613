// The live account in the side bar, over the sample that ships in the package.
import assert from 'node:assert/strict';
import { runCommand, until, webview } from './workbench.mjs';

const pane = (page) => page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Live Account' }) });
const rows = (page) => pane(page).locator('.monaco-list-row');

export const accountCases = [
  {
    title: 'the live account offers its sources, and the sample opens without credentials',
    run: async ({ page }) => {
      const icon = page.locator('.activitybar a[aria-label^="PortGuard"]').first();
      // The badge lies over it; of an open view it closes the side bar.
      if (!(await pane(page).isVisible())) await icon.click({ force: true });
      await pane(page).locator('.monaco-button', { hasText: 'Use a Profile of the CLI' }).waitFor();
      await pane(page).locator('.monaco-button', { hasText: 'Open Sample Account' }).click();
      // It is offered once an account is open.
      await rows(page).filter({ hasText: 'cn-hangzhou' }).first().waitFor();
      await runCommand(page, 'PortGuard: Group Live Account by Risk');
      await rows(page).filter({ hasText: 'high risk' }).first().waitFor();
      const group = rows(page).filter({ hasText: 'redis' }).first();
      await group.waitFor();
      assert.match(await group.innerText(), /1 exposed port/);
      assert.match((await group.getAttribute('aria-label')) ?? '', /Security group redis: high risk/);
    },
  },
  {
    title: 'of an account that cannot be changed the plan is shown, as a preview',
    run: async ({ page }) => {
      const group = rows(page).filter({ hasText: 'redis' }).first();
      await group.click({ button: 'right' });
      const entry = page.locator('.monaco-menu .action-label', { hasText: /^Close Port…$/ });
      // A menu takes no click right after it opened.
      await until(
        page,
        async () => {
          await entry.click({ timeout: 2000 }).catch(() => {});
          return page.locator('.monaco-menu').isVisible();
        },
        (isOpen) => !isOpen,
      );
      for (const answer of ['tcp 6379', 'Only from the internet']) {
        await page.locator('.quick-input-list .monaco-list-row', { hasText: answer }).first().click();
      }
      await page.locator('.tab.active', { hasText: 'Plan for sg-bp1db0000000000001' }).waitFor();
      await webview(page).locator('blockquote', { hasText: 'applying needs a live account' }).waitFor();
      await page.locator('.notifications-toasts', { hasText: 'This is a preview of the plan' }).waitFor();
      await runCommand(page, 'Notifications: Clear All Notifications');
    },
  },
];
