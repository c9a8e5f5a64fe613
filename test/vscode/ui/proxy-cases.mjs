// The live account where only a proxy leads to it: VS Code says which, and nothing of ours does.
import assert from 'node:assert/strict';
import { createServer, request as forward } from 'node:http';

/** A name that the proxy alone can resolve. */
export const hiddenHost = 'ecs.example.invalid';

/** Leads every name to the emulator. `asked` has the hosts that were asked for. */
export async function proxyTo(endpoint) {
  const { hostname, port } = new URL(`http://${endpoint}`);
  const asked = new Set();
  const server = createServer((request, response) => {
    const { host, pathname, search } = new URL(request.url, 'http://none');
    asked.add(host);
    const { method, headers } = request;
    const onward = forward({ hostname, port, path: pathname + search, method, headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const pane = (page) => page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Live Account' }) });

export const proxyCases = [
  {
    title: 'a live account is reached through the proxy that VS Code goes through',
    run: async ({ page, account }) => {
      const icon = page.locator('.activitybar a[aria-label^="PortGuard"]').first();
      // The badge lies over it; of an open view it closes the side bar.
      if (!(await pane(page).isVisible())) await icon.click({ force: true });
      await pane(page).locator('.monaco-button', { hasText: 'Use a Profile of the CLI' }).click();
      for (const choice of ['emulator', 'cn-hangzhou']) {
        await page.locator('.quick-input-list .monaco-list-row', { hasText: choice }).first().click();
      }
      await pane(page).locator('.monaco-list-row', { hasText: 'redis' }).first().waitFor();
      assert.ok(account.proxy.asked.has(hiddenHost), [...account.proxy.asked].join(', '));
    },
  },
];
