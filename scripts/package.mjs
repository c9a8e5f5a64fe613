#!/usr/bin/env node
// `npm run package`: the extension as one file, to install with `code --install-extension FILE` or to publish with
// `vsce publish --packagePath FILE`.
// usage: node scripts/package.mjs [FILE]
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectManifest, root, writeVsix } from './vsix.mjs';

const { name, version } = projectManifest();
const file = resolve(root, process.argv[2] ?? `${name}-${version}.vsix`);
writeVsix(file);
console.log(`${file} (${Math.ceil(statSync(file).size / 1024)} KB)`);
