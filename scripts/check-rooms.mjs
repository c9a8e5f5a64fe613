#!/usr/bin/env node
// Fails when a room imports what it must not (docs/architecture.md). It reads the source, so it also sees files that
// no entry point reaches.
// usage: node scripts/check-rooms.mjs [FOLDER]
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Room → the other rooms and packages that it may import; `node` stands for Node's built-in modules. */
const allowed = {
  core: { rooms: [], packages: ['jsonc-parser'] },
  files: { rooms: ['core'], packages: ['node', 'ignore'] },
  cloud: {
    rooms: ['core'],
    packages: ['node', '@alicloud/*', 'httpx', 'http-proxy-agent', 'https-proxy-agent', 'proxy-from-env'],
  },
  server: {
    rooms: ['core', 'files'],
    packages: ['node', 'vscode-languageserver', 'vscode-languageserver-textdocument', 'vscode-uri'],
  },
  cli: { rooms: ['core', 'files'], lazily: ['cloud'], packages: ['node', 'sarif'] },
  client: { rooms: ['core'], lazily: ['cloud'], packages: ['node', 'vscode', 'vscode-languageclient'] },
};
/** Dialects do not know one another, except that ROS hands embedded HCL to Terraform. */
const dialectMayImport = { ros: ['terraform'], terraform: [], kubernetes: [], cloud: [] };

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..');
const complaints = [];

for (const room of Object.keys(allowed)) {
  for (const file of filesOf(join(root, room))) {
    const path = relative(root, file).split(sep).join('/');
    for (const { specifier, dynamic } of importsOf(readFileSync(file, 'utf8'))) {
      const complaint = specifier.startsWith('.') ? checkFile(path, specifier, dynamic) : checkPackage(path, specifier);
      if (complaint) complaints.push(`${path}: ${complaint}`);
    }
  }
}
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exit(1);

function checkFile(path, specifier, dynamic) {
  const target = posix.join(posix.dirname(path), specifier);
  const [from, to] = [path.split('/'), target.split('/')];
  if (from[0] !== to[0]) {
    const { rooms, lazily = [] } = allowed[from[0]];
    if (rooms.includes(to[0]) || (dynamic && lazily.includes(to[0]))) return undefined;
    return `${from[0]}/ must not import ${target}${lazily.includes(to[0]) ? ' except lazily: use import()' : ''}`;
  }
  const [mine, theirs] = [dialectOf(from), dialectOf(to)];
  if (mine && theirs && mine !== theirs && !dialectMayImport[mine].includes(theirs)) {
    return `the dialect ${mine} must not import ${target}`;
  }
  return undefined;
}

function dialectOf([room, folder, dialect]) {
  if (room !== 'core') return undefined;
  // `navigation/ros.ts`, `navigation/ros-references.ts`
  const name = folder === 'navigation' ? dialect.replace(/(?:-.*)?\.ts$/, '') : folder === 'dialects' ? dialect : '';
  return Object.hasOwn(dialectMayImport, name) ? name : undefined;
}

function checkPackage(path, specifier) {
  const [room] = path.split('/');
  const { packages } = allowed[room];
  const name = specifier.startsWith('node:')
    ? 'node'
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');
  const known = packages.some((one) => one === name || (one.endsWith('/*') && name.startsWith(one.slice(0, -1))));
  return known ? undefined : `${room}/ must not import ${specifier}`;
}

/** Static, re-exporting, side-effect and dynamic imports, types included. Comments are blanked first. */
function* importsOf(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const pattern =
    /(?:^|[;}\s])(?:import|export)\s+(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)|\brequire\(\s*['"]([^'"\n]+)['"]\s*\)/g;
  for (const [, fixed, lazy, required] of code.matchAll(pattern)) {
    yield { specifier: fixed ?? lazy ?? required, dynamic: fixed === undefined };
  }
}

function filesOf(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}
