#!/usr/bin/env node
// `npm run screenshots`: the pictures of docs/images, taken in a real workbench with the extension installed, in both
// languages. Needs Debian's fonts-inter, fonts-jetbrains-mono, fonts-noto-cjk and pngquant, so that they look the same
// wherever they are taken.
// usage: node scripts/screenshots.mjs [NAME]
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../test/vscode/host/browser.mjs';
import { installHost } from '../test/vscode/host/install.mjs';
import { startServer } from '../test/vscode/host/server.mjs';
import { openFolder } from '../test/vscode/ui/workbench.mjs';
import { scenes } from './scenes.mjs';
import { root, writeVsix } from './vsix.mjs';

const themes = { light: 'Default Light Modern', dark: 'Default Dark Modern' };
const settings = {
  'editor.fontFamily': "'JetBrains Mono', 'Noto Sans CJK SC'",
  'editor.fontSize': 13,
  'editor.lineHeight': 20,
  'editor.minimap.enabled': false,
  'editor.scrollbar.vertical': 'hidden',
  'editor.overviewRulerBorder': false,
  'editor.stickyScroll.enabled': false,
  'editor.hover.above': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderLineHighlight': 'none',
  'editor.cursorBlinking': 'solid',
  'breadcrumbs.enabled': false,
  'outline.problems.enabled': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  'workbench.editor.empty.hint': 'hidden',
};

/** The interface's font; and what only a server has in the status bar. */
const style = `
  .monaco-workbench { font-family: Inter, 'Noto Sans CJK SC' !important; }
  .statusbar-item:is([id*='keyboardLayout'], [id*='forwardedPorts']) { display: none !important; }
`;

const wanted = process.argv[2];
const images = join(root, 'docs/images');
const scratch = mkdtempSync(join(tmpdir(), 'portguard-screenshots-'));
const host = installHost();
if ('missing' in host) throw new Error(host.missing.en);
if (spawnSync('pngquant', ['--version']).error) throw new Error('pngquant is not installed');
for (const font of ['Inter', 'JetBrains Mono', 'Noto Sans CJK SC']) {
  if (!execFileSync('fc-list', [font], { encoding: 'utf8' })) throw new Error(`the font ${font} is not installed`);
}

const vsix = join(scratch, 'portguard.vsix');
writeVsix(vsix);
mkdirSync(images, { recursive: true });
const browser = await openBrowser(host);
try {
  for (const locale of ['en', 'zh-cn']) {
    for (const scene of scenes.filter(({ name }) => !wanted || name === wanted)) await take(scene, locale);
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
}

async function take({ name, theme, size, show }, locale) {
  const workspace = join(scratch, 'shop');
  rmSync(workspace, { recursive: true, force: true });
  cpSync(join(root, 'examples'), workspace, { recursive: true });
  const server = await startServer(host, {
    vsix,
    ...(locale === 'en' ? {} : { locale }),
    settings: { ...settings, 'workbench.colorTheme': themes[theme] },
  });
  try {
    const page = await browser.newPage({ viewport: size, deviceScaleFactor: 2 });
    await openFolder(page, server, workspace);
    await page.addStyleTag({ content: style });
    await show(page, locale);
    const file = join(images, `${name}${locale === 'en' ? '' : '.zh-CN'}.png`);
    await page.screenshot({ path: file });
    execFileSync('pngquant', ['--force', '--skip-if-larger', '--strip', '--output', file, '96', file]);
    console.log(file);
    await page.close();
  } finally {
    server.stop();
  }
}
