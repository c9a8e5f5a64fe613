// What is in the .vsix, read from the file itself.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { vsce } from '../../../scripts/vsix.mjs';

/** Every path that may stand in the package, one pattern each; whatever is new must be allowed here. */
const allowed = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(readme|changelog)\.md$/,
  /^extension\/LICENSE\.txt$/,
  /^extension\/package(\.nls(\.zh-cn)?)?\.json$/,
  /^extension\/dist\/(extension|client|account|writing|drift|cloud|server|cli|cli-main)\.js$/,
  /^extension\/docs\/rules\/(zh-CN\/)?([a-z]+\/)?[\w-]+\.md$/,
  /^extension\/docs\/live-account(\.zh-CN)?\.md$/,
  /^extension\/media\/[\w/-]+(\.zh-cn)?\.(svg|png|md)$/,
  /^extension\/schemas\/[\w.-]+\.json$/,
  /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/l10n\/bundle\.l10n(\.zh-cn)?\.json$/,
];
/** What must be there, for the extension to run and to be understood. */
const needed = [
  'extension/dist/extension.js',
  'extension/dist/client.js',
  'extension/dist/account.js',
  'extension/dist/writing.js',
  'extension/dist/drift.js',
  'extension/dist/cloud.js',
  'extension/dist/server.js',
  'extension/dist/cli.js',
  'extension/dist/cli-main.js',
  'extension/docs/live-account.md',
  'extension/docs/live-account.zh-CN.md',
  'extension/docs/rules/exposure/admin-port.md',
  'extension/docs/rules/zh-CN/exposure/admin-port.md',
  'extension/package.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
];
const megabyte = 1024 * 1024;

export const packageCases = [
  {
    title: 'the package holds what runs and what is read, and nothing else',
    run: async ({ vsix }) => {
      const names = (await entriesOf(vsix)).map(({ fileName }) => fileName);
      assert.deepEqual(
        names.filter((name) => !allowed.some((pattern) => pattern.test(name))),
        [],
      );
      assert.deepEqual(
        needed.filter((name) => !names.includes(name)),
        [],
      );
    },
  },
  {
    title: 'the package is smaller than 2 MB',
    run: ({ vsix }) => assert.ok(statSync(vsix).size < 2 * megabyte, `it has ${statSync(vsix).size} bytes`),
  },
  {
    title: 'every file that the manifest names is in the package',
    run: async ({ vsix }) => {
      const entries = await entriesOf(vsix, ['extension/package.json']);
      const names = new Set(entries.map(({ fileName }) => fileName));
      const manifest = JSON.parse(entries.find(({ text }) => text).text);
      const missing = [...pathsIn(manifest)].filter((path) => !names.has(`extension/${path.replace(/^\.\//, '')}`));
      assert.deepEqual(missing, []);
    },
  },
];

/** Values of a manifest that are paths: the program, icons, grammars, pages of a walkthrough. */
function* pathsIn(value) {
  if (typeof value === 'string') {
    if (/^(\.\/|media\/|syntaxes\/)[\w./-]+\.\w+$/.test(value)) yield value;
  } else if (value && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) if (key !== 'files') yield* pathsIn(inner);
  }
}

/** The entries of a zip file, those named in `read` with their text. */
function entriesOf(file, read = []) {
  const { open } = vsce()('yauzl');
  return new Promise((resolve, reject) => {
    open(file, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const entries = [];
      const next = (text) => {
        if (text !== undefined) entries.at(-1).text = text;
        zip.readEntry();
      };
      zip.on('error', reject);
      zip.on('end', () => resolve(entries));
      zip.on('entry', (entry) => {
        entries.push(entry);
        if (!read.includes(entry.fileName)) return next();
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const parts = [];
          stream.on('data', (part) => parts.push(part));
          stream.on('end', () => next(Buffer.concat(parts).toString('utf8')));
        });
      });
      zip.readEntry();
    });
  });
}
