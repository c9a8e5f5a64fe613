// What each picture of docs/images shows.
import { goTo, hoverOver, openFile } from '../test/vscode/ui/workbench.mjs';

/** @type {{ name: string, theme: 'light' | 'dark', size: { width: number, height: number }, show: Function }[]} */
export const scenes = [
  {
    name: 'finding',
    theme: 'dark',
    size: { width: 1180, height: 720 },
    show: async (page) => {
      await openFile(page, 'ros/shop.yaml');
      await goTo(page, 49, 1);
      await page.locator('.codelens-decoration a', { hasText: '20/25' }).first().waitFor();
      await hoverOver(page, 'AdminCidr', (text) => text.includes('exposure/admin-port'));
    },
  },
  {
    name: 'fixes',
    theme: 'light',
    size: { width: 1180, height: 720 },
    show: async (page) => {
      await page.locator('.activitybar a[aria-label^="PortGuard"]').first().click({ force: true });
      const opening = page.locator('.sidebar .monaco-list-row', { hasText: 'tcp 20/25' }).first();
      await opening.waitFor();
      await openFile(page, 'ros/shop.yaml');
      await goTo(page, 53, 27);
      await page.locator('.squiggly-error').first().waitFor();
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row', { hasText: '203.0.113.0/24' }).first().waitFor();
    },
  },
];
