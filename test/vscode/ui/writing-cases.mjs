// A live account in the side bar that can be changed: the emulator's, with a profile of the CLI.
import assert from 'node:assert/strict';

const pane = (page) => page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Live Account' }) });
const rows = (page) => pane(page).locator('.monaco-list-row');

/** Chooses an entry of the list that is asked with. */
async function choose(page, text) {
  await page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
}

export const writingCases = [
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
      await rows(page).filter({ hasText: 'cn-hangzhou' }).first().waitFor();
      const group = rows(page).filter({ hasText: 'redis' }).first();
      await group.click();
      await rows(page).filter({ hasText: 'tcp 6379 ← 0.0.0.0/0' }).first().waitFor();
    },
  },
];
