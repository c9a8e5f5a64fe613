// What a checker of accessibility (axe-core) finds in a page of a webview, by WCAG 2.2 A and AA.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installApart } from '../../../scripts/apart.mjs';
import { root } from '../../../scripts/vsix.mjs';

const from = join(dirname(fileURLToPath(import.meta.url)), 'axe');
const into = join(root, 'node_modules/.cache/portguard/axe');

/**
 * The page is looked at as it is shown, in the theme's colours, but in a tab of its own: where it is shown no script
 * runs, and none of the checker's either.
 * @param {string} html of the document in the webview
 * @returns one line for each finding: the rule, and the elements
 */
export async function accessibilityFaults(page, html) {
  installApart({ from, into, what: { en: 'a checker of accessibility (axe-core)', zh: '无障碍检查工具（axe-core）' } });
  const tab = await page.context().browser().newPage();
  try {
    await tab.setContent(html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''));
    await tab.addScriptTag({ content: readFileSync(join(into, 'node_modules/axe-core/axe.min.js'), 'utf8') });
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations, passes } = await tab.evaluate((runOnly) => globalThis.axe.run(document, { runOnly }), tags);
    if (!passes.some(({ id }) => id === 'color-contrast')) return ['nothing was looked at'];
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  } finally {
    await tab.close();
  }
}
