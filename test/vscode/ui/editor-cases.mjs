// What a person sees who works in a file.
import assert from 'node:assert/strict';
import { goTo, hoverOver, openFile, runCommand, typeOver, untilUnderlined, webview } from './workbench.mjs';

/** The file that is typed into: one rule of a security group, closed to the world. */
export const typed = {
  path: 'typed.yaml',
  text: `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: 22/22
          SourceCidrIp: 10.0.0.0/8
`,
};
const source = { line: 10, column: 25 };

export const editorCases = [
  {
    title: 'a source that is typed wide open gets a squiggle under exactly its characters',
    run: async ({ page }) => {
      await openFile(page, typed.path);
      await typeOver(page, source, '0.0.0.0/0');
      for (const kind of ['error', 'warning']) {
        await untilUnderlined(page, kind, (texts) => !texts.some((text) => text !== '0.0.0.0/0'), 'the source alone');
      }
      await untilUnderlinedAnyhow(page, '0.0.0.0/0');
    },
  },
  {
    title: 'a source that is typed narrow again loses it',
    run: async ({ page }) => {
      await typeOver(page, source, '10.0.0.0/8');
      for (const kind of ['error', 'warning']) {
        await untilUnderlined(page, kind, (texts) => texts.length === 0, 'nothing is wrong any more');
      }
    },
  },
  {
    title: 'the hover over a finding says what is open to whom, and which rule says so',
    run: async ({ page }) => {
      await openFile(page, 'ros/shop.yaml');
      await goTo(page, 52, 1);
      const text = await hoverOver(page, '20/25', (seen) => seen.includes('SSH'));
      assert.match(text, /SMTP/);
    },
  },
  {
    title: 'the code lens above a group tells what is open, and a click leads to the table',
    run: async ({ page }) => {
      const lens = page.locator('.codelens-decoration a', { hasText: '20/25' }).first();
      await lens.click();
      const table = webview(page).locator('table');
      await table.waitFor();
      const cells = await table.locator('td').allInnerTexts();
      assert.ok(cells.includes('tcp 20/25'), cells.join(' | '));
      await page.locator('.tab.active .tab-actions a').click();
    },
  },
  {
    title: 'the Problems panel lists the finding with its rule',
    run: async ({ page }) => {
      await runCommand(page, 'Problems: Focus on Problems View');
      const row = page.locator('.markers-panel .monaco-list-row', { hasText: 'exposure/admin-port' }).first();
      await row.waitFor();
      assert.match(await row.innerText(), /22 \(SSH\)/);
    },
  },
];

async function untilUnderlinedAnyhow(page, text) {
  await untilUnderlined(page, 'error', (texts) => texts.includes(text), `${text} as an error`).catch(() =>
    untilUnderlined(page, 'warning', (texts) => texts.includes(text), `${text} as a warning`),
  );
}
