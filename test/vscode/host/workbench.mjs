// Starts the VS Code server of the test host and a browser on it. Both are stopped with `stop()`, whatever happened.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  // In a browser it is on: what a test types into an example would be written into it.
  'files.autoSave': 'off',
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
};

/**
 * @param {object} host what `installHost` answered
 * @param {{ env?: Record<string, string>, args?: string[], settings?: object, extensions?: string }} options
 * @returns {Promise<{ port: number, page: import('playwright-core').Page, stop: () => Promise<void> }>}
 */
export async function openWorkbench(host, { env = {}, args = [], settings = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'portguard-vscode-'));
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  // Its own process group: a watcher child can outlive the server.
  const server = spawn(
    host.node,
    [
      host.server,
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
      ...['--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', join(data, 'extensions')],
      ...['--telemetry-level', 'off', '--disable-workspace-trust'],
      ...args,
    ],
    { env: { ...process.env, EXTENSIONS_GALLERY: '{}', ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let browser;
  const stop = async () => {
    await browser?.close().catch(() => {});
    try {
      process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const port = await listeningPort(server);
    const { chromium } = await import(host.playwright);
    browser = await chromium.launch({
      executablePath: host.chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    return { port, page, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function listeningPort(server) {
  return new Promise((resolve, reject) => {
    const log = [];
    const timer = setTimeout(() => reject(new Error(`the VS Code server did not start:\n${log.join('\n')}`)), 60_000);
    for (const stream of [server.stdout, server.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        log.push(line);
        const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (!port) return;
        clearTimeout(timer);
        resolve(Number(port));
      });
    }
    server.on('exit', (code) => reject(new Error(`the VS Code server ended with ${code}:\n${log.join('\n')}`)));
  });
}
