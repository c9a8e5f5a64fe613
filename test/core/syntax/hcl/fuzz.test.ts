// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HCL templates as text
import { expect, test } from 'vitest';
import { type Block, children, type Node, parseHcl, parseHclTemplate } from '../../../../core/syntax/hcl/index.ts';
import { fixtures, mutate, peers, random } from './corpus.ts';

const texts = [...fixtures().values(), ...[...peers().values()].filter((text) => text.length < 4000)];

/** What is wrong with a tree's spans, whatever the text was. */
function spanFault(text: string, root: Node): string | undefined {
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!(0 <= node.start && node.start <= node.end && node.end <= text.length)) {
      return `${node.kind} ${node.start}-${node.end} lies outside of the text`;
    }
    for (const child of children(node)) {
      if (child.start < node.start || child.end > node.end) {
        return `${child.kind} ${child.start}-${child.end} lies outside of ${node.kind} ${node.start}-${node.end}`;
      }
      waiting.push(child);
    }
  }
  return undefined;
}

function faultOf(text: string): string | undefined {
  const { body, problems, comments } = parseHcl(text);
  const fault = spanFault(text, body) ?? spanFault(text, parseHclTemplate(text).template);
  if (fault) return `${fault}\n${text}`;
  for (const { start, end } of [...problems, ...comments]) {
    if (!(0 <= start && start <= end && end <= text.length)) return `problem or comment ${start}-${end}\n${text}`;
  }
  for (let at = 1; at < comments.length; at++) {
    if ((comments[at]?.start ?? 0) < (comments[at - 1]?.end ?? 0)) return `comments overlap\n${text}`;
  }
  return undefined;
}

test('our fixtures have no problems and keep their spans', () => {
  for (const text of fixtures().values()) {
    expect(parseHcl(text).problems).toEqual([]);
    expect(faultOf(text)).toBeUndefined();
  }
});

test('every truncation gives a tree with sound spans', () => {
  for (const text of fixtures().values()) {
    for (let end = 0; end <= text.length; end++) expect(faultOf(text.slice(0, end))).toBeUndefined();
  }
});

test('every mutation gives a tree with sound spans', () => {
  const next = random(1);
  for (let round = 0; round < 4000; round++) {
    let text = texts[round % texts.length] as string;
    for (let wounds = 1 + next(4); wounds > 0; wounds--) text = mutate(text, next);
    expect(faultOf(text)).toBeUndefined();
  }
});

/** A top-level block as it can be recognised again: header and text. */
function blocksOf(text: string): string[] {
  return parseHcl(text)
    .body.items.filter((item): item is Block => item.kind === 'block')
    .map((block) => text.slice(block.start, block.end));
}

/** Breaks one line: cut short, a character less, one too many, or left out. */
function breakLine(line: string, next: (below: number) => number): string | undefined {
  const at = next(line.length + 1);
  switch (next(4)) {
    case 0:
      return line.slice(0, at);
    case 1:
      return line.slice(0, at) + line.slice(at + 1);
    case 2:
      return line.slice(0, at) + ('{}[]()"=$'[next(9)] as string) + line.slice(at);
    default:
      return undefined;
  }
}

test('a broken line in one block leaves at least 98 of 100 other blocks as they were', () => {
  const next = random(7);
  let others = 0;
  let survived = 0;
  for (let round = 0; round < 2500; round++) {
    const text = texts[round % texts.length] as string;
    const blocks = blocksOf(text);
    if (blocks.length < 2 || parseHcl(text).problems.length > 0) continue;
    const victim = next(blocks.length);
    const start = text.indexOf(blocks[victim] as string);
    const lines = (blocks[victim] as string).split('\n');
    const line = next(lines.length);
    const broken = breakLine(lines[line] as string, next);
    lines.splice(line, 1, ...(broken === undefined ? [] : [broken]));
    const after = text.slice(0, start) + lines.join('\n') + text.slice(start + (blocks[victim] as string).length);
    const left = new Set(blocksOf(after));
    for (const [index, block] of blocks.entries()) {
      if (index === victim) continue;
      others++;
      if (left.has(block)) survived++;
    }
  }
  console.log(`blocks that survive a broken neighbour: ${survived} of ${others}`);
  expect(others).toBeGreaterThan(1000);
  expect(survived / others).toBeGreaterThanOrEqual(0.98);
});

// Each of these took a parser quadratic time at some point; a megabyte of them would then not end.
test.each([
  'a = "${[\n',
  'a = <<X\n',
  'a = f(<<E\n${',
  'a = "${f(<<E\n',
  '${"',
  '/*',
  'a = 1 /*\n',
  'a{',
  'resource "a" "b" {\n x = [ {\n',
  'resource "a" "b" {\n}\n}\n',
  '= ] ) } { ( [ , "x" ',
  'a = "${]',
  '%{ if x }',
  'variable "a" {\nx = <<M\nM,\n',
  '“',
])('a megabyte of %j ends', (junk) => {
  const text = junk.repeat(1_000_000 / junk.length);
  expect(parseHcl(text).problems.length).toBeGreaterThan(0);
  expect(parseHcl(`a = "${text}`).problems.length).toBeGreaterThan(0);
});
