#!/usr/bin/env node
// Installs the built extension into a real VS Code and uses it as a person does, in English and in Chinese.
// usage: node test/vscode/ui/run.mjs [PART-OF-A-TITLE | SESSION]
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, vsce, writeVsix } from '../../../scripts/vsix.mjs';
import { openBrowser } from '../host/browser.mjs';
import { installHost } from '../host/install.mjs';
import { startServer } from '../host/server.mjs';
import { accountCases } from './account-cases.mjs';
import { chineseCases } from './chinese-cases.mjs';
import { demoCases } from './demo-cases.mjs';
import { detailsCases } from './details-cases.mjs';
import { chineseDriftCases, driftCases, liveDriftCases } from './drift-cases.mjs';
import { editorCases, typed } from './editor-cases.mjs';
import { emulatedAccount } from './emulated-account.mjs';
import { exposureCases } from './exposure-cases.mjs';
import { fixCases } from './fix-cases.mjs';
import { listen, quietCases } from './noise.mjs';
import { packageCases } from './package-cases.mjs';
import { hiddenHost, proxyCases, proxyTo } from './proxy-cases.mjs';
import { sourcesCases } from './sources-cases.mjs';
import { openFolder } from './workbench.mjs';
import { writingCases } from './writing-cases.mjs';

const wanted = process.argv[2] ?? '';
const scratch = mkdtempSync(join(tmpdir(), 'portguard-ui-'));
const pictures = join(root, 'node_modules/.cache/portguard/ui');
const vsix = join(scratch, 'portguard.vsix');
const counts = { passed: 0, failed: 0, skipped: [] };
const nothing = { passed: 0, failed: 0 };
let pictured = 0;
let browser;

try {
  await main();
} catch (error) {
  counts.failed++;
  console.error(error);
} finally {
  await browser?.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}
for (const reason of counts.skipped) console.log(`skipped: ${reason}`);
console.log(`VS Code, as a person sees it: ${counts.passed} passed, ${counts.failed} failed`);
if (process.env.PORTGUARD_TEST_COUNTS) writeFileSync(process.env.PORTGUARD_TEST_COUNTS, JSON.stringify(counts));
process.exit(counts.failed > 0 ? 1 : 0);

async function main() {
  rmSync(pictures, { recursive: true, force: true });
  try {
    vsce();
  } catch (error) {
    const [reason] = error.message.split('\n');
    counts.skipped.push(`the package and the interface of VS Code (vsce could not be installed: ${reason})`);
    return;
  }
  writeVsix(vsix);
  count(await runAll(packageCases, { vsix }));
  const host = installHost();
  if ('missing' in host) {
    counts.skipped.push(`the interface of VS Code (${host.missing.en})`);
    return;
  }
  browser = await openBrowser(host);
  const english = [
    ...editorCases,
    ...fixCases,
    ...exposureCases,
    ...accountCases,
    ...detailsCases,
    ...sourcesCases,
    ...driftCases,
    ...quietCases,
  ];
  const chinese = [...chineseCases, ...chineseDriftCases, ...quietCases];
  await atMostTwice(() => session(host, 'en', english));
  await atMostTwice(() => session(host, 'zh-cn', chinese));
  await atMostTwice(() => liveSession(host, [...writingCases, ...liveDriftCases, ...quietCases]));
  await atMostTwice(() => proxiedSession(host, proxyCases));
  count(await runAll(demoCases, { browser }));
}

/**
 * Keys and clicks of a busy machine may come too early. A session in which something failed is run once more, with a
 * VS Code, a folder and an account of its own, and what fails there counts.
 */
async function atMostTwice(start) {
  const first = await start();
  if (first.failed > 0) console.log(`  once more from the beginning, because of ${first.failed} that failed`);
  count(first.failed > 0 ? await start() : first);
}

function count({ passed, failed }) {
  counts.passed += passed;
  counts.failed += failed;
}

/** The same behind a proxy that alone knows the way. */
async function proxiedSession(host, cases) {
  if (!cases.some(isWanted)) return nothing;
  const account = await emulatedAccount(join(scratch, 'proxied'));
  const proxy = await proxyTo(account.machineSettings['portguard.cloud.endpoint']);
  const machineSettings = { ...account.machineSettings, 'portguard.cloud.endpoint': hiddenHost };
  // What VS Code in a browser knows of proxies is the environment; its own settings count on a desktop.
  const env = { ...account.env, HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1,localhost' };
  try {
    return await session(host, 'en', cases, { ...account, machineSettings, env, proxy });
  } finally {
    proxy.stop();
    account.stop();
  }
}

/** One start of VS Code with an account behind it that the cases may ask and change. */
async function liveSession(host, cases) {
  if (!cases.some(isWanted)) return nothing;
  rmSync(join(scratch, 'live'), { recursive: true, force: true });
  const account = await emulatedAccount(join(scratch, 'live'));
  try {
    return await session(host, 'en', cases, account);
  } finally {
    account.stop();
  }
}

/** One start of VS Code, over a copy of the examples. */
async function session(host, locale, cases, account) {
  if (!cases.some(isWanted)) return nothing;
  const workspace = join(scratch, account ? 'live' : locale, 'workspace');
  rmSync(workspace, { recursive: true, force: true });
  cpSync(join(root, 'examples'), workspace, { recursive: true });
  writeFileSync(join(workspace, typed.path), typed.text);
  const { machineSettings, env } = account ?? {};
  const server = await startServer(host, { vsix, machineSettings, env, ...(locale === 'en' ? {} : { locale }) });
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(20_000);
    const heard = listen(page);
    await openFolder(page, server, workspace);
    const outcome = await runAll(cases, { page, vsix, workspace, server, heard, account });
    await page.close();
    return outcome;
  } finally {
    server.stop();
  }
}

async function runAll(cases, given) {
  let [passed, failed] = [0, 0];
  for (const { title, run } of cases.filter(isWanted)) {
    try {
      await run(given);
      passed++;
      console.log(`  ✓ ${title}`);
    } catch (error) {
      failed++;
      console.error(`  ✗ ${title}\n    ${String(error.message).replaceAll('\n', '\n    ')}`);
      if (given.page) console.error(`    the screen then: ${await picture(given.page)}`);
    }
  }
  return { passed, failed };
}

/** Cases that build on one another are run together by the name of their session. */
function isWanted({ title, session }) {
  return title.includes(wanted) || session === wanted;
}

async function picture(page) {
  mkdirSync(pictures, { recursive: true });
  const path = join(pictures, `${++pictured}.png`);
  await page.screenshot({ path }).catch(() => {});
  return path;
}
