import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of the installed package: package.json lies beside dist/ as it lies beside cli/. */
export function version(): string {
  const manifest = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8')) as { version: string };
  return manifest.version;
}
