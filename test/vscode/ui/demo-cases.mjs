// `npm run demo:vscode` as a person runs it: the address that it prints, what is there, and what Ctrl+C leaves.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../../scripts/vsix.mjs';
import { goTo, openFile, untilUnderlined } from './workbench.mjs';

export const demoCases = [
  {
    title: 'the demo prints an address where the examples show their findings, and Ctrl+C leaves nothing behind',
    run: async ({ browser }) => {
      const demo = spawn(process.execPath, [join(root, 'scripts/demo-vscode.mjs')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(demo, 'exit');
      const page = await browser.newPage();
      try {
        const address = await addressIn(demo.stdout);
        await page.goto(address.href);
        await page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
        await openFile(page, 'ros/shop.yaml');
        await goTo(page, 53, 1);
        await untilUnderlined(page, 'error', (texts) => texts.length > 0, 'the open SSH port');
        demo.kill('SIGINT');
        assert.deepEqual(await ended, [0, null]);
        assert.ok(!existsSync(address.searchParams.get('folder')), 'the copy of the examples is still there');
        await assert.rejects(fetch(address), 'the server still answers');
      } finally {
        // It has ended unless something failed.
        demo.kill('SIGINT');
        await ended;
        await page.close();
      }
    },
  },
];

async function addressIn(output) {
  for await (const line of createInterface({ input: output })) {
    const [address] = /http:\S+/.exec(line) ?? [];
    if (address) return new URL(address);
  }
  throw new Error('the demo ended without an address');
}
