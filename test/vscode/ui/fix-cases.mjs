// What a person does about a finding: quick fixes, suppressions, all safe fixes, and letting somebody in.
import assert from 'node:assert/strict';
import { typed } from './editor-cases.mjs';
import { editorText, goTo, openFile, pickFix, runCommand, typeOver, until, untilUnderlined } from './workbench.mjs';

const source = { line: 10, column: 25 };
const hasNone = (texts) => texts.length === 0;

/** Types the source wide open, and waits until that is said. */
async function openWide(page) {
  await openFile(page, typed.path);
  await typeOver(page, source, '0.0.0.0/0');
  await untilUnderlined(page, 'error', (texts) => texts.includes('0.0.0.0/0'), 'the source is an error');
  await goTo(page, source.line, source.column + 2);
}

/** Takes back what was typed and fixed. */
async function asBefore(page) {
  await openFile(page, typed.path);
  for (let now = await editorText(page); now.trim() !== typed.text.trim(); now = await editorText(page)) {
    await page.keyboard.press('Control+z');
    await until(
      page,
      () => editorText(page),
      (text) => text !== now,
      2000,
    );
  }
}

async function untilText(page, text) {
  const seen = await until(
    page,
    () => editorText(page),
    (now) => now.includes(text),
  );
  assert.ok(seen.includes(text), `expected ${text} in\n${seen}`);
  return seen;
}

export const fixCases = [
  {
    title: 'a quick fix narrows the source, and the squiggle goes',
    run: async ({ page }) => {
      await openWide(page);
      await pickFix(page, 'Narrow to office');
      await untilText(page, 'SourceCidrIp: 203.0.113.0/24');
      await untilUnderlined(page, 'error', hasNone, 'nothing is wrong any more');
    },
  },
  {
    title: 'the fix that asks for a block of your own selects it, to be typed over',
    run: async ({ page }) => {
      await openWide(page);
      await pickFix(page, 'Narrow to an address or block of your own');
      await untilText(page, 'SourceCidrIp: 203.0.113.10/32');
      await page.keyboard.type('198.51.100.7/32');
      await untilText(page, 'SourceCidrIp: 198.51.100.7/32');
      await page.keyboard.press('Escape');
    },
  },
  {
    title: 'a finding is ignored with a reason that is typed where it stands',
    run: async ({ page }) => {
      await openWide(page);
      await pickFix(page, 'Ignore exposure/admin-port here');
      await untilText(page, '# portguard:ignore exposure/admin-port -- why this is accepted');
      await page.keyboard.type('the bastion');
      await untilText(page, '# portguard:ignore exposure/admin-port -- the bastion');
      await page.keyboard.press('Escape');
      await untilUnderlined(page, 'error', hasNone, 'nothing is told any more');
      await asBefore(page);
    },
  },
  {
    title: 'the page of a rule opens from its finding, without a network',
    run: async ({ page }) => {
      await openWide(page);
      await pickFix(page, 'Read about exposure/admin-port');
      const tab = page.locator('.tab.active', { hasText: 'admin-port' });
      await tab.waitFor();
      await tab.locator('.tab-actions a').click();
      await asBefore(page);
    },
  },
  {
    title: 'somebody is let in at the cursor: the network is picked, the port typed, the rule written',
    run: async ({ page }) => {
      await openFile(page, typed.path);
      await goTo(page, source.line, 1);
      await runCommand(page, 'PortGuard: Insert White List Rule…');
      await page.locator('.quick-input-list .monaco-list-row', { hasText: 'office' }).first().click();
      const ports = page.locator('.quick-input-widget input.input');
      await page.locator('.quick-input-widget', { hasText: '443, tcp 8000-8100' }).waitFor();
      await ports.fill('tcp 443');
      await page.keyboard.press('Enter');
      const text = await untilText(page, 'PortRange: 443/443');
      assert.match(text, /SourceCidrIp: 203\.0\.113\.0\/24/);
      await asBefore(page);
    },
  },
];
