/**
 * yaml-test-suite (github.com/yaml/yaml-test-suite, branch `data`), when it is there: its event streams against our
 * trees, its errors against our problems. PORTGUARD_YAML_TEST_SUITE names the folder, else ../shared/yaml-test-suite.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DataNode } from '../../../../core/syntax/data.ts';
import { writtenText } from '../../../../core/syntax/navigate.ts';
import { parseYaml } from '../../../../core/syntax/yaml/index.ts';
import { expectSoundSpans, problemsOf } from '../data-tree.ts';

const SUITE =
  process.env.PORTGUARD_YAML_TEST_SUITE ?? join(import.meta.dirname, '../../../../../shared/yaml-test-suite');

/**
 * Errors that we read over on purpose, as PyYAML, libyaml and Go do: indentation inside of brackets and quotes, where
 * it means nothing, and white space in a block scalar without text.
 */
const TOLERATED = new Set(['9C9N', 'DK95/01', 'QB6E', 'VJP3/00', 'Y79Y/000', 'Y79Y/003']);
/** Valid for the suite, which does not look at values: the key null stands there twice. */
const DUPLICATE_KEYS = new Set(['2JQS']);

const STYLES = { plain: ':', single: "'", double: '"', literal: '|', folded: '>' } as const;

function escaped(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replaceAll('\b', '\\b');
}

/** The events of a node as the suite writes them, tags left as we keep them. */
function* events(node: DataNode | undefined, text: string): Generator<string> {
  if (!node) {
    yield '=VAL :';
    return;
  }
  const properties = (node.anchor === undefined ? '' : ` &${node.anchor}`) + (node.tag === undefined ? '' : ' <tag>');
  if (node.kind === 'alias') yield `=ALI *${node.name}`;
  else if (node.kind === 'scalar')
    yield `=VAL${properties} ${STYLES[node.style]}${escaped(writtenText(node, text) ?? '')}`;
  else if (node.kind === 'sequence') {
    yield `+SEQ${node.flow ? ' []' : ''}${properties}`;
    for (const item of node.items) yield* events(item, text);
    yield '-SEQ';
  } else {
    yield `+MAP${node.flow ? ' {}' : ''}${properties}`;
    for (const { key, value } of node.entries) {
      yield* events(key, text);
      yield* events(value, text);
    }
    yield '-MAP';
  }
}

describe.skipIf(!existsSync(SUITE))('yaml-test-suite', () => {
  const cases = existsSync(SUITE)
    ? readdirSync(SUITE, { recursive: true, encoding: 'utf8' })
        .filter((path) => /^[0-9A-Z]{4}\/(\d+\/)?in\.yaml$/.test(path))
        .map(dirname)
    : [];

  test.each(cases)('%s', (name) => {
    const text = readFileSync(join(SUITE, name, 'in.yaml'), 'utf8');
    const file = parseYaml(text);
    expectSoundSpans(file, text);
    if (existsSync(join(SUITE, name, 'error'))) {
      expect(file.problems.length > 0).toBe(!TOLERATED.has(name));
      return;
    }
    if (!DUPLICATE_KEYS.has(name)) expect(problemsOf(file, text)).toEqual([]);
    const expected = readFileSync(join(SUITE, name, 'test.event'), 'utf8')
      .split('\n')
      .filter((line) => /^([+-](SEQ|MAP)|=)/.test(line))
      .map((line) => line.replace(/^([+=](?:VAL|SEQ|MAP)(?: \[\]| \{\})?(?: &\S+)?) <[^ ]*>/, '$1 <tag>'));
    expect(file.documents.flatMap(({ root }) => [...events(root, text)])).toEqual(expected);
  });
});
