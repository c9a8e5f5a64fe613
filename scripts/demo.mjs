#!/usr/bin/env node
// `npm run demo`: the linter over the bundled examples, then the same in VS Code: at once where a person is there to
// say so, else by the command that does it. It ends by itself where nobody watches.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { said } from './language.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { status } = spawnSync(process.execPath, ['dist/cli.js', 'lint', 'examples'], { cwd: root, stdio: 'inherit' });
// Findings are what the examples are for; anything else is a failure of the demo.
if (status !== 1) {
  console.error(`The linter ended with ${status}; 1 (findings) was expected.`);
  process.exit(1);
}
console.log(
  said({
    en: `
Next:
  node dist/cli.js lint YOUR-FOLDER        lint your own templates (--language zh-CN for Chinese)
  node dist/cli.js explain exposure/admin-port
  npm run demo:vscode                      see the same in VS Code, in your browser (Linux x64)
  npm run package                          make the .vsix for your own VS Code`,
    zh: `
接下来：
  node dist/cli.js lint 您的目录           检查您自己的模板
  node dist/cli.js explain exposure/admin-port --language zh-CN
  npm run demo:vscode                      在浏览器里的 VS Code 中查看同样的结果（Linux x64）
  npm run package                          生成 .vsix，安装到您自己的 VS Code`,
  }),
);
if (await wantsVscode()) {
  const { status: shown } = spawnSync(process.execPath, ['scripts/demo-vscode.mjs'], { cwd: root, stdio: 'inherit' });
  process.exit(shown ?? 1);
}

async function wantsVscode() {
  const watched = process.stdin.isTTY && process.stdout.isTTY && !process.env.CI;
  if (!watched || process.platform !== 'linux' || process.arch !== 'x64') return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const stopped = new AbortController();
  terminal.on('SIGINT', () => stopped.abort());
  terminal.on('close', () => stopped.abort());
  const question = said({
    en: '\nShow it in VS Code in your browser now? (the first time it installs about 800 MB into .vscode-host) [y/N] ',
    zh: '\n现在就在浏览器里的 VS Code 中查看吗？（首次会在 .vscode-host 中安装约 800 MB）[y/N] ',
  });
  const answer = await terminal.question(question, { signal: stopped.signal }).catch(() => '');
  terminal.close();
  return /^(y|是)/i.test(answer.trim());
}
