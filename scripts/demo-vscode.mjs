#!/usr/bin/env node
// `npm run demo:vscode`: a VS Code in the browser, with the extension installed as a user installs it, over a copy of
// the examples. It runs until Ctrl+C and leaves nothing behind.
// usage: node scripts/demo-vscode.mjs [--port NUMBER] [--locale zh-cn]
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installServer } from '../test/vscode/host/install.mjs';
import { startServer } from '../test/vscode/host/server.mjs';
import { isChinese, said } from './language.mjs';
import { root, writeVsix } from './vsix.mjs';

const options = given();

const host = installServer();
if ('missing' in host) {
  console.error(
    said({
      en: `This demo cannot run here: ${host.missing.en}.\nIn your own VS Code: npm run package && code --install-extension portguard-*.vsix, then open the folder examples.`,
      zh: `此演示无法在本机运行：${host.missing.zh}。\n在您自己的 VS Code 中：npm run package && code --install-extension portguard-*.vsix，然后打开 examples 目录。`,
    }),
  );
  process.exit(1);
}

const scratch = mkdtempSync(join(tmpdir(), 'portguard-demo-'));
process.on('exit', () => {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));

const vsix = join(scratch, 'portguard.vsix');
try {
  writeVsix(vsix);
} catch (error) {
  // Ctrl+C reaches the packager first.
  if (error.signal) process.exit(0);
  fail(error);
}
const examples = join(scratch, 'examples');
cpSync(join(root, 'examples'), examples, { recursive: true });
const locale = options.locale ?? (isChinese() ? 'zh-cn' : undefined);
// Whoever can connect can run programs here: a token keeps other users and web pages out.
const token = randomUUID();
const server = await startServer(host, {
  vsix,
  token,
  ...(locale && locale !== 'en' ? { locale } : {}),
  ...(options.port ? { port: Number(options.port) } : {}),
}).catch(fail);
const address = `http://127.0.0.1:${server.port}/?${new URLSearchParams({ tkn: token, folder: examples })}`;
console.log(
  said({
    en: `
PortGuard in VS Code, over a copy of the examples:

  ${address}

Open it in a browser on this machine (from another one: ssh -L ${server.port}:127.0.0.1:${server.port} …), then open ros/shop.yaml.
Ctrl+C stops it; what you change in the copy is thrown away.`,
    zh: `
VS Code 中的 PortGuard，打开的是示例的副本：

  ${address}

请在本机的浏览器中打开（在其他机器上：ssh -L ${server.port}:127.0.0.1:${server.port} …），然后打开 ros/shop.yaml。
按 Ctrl+C 停止；对副本的修改不会保留。`,
  }),
);
fail(new Error(await server.ended));

function given() {
  try {
    return parseArgs({ options: { port: { type: 'string' }, locale: { type: 'string' } } }).values;
  } catch (error) {
    console.error(`${error.message}\nusage: npm run demo:vscode -- [--port NUMBER] [--locale zh-cn]`);
    process.exit(2);
  }
}

function fail(error) {
  console.error(error.message);
  process.exit(1);
}
