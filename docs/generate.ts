/**
 * Writes docs/rules from the rules: a page per rule and a list, in English and Chinese. Pages of rules that are gone are
 * removed. Also the page about other linters, from test/peers/mapping.json, and the JSON schemas of the configuration and
 * of snapshots.
 * usage: npm run docs [-- --check]     --check writes nothing and fails when a page is stale
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { builtInChecks } from '../core/config/built-in.ts';
import { configJsonSchema } from '../core/config/json-schema.ts';
import { snapshotShape } from '../core/dialects/cloud/snapshot.ts';
import { rules } from '../core/rules/index.ts';
import { pages } from '../core/rules/page.ts';
import type { Language } from '../core/text/message.ts';
import { peersPage, peersText } from './peers.ts';

const root = process.cwd();
const folder = 'docs/rules';
const check = process.argv.includes('--check');

const snapshotSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Snapshot of an Alibaba Cloud account, as "portguard snapshot" writes it',
  ...snapshotShape,
};
const wanted = new Map([
  ...pages(rules, builtInChecks),
  [peersPage, peersText(root)],
  ['schemas/portguard.schema.json', schemaText('en')],
  ['schemas/portguard.schema.zh-CN.json', schemaText('zh')],
  ['schemas/snapshot.schema.json', `${JSON.stringify(snapshotSchema, null, 2)}\n`],
]);
const present = listed(folder);
const stale = [...wanted].filter(([path, text]) => textOf(path) !== text).map(([path]) => path);
const gone = present.filter((path) => !wanted.has(path));

if (check) {
  for (const path of [...stale, ...gone]) console.error(`${path} is stale`);
  if (stale.length + gone.length > 0) {
    console.error('Run "npm run docs" and commit what it writes.');
    process.exitCode = 1;
  }
} else {
  for (const path of stale) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), wanted.get(path) ?? '');
  }
  for (const path of gone) rmSync(join(root, path));
  console.log(`${wanted.size} files, ${stale.length} written, ${gone.length} removed`);
}

function schemaText(language: Language): string {
  return `${JSON.stringify(configJsonSchema(rules, language), undefined, 2)}\n`;
}

function listed(path: string): string[] {
  try {
    return readdirSync(join(root, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .split(sep)
          .join('/'),
      );
  } catch {
    return [];
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}
