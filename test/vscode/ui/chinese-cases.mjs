// The same in a workbench whose language is Chinese.
import assert from 'node:assert/strict';
import { goTo, hoverOver, openFile, until } from './workbench.mjs';

export const chineseCases = [
  {
    title: 'in a Chinese workbench the hover and the finding are Chinese',
    run: async ({ page }) => {
      await openFile(page, 'ros/shop.yaml');
      await goTo(page, 52, 1);
      await hoverOver(page, '20/25', (seen) => seen.includes('端口'));
    },
  },
  {
    title: 'in a Chinese workbench the code lens is Chinese',
    run: async ({ page }) => {
      const lens = page.locator('.codelens-decoration a', { hasText: '20/25' }).first();
      assert.match(await lens.innerText(), /开放|可/);
    },
  },
  {
    title: 'in a Chinese workbench the quick fixes are Chinese',
    run: async ({ page }) => {
      await goTo(page, 53, 27);
      await page.keyboard.press('Control+.');
      const fix = page.locator('.action-widget .monaco-list-row', { hasText: '收窄到 office' }).first();
      await fix.waitFor();
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'in a Chinese workbench the Exposure view is Chinese',
    run: async ({ page }) => {
      const icon = page.locator('.activitybar a[aria-label^="PortGuard"]').first();
      // The badge lies over it.
      await icon.click({ force: true });
      await page.locator('.sidebar .monaco-list-row', { hasText: 'tcp 20/25' }).first().waitFor();
      const label = await until(
        page,
        async () => (await icon.getAttribute('aria-label')) ?? '',
        (text) => text.includes('高风险'),
      );
      assert.match(label, /高风险/);
    },
  },
];
