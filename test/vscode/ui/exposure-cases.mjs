// The Exposure view in the side bar.
import assert from 'node:assert/strict';
import { until } from './workbench.mjs';

const rows = (page) => page.locator('.pane-body .monaco-list-row');

export const exposureCases = [
  {
    title: 'the Exposure view lists what strangers reach, with a badge for what is of high risk',
    run: async ({ page }) => {
      const icon = page.locator('.activitybar .action-item', { hasText: '' }).locator('a[aria-label^="PortGuard"]');
      // The badge lies over it.
      await icon.click({ force: true });
      await rows(page).filter({ hasText: 'tcp 20/25' }).first().waitFor();
      const badge = page.locator('.activitybar .action-item:has(a[aria-label^="PortGuard"]) .badge-content');
      const count = Number(
        await until(
          page,
          () => badge.innerText({ timeout: 1000 }).catch(() => '0'),
          (text) => Number(text) > 0,
        ),
      );
      assert.ok(count > 0, `the badge says ${count}`);
    },
  },
  {
    title: 'a click on an opening leads to the characters that open it',
    run: async ({ page }) => {
      await rows(page).filter({ hasText: 'tcp 20/25' }).first().click();
      await page.locator('.tab.active', { hasText: 'shop.yaml' }).waitFor();
      const place = page.locator('.statusbar-item', { hasText: /^Ln \d+, Col \d+/ });
      assert.match(await place.innerText(), /selected/);
    },
  },
  {
    title: 'the openings are grouped by file on request',
    run: async ({ page }) => {
      await page.locator('.sidebar .action-label[aria-label="Group Exposure by File"]').first().click();
      const [first] = await Promise.all([
        rows(page).first().innerText(),
        rows(page).filter({ hasText: 'shop.yaml' }).first().waitFor(),
      ]);
      assert.ok(first.length > 0);
    },
  },
];
