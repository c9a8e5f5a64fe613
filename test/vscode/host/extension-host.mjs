// Runs a suite inside the extension host of the VS Code server, as VS Code runs tests of extensions.
import { openBrowser } from './browser.mjs';
import { startServer } from './server.mjs';

/** A launch takes about ten seconds; nothing here takes minutes. */
const timeLimit = 4 * 60_000;

/**
 * Resolves with the host's last lines of log when the suite's `run()` has settled, which says nothing about how it went: an extension host that dies ends
 * like one whose tests pass. What counts is what the suite itself has written, to a file that `env` names.
 * @param {object} host what `installHost` answered
 * @param {{ extension: string, vsix?: string, suite: string, workspace: string, env: Record<string, string>, isTrusted?: boolean }} run
 * the folder of the extension, another one to install beside it, the module with `run()`, the folder to open,
 *   and whether it is trusted
 */
export async function runInExtensionHost(host, { extension, vsix, suite, workspace, env, isTrusted = true }) {
  // The server ignores the test payload unless it was started with the smoke-test driver.
  const { port, stop } = await startServer(host, { args: ['--enable-smoke-test-driver'], vsix, env, isTrusted });
  const log = [];
  let browser;
  try {
    browser = await openBrowser(host);
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const ended = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('the suite in VS Code did not end in time')), timeLimit);
      page.exposeFunction('codeAutomationLog', (_type, args) => log.push(args.join(' ')));
      page.exposeFunction('codeAutomationExit', () => {
        clearTimeout(timer);
        resolve(undefined);
      });
    });
    const remote = (path) => `vscode-remote://127.0.0.1:${port}${path}`;
    const payload = [
      ['extensionDevelopmentPath', remote(extension)],
      ['extensionTestsPath', remote(suite)],
      ['skipWelcome', 'true'],
    ];
    const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
    await page.goto(`http://127.0.0.1:${port}/?${query}`);
    await ended;
    return log.slice(-40);
  } catch (error) {
    console.error(log.slice(-40).join('\n'));
    throw error;
  } finally {
    await browser?.close();
    stop();
  }
}
