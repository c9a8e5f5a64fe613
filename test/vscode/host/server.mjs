// Starts the VS Code server of the host. What it writes lies in a folder of its own, which `stop()` removes, as does the
// end of this process.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { writeLanguagePack } from './language-pack.mjs';

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
  // Where trust counts at all.
  'security.workspace.trust.startupPrompt': 'never',
};

/**
 * @param {{ node: string, server: string }} host what `installServer` answered
 * @param {{ vsix?: string, locale?: string, settings?: object, machineSettings?: object, args?: string[], env?: Record<string, string>,
 *   port?: number, token?: string, isTrusted?: boolean }} options an extension to install; the language of the interface ("zh-cn"; English
 *   otherwise); settings of the machine, where those live that no workspace may set; a free port unless one is named; no connection token unless one is given;
 *   all workspaces are trusted unless `isTrusted` is false: none is then, and nobody is asked
 * @returns {Promise<{ port: number, data: string, ended: Promise<string>, stop: () => void }>} `data` is where its logs
 *   lie (logs/); `ended` tells why it ended by itself
 */
export async function startServer(
  host,
  { vsix, locale, settings = {}, machineSettings = {}, args = [], env = {}, port = 0, token, isTrusted = true } = {},
) {
  const data = mkdtempSync(join(tmpdir(), 'portguard-vscode-'));
  const folders = ['--server-data-dir', data, '--user-data-dir', data, '--extensions-dir', join(data, 'extensions')];
  const environment = { ...process.env, EXTENSIONS_GALLERY: '{}', ...env };
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(join(data, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  mkdirSync(join(data, 'Machine'), { recursive: true });
  writeFileSync(join(data, 'Machine/settings.json'), JSON.stringify(machineSettings));
  let server;
  const stop = () => {
    process.off('exit', stop);
    try {
      // Its own process group: a watcher child can outlive the server.
      if (server) process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  };
  // Whoever started it may fail, or be stopped, before this answers.
  process.on('exit', stop);
  try {
    if (vsix) {
      const install = [host.server, ...folders, '--install-extension', vsix];
      execFileSync(host.node, install, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    }
    if (locale) writeLanguagePack(host, data, locale);
    server = spawn(
      host.node,
      [
        ...[host.server, '--host', '127.0.0.1', '--port', String(port), ...folders],
        ...(token ? ['--connection-token', token] : ['--without-connection-token']),
        ...(locale ? ['--locale', locale] : []),
        ...['--accept-server-license-terms', '--telemetry-level', 'off'],
        ...(isTrusted ? ['--disable-workspace-trust'] : []),
        ...args,
      ],
      { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const ended = new Promise((resolve) => {
      server.on('exit', (code) => resolve(`the VS Code server ended with ${code}`));
    });
    return { port: await listeningPort(server), data, ended, stop };
  } catch (error) {
    stop();
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
        // It says so and stays.
        if (line.includes('EADDRINUSE')) reject(new Error('the port is taken'));
        const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (!port) return;
        clearTimeout(timer);
        resolve(Number(port));
      });
    }
    server.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`the VS Code server ended with ${code}:\n${log.join('\n')}`));
    });
  });
}
