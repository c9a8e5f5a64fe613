#!/usr/bin/env node
// `npm run demo`: the linter over the bundled examples, then how to go on.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { status } = spawnSync(process.execPath, ['dist/cli.js', 'lint', 'examples'], { cwd: root, stdio: 'inherit' });
// Findings are what the examples are for; anything else is a failure of the demo.
if (status !== 1) {
  console.error(`The linter ended with ${status}; 1 (findings) was expected.`);
  process.exit(1);
}
const chinese = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
console.log(
  chinese
    ? `
接下来：
  node dist/cli.js lint 您的目录           检查您自己的模板
  node dist/cli.js explain exposure/admin-port --language zh-CN
  code --extensionDevelopmentPath="${root}" examples    在 VS Code 中查看同样的结果`
    : `
Next:
  node dist/cli.js lint YOUR-FOLDER        lint your own templates (--language zh-CN for Chinese)
  node dist/cli.js explain exposure/admin-port
  code --extensionDevelopmentPath="${root}" examples    see the same findings in VS Code`,
);
