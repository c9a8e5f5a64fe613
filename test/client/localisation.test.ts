/** The interface in English and Chinese: the manifest's keys, and every text that the client's code says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

type Texts = Readonly<Record<string, string>>;

const read = <T = Texts>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

const placeholders = (text: string): string[] => [...text.matchAll(/\{\d+\}/g)].map(([found]) => found).sort();
const links = (text: string): string[] => [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => link ?? '');

function expectTranslated(english: Texts, chinese: Texts): void {
  expect(Object.keys(chinese)).toEqual(Object.keys(english));
  for (const [key, text] of Object.entries(english)) {
    const other = chinese[key] ?? '';
    expect(other, key).not.toBe('');
    expect(other, key).not.toBe(text);
    expect(placeholders(other), key).toEqual(placeholders(text));
    expect(links(other), key).toEqual(links(text));
  }
}

test("the manifest's keys are all there, all used, and all translated", () => {
  const english = read('package.nls.json');
  const used = [...readFileSync('package.json', 'utf8').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
  expect(Object.keys(english).sort()).toEqual([...new Set(used)].sort());
  expectTranslated(english, read('package.nls.zh-cn.json'));
});

test('files that the manifest names in either language exist', () => {
  for (const texts of [read('package.nls.json'), read('package.nls.zh-cn.json')]) {
    const paths = Object.values(texts).filter((text) => /^(\.\/)?[\w./-]+\.(json|md|svg)$/.test(text));
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) expect(existsSync(path), path).toBe(true);
  }
});

test("every text of the client's code stands in the bundle, every text of the bundle in the code", () => {
  const english = read('l10n/bundle.l10n.json');
  expect(saidIn(filesIn('client'))).toEqual(Object.keys(english).sort());
  expect(Object.entries(english).filter(([key, text]) => key !== text)).toEqual([]);
  expectTranslated(english, read('l10n/bundle.l10n.zh-cn.json'));
});

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

/** First arguments of `l10n.t(…)` and `t(…)`, which must be plain strings: only those can be translated. */
function saidIn(paths: readonly string[]): string[] {
  const said = new Set<string>();
  for (const path of paths) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) && isTranslation(node.expression)) {
        const [text] = node.arguments;
        expect(text && ts.isStringLiteralLike(text), `${path}: ${node.getText()}`).toBe(true);
        said.add((text as ts.StringLiteral).text);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true));
  }
  return [...said].sort();
}

function isTranslation(callee: ts.Expression): boolean {
  return callee.getText() === 'l10n.t' || callee.getText() === 't';
}
