// Makes the .vsix: what the extension runs and what a person reads, and nothing else. vsce packs a folder that holds
// just that, because the project's own package.json says in `files` what the npm package holds.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installApart } from './apart.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '..');

/** Pages that views lead to. */
const guides = ['docs/live-account.md', 'docs/live-account.zh-CN.md'];
/** What VS Code reads or shows; a folder stands for all that is in it. */
const resources = [
  'media',
  'syntaxes',
  'schemas',
  'l10n',
  'docs/rules',
  ...guides,
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
];
/** In those folders, what others were made from. */
const sources = ['media/icon.svg'];

/**
 * Packs dist/ as it is: build first. Throws with vsce's complaint.
 * @param {string} file where the .vsix goes
 * @param {object} changes to the manifest
 */
export function writeVsix(file, changes = {}) {
  const program = vsce().resolve('@vscode/vsce/vsce');
  const staged = mkdtempSync(join(tmpdir(), 'portguard-vsix-'));
  try {
    stage(staged, changes);
    const pack = [program, 'package', '--no-dependencies', '--out', file];
    execFileSync(process.execPath, pack, { cwd: staged, stdio: ['ignore', 'pipe', 'pipe'] });
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

/** What resolves vsce and the packages beside it. */
export function vsce() {
  const into = join(root, 'node_modules/.cache/portguard/vsce');
  // keytar and the signer are optional, native, and for publishing only.
  installApart({
    from: join(here, 'vsce'),
    into,
    options: ['--omit=optional'],
    what: { en: 'the packager of extensions (vsce)', zh: '扩展打包工具（vsce）' },
  });
  return createRequire(join(into, 'package.json'));
}

function stage(folder, changes) {
  const translations = readdirSync(root).filter((name) => /^package\.nls(\.[\w-]+)?\.json$/.test(name));
  const programs = readdirSync(join(root, 'dist'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => `dist/${name}`);
  const held = [...programs, ...[...resources, ...translations].filter((path) => existsSync(join(root, path)))];
  for (const path of held) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    if (programs.includes(path)) writeFileSync(join(folder, path), withoutSourceMap(join(root, path)));
    else cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  for (const path of sources) rmSync(join(folder, path), { force: true });
  const { scripts: _scripts, devDependencies: _packages, bin: _bin, ...manifest } = projectManifest();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, ...changes, files: held }, null, 2));
}

/** The map stays where the program was built; a debugger would look for it beside the program. */
function withoutSourceMap(path) {
  return readFileSync(path, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
}

export function projectManifest() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}
