// Makes dist/cli-main.js what cli/launch.ts expects (one function expression) and writes its code cache: what V8
// compiled while it linted the examples, so that the functions that a lint needs are among it.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const recorder = `
const { readFileSync, writeFileSync } = require('node:fs');
const { Script } = require('node:vm');
const [filename, cache, dirname] = process.argv.slice(1, 4);
process.argv = [process.argv[0], filename, ...process.argv.slice(4)];
const script = new Script(readFileSync(filename, 'utf8'), { filename });
process.on('exit', () => writeFileSync(cache, script.createCachedData()));
script.runInThisContext()(exports, require, module, filename, dirname);
`;

/** @param {string} root the project's folder, with dist/cli-main.js as esbuild wrote it */
export function writeCodeCache(root) {
  const dist = join(root, 'dist');
  const filename = join(dist, 'cli-main.js');
  const text = readFileSync(filename, 'utf8').replace(/^#!.*\n/, '');
  const [code, sourceMap = ''] = text.split(/(?=\n\/\/# sourceMappingURL=)/);
  writeFileSync(filename, `(function (exports, require, module, __filename, __dirname) {${code}\n});${sourceMap}`);
  const args = ['-e', recorder, filename, join(dist, 'cli-main.cache'), dist, 'lint', 'examples'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  // 1: the examples have findings.
  if (status !== 1) throw new Error(`the code cache could not be written (${status}):\n${stderr}`);
}
