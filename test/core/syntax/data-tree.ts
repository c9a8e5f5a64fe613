/** What the tests of the YAML and JSON readers share: a tree as one line of text, and what must hold for every tree. */
import { expect } from 'vitest';
import type { DataFile, DataNode } from '../../../core/syntax/data.ts';
import { toPlain } from '../../../core/syntax/navigate.ts';
import type { Span } from '../../../core/text/source.ts';

export const valuesOf = (file: DataFile): unknown[] => file.documents.map((each) => toPlain(each.root, each));

/** Each problem as `what it marks: what it says`. */
export const problemsOf = (file: DataFile, text: string): string[] =>
  file.problems.map(({ start, end, message }) => `${text.slice(start, end)} | ${message.en}`);

/** The tree with tags, anchors, aliases and quotes as written: `{A: !Ref x, B: ["y", *z]}`. */
export function outline(node: DataNode | undefined): string {
  if (!node) return '';
  const properties = [node.anchor && `&${node.anchor}`, node.tag].filter(Boolean).join(' ');
  return [properties, inner(node)].filter((part) => part !== '').join(' ');
}

function inner(node: DataNode): string {
  if (node.kind === 'alias') return `*${node.name}`;
  if (node.kind === 'sequence') return `[${node.items.map(outline).join(', ')}]`;
  if (node.kind === 'map') {
    return `{${node.entries.map(({ key, value }) => `${outline(key)}:${value ? ` ${outline(value)}` : ''}`).join(', ')}}`;
  }
  const { style, value } = node;
  if (style === 'plain') return String(value);
  const mark = { single: "'", double: '"', literal: '|', folded: '>' }[style];
  return mark + JSON.stringify(String(value)).slice(1, -1) + (style === 'single' || style === 'double' ? mark : '');
}

/** Every node of a tree, parents first. */
export function* nodesOf(node: DataNode | undefined): Generator<DataNode> {
  if (!node) return;
  yield node;
  if (node.kind === 'sequence') for (const item of node.items) yield* nodesOf(item);
  if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      yield* nodesOf(key);
      yield* nodesOf(value);
    }
  }
}

/** Spans lie inside the text, parents contain children, problems and comments mark something. */
export function expectSoundSpans(file: DataFile, text: string): void {
  const broken: string[] = [];
  const check = (what: string, span: Span, parent: Span): void => {
    if (span.start < parent.start || span.end > parent.end || span.start > span.end)
      broken.push(`${what} ${span.start}-${span.end} outside of ${parent.start}-${parent.end}`);
  };
  const visit = (node: DataNode): void => {
    if (node.kind === 'scalar') check('content', node.content, node);
    if (node.kind === 'sequence') {
      for (const item of node.items) {
        check('item', item, node);
        visit(item);
      }
    }
    if (node.kind === 'map') {
      for (const entry of node.entries) {
        check('entry', entry, node);
        check('key', entry.key, entry);
        visit(entry.key);
        if (!entry.value) continue;
        check('value', entry.value, entry);
        visit(entry.value);
      }
    }
  };
  const whole = { start: 0, end: text.length };
  for (const { root, span } of file.documents) {
    check('document', span, whole);
    if (!root) continue;
    check('root', root, span);
    visit(root);
  }
  for (const problem of file.problems) {
    check('problem', problem, whole);
    if (problem.start === problem.end && text !== '') broken.push(`empty problem at ${problem.start}`);
  }
  for (const comment of file.comments) check('comment', comment, whole);
  expect(broken, JSON.stringify(text.slice(0, 400))).toEqual([]);
}
