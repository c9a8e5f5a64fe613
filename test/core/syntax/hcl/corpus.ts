// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL templates as text
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = new URL('../../../../', import.meta.url).pathname;

/** Our own Terraform texts, by name. */
export function fixtures(): Map<string, string> {
  return readTerraform(join(ROOT, 'test/fixtures/hcl'));
}

/** Peers' Terraform texts where they are at hand, else none. */
export function peers(): Map<string, string> {
  const folder = join(ROOT, '../shared/peers');
  return existsSync(folder) ? readTerraform(folder) : new Map();
}

/** The expressions whose values Terraform told us, where they are at hand. */
export function vectorExpressions(): string[] {
  const file = join(ROOT, '../shared/vectors/hcl-expressions.json');
  if (!existsSync(file)) return [];
  return JSON.parse(readFileSync(file, 'utf8')).vectors.map((vector: { expr: string }) => vector.expr);
}

function readTerraform(folder: string): Map<string, string> {
  const texts = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.tf')) continue;
    const path = join(entry.parentPath, entry.name);
    texts.set(path, readFileSync(path, 'utf8'));
  }
  return texts;
}

/** The same random numbers in every run: a failing case can be found again. */
export function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

const SCRAPS =
  '{ } [ ] ( ) " = , . ${ %{ ~ # /* * - ? : ... 1 a \\ :: => && \' $${ for if <<E 1.5 .0 “ 名 \r \t \u0000'.split(' ');

/** A text with one small thing wrong: a character or line less, or something in it that doesn't belong there. */
export function mutate(text: string, next: (below: number) => number): string {
  const at = next(text.length + 1);
  const scrap = next(12) === 0 ? '\n' : (SCRAPS[next(SCRAPS.length)] as string);
  switch (next(4)) {
    case 0:
      return text.slice(0, at) + scrap + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + scrap + text.slice(at + 1);
    default: {
      const lines = text.split('\n');
      lines.splice(next(lines.length), 1);
      return lines.join('\n');
    }
  }
}
