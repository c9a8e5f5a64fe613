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
];
