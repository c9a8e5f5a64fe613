#!/usr/bin/env node
/**
 * `portguard` as it is started: runs dist/cli-main.js with the machine code that V8 made of it when it was built,
 * which halves the time to the first finding. Another version of Node refuses that code and compiles the text as ever.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';

type Main = (
  exports: unknown,
  require: NodeJS.Require,
  module: NodeJS.Module,
  filename: string,
  dirname: string,
) => void;

const filename = join(__dirname, 'cli-main.js');
// The build writes the text as one function expression with the parameters of `Main` (scripts/code-cache.mjs).
const script = new Script(readFileSync(filename, 'utf8'), { filename, cachedData: codeCache() });
(script.runInThisContext() as Main)(exports, require, module, filename, __dirname);

function codeCache(): Buffer | undefined {
  try {
    return readFileSync(join(__dirname, 'cli-main.cache'));
  } catch {
    return undefined;
  }
}
