// The same in a workbench whose language is Chinese.
import assert from 'node:assert/strict';
import { goTo, hoverOver, openFile } from './workbench.mjs';

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
];
