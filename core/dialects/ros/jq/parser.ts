/** jq's grammar (src/parser.y of jq 1.6, with what 1.7 added), by recursive descent. */
import type { Access, Definition, Node, ObjectEntry, Operator, Pattern, PatternEntry } from './syntax.ts';
import { type Token, tokenAt } from './tokens.ts';

/** What is wrong with a program; thrown within this file only. */
class SyntaxFault {}

interface State {
  readonly text: string;
  token: Token;
  depth: number;
}

/** Brackets within brackets: deeper than this is no program that a person wrote. */
const maxDepth = 100;

/** `undefined` for what is no program. */
export function parseProgram(text: string): Node | undefined {
  return attempt(() => {
    const state: State = { text, token: tokenAt(text, 0), depth: 0 };
    if (atEnd(state)) return identity;
    const program = pipe(state);
    if (!atEnd(state)) throw new SyntaxFault();
    return program;
  });
}

/** Function definitions one after the other, as in a module. */
export function parseDefinitions(text: string): readonly Definition[] {
  const state = { text, token: tokenAt(text, 0), depth: 0 };
  const definitions: Definition[] = [];
  while (!atEnd(state)) definitions.push(definition(state));
  return definitions;
}

function attempt(read: () => Node): Node | undefined {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof SyntaxFault) return undefined;
    throw fault;
  }
}

const identity: Node = { kind: 'identity' };

function pipe(state: State): Node {
  if (++state.depth > maxDepth) throw new SyntaxFault();
  const node = pipeWithin(state);
  state.depth--;
  return node;
}

function pipeWithin(state: State): Node {
  if (is(state, 'def')) {
    const one = definition(state);
    return { kind: 'define', definition: one, body: pipe(state) };
  }
  if (take(state, 'label')) {
    const name = variable(state);
    expect(state, '|');
    return { kind: 'label', name, body: pipe(state) };
  }
  const left = comma(state);
  return take(state, '|') ? { kind: 'pipe', left, right: pipe(state) } : left;
}

function comma(state: State): Node {
  let left = binary(state, 0);
  while (take(state, ',')) left = { kind: 'comma', left, right: binary(state, 0) };
  return left;
}

type Side = 'left' | 'right' | 'none';
/** From the weakest to the strongest. */
const levels: readonly { readonly side: Side; readonly operators: readonly string[] }[] = [
  { side: 'right', operators: ['//'] },
  { side: 'none', operators: ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='] },
  { side: 'left', operators: ['or'] },
  { side: 'left', operators: ['and'] },
  { side: 'none', operators: ['==', '!=', '<', '<=', '>', '>='] },
  { side: 'left', operators: ['+', '-'] },
  { side: 'left', operators: ['*', '/', '%'] },
];

function binary(state: State, level: number): Node {
  const row = levels[level];
  if (!row) return prefix(state);
  let left = binary(state, level + 1);
  for (;;) {
    const { kind, text } = state.token;
    if ((kind !== 'operator' && kind !== 'name') || !row.operators.includes(text)) return left;
    advance(state);
    const right = binary(state, row.side === 'right' ? level : level + 1);
    left = operation(text, left, right);
    if (row.side !== 'left') return left;
  }
}

function operation(operator: string, left: Node, right: Node): Node {
  if (operator === '//') return { kind: 'alternative', left, right };
  if (operator === 'and' || operator === 'or') return { kind: operator, left, right };
  if (levels[1]?.operators.includes(operator)) return { kind: 'update', operator, left, right };
  return { kind: 'operation', operator: operator as Operator, left, right };
}

function prefix(state: State): Node {
  if (take(state, '-')) return { kind: 'negate', operand: binary(state, levels.length - 1) };
  return postfix(state);
}

function postfix(state: State): Node {
  const source = suffixed(state);
  if (!take(state, 'as')) return source;
  const patterns = [pattern(state)];
  while (take(state, '?//')) patterns.push(pattern(state));
  expect(state, '|');
  return { kind: 'bind', source, patterns, body: pipe(state) };
}

/** A term with what hangs on it: `.a`, `."a"`, `[…]`, `?`. */
function suffixed(state: State): Node {
  let node = term(state);
  let access: Access | undefined;
  for (;;) {
    const { kind, text, start } = state.token;
    if (kind === 'field') {
      advance(state);
      access = { kind: 'index', target: node, key: { kind: 'literal', value: text.slice(1) } };
    } else if (text === '?' || text === '?//') {
      // `.a?//1` is `.a? // 1`; the word `?//` stands between patterns only.
      state.token = tokenAt(state.text, start + 1);
      node = access ? { ...access, isOptional: true } : { kind: 'try', body: node, handler: undefined };
      access = undefined;
      continue;
    } else if (take(state, '[')) {
      access = bracket(state, node);
    } else if (take(state, '.')) {
      access = take(state, '[') ? bracket(state, node) : { kind: 'index', target: node, key: quoted(state, 'text') };
    } else return node;
    node = access;
  }
}

/** Behind `[`. */
function bracket(state: State, target: Node): Access {
  if (take(state, ']')) return { kind: 'iterate', target };
  const from = is(state, ':') ? undefined : pipe(state);
  if (take(state, ':')) {
    const to = is(state, ']') ? undefined : pipe(state);
    if (!from && !to) throw new SyntaxFault();
    expect(state, ']');
    return { kind: 'slice', target, from, to };
  }
  expect(state, ']');
  return { kind: 'index', target, key: from as Node };
}

type Reader = (state: State) => Node;

/** What begins with a word of its own. */
const words: Readonly<Record<string, Reader>> = {
  if: condition,
  try: (state) => {
    const body = guarded(state);
    return { kind: 'try', body, handler: take(state, 'catch') ? guarded(state) : undefined };
  },
  reduce: (state) => {
    const from = source(state);
    const bound = pattern(state);
    expect(state, '(');
    const start = pipe(state);
    expect(state, ';');
    const update = pipe(state);
    expect(state, ')');
    return { kind: 'reduce', source: from, pattern: bound, start, update };
  },
  foreach: (state) => {
    const from = source(state);
    const bound = pattern(state);
    expect(state, '(');
    const start = pipe(state);
    expect(state, ';');
    const update = pipe(state);
    const extract = take(state, ';') ? pipe(state) : undefined;
    expect(state, ')');
    return { kind: 'foreach', source: from, pattern: bound, start, update, extract };
  },
  break: (state) => ({ kind: 'break', name: variable(state) }),
};

/** Words that are never the names of functions. */
const reserved: ReadonlySet<string> = new Set([
  'and',
  'or',
  'as',
  'then',
  'elif',
  'else',
  'end',
  'catch',
  'import',
  'include',
  'module',
  '__loc__',
]);

function term(state: State): Node {
  const { kind, text, start } = state.token;
  switch (kind) {
    case 'number':
      advance(state);
      return { kind: 'literal', value: Number(text) };
    case 'field':
      advance(state);
      return { kind: 'index', target: identity, key: { kind: 'literal', value: text.slice(1) } };
    case 'quote':
      return quoted(state, 'text');
    case 'format':
      advance(state);
      return is(state, '"') ? quoted(state, text.slice(1)) : { kind: 'format', name: text.slice(1) };
    case 'variable':
      advance(state);
      return text === '$__loc__' ? place(state.text, start) : { kind: 'variable', name: text.slice(1) };
    case 'name':
      return named(state);
    default:
      return symbol(state);
  }
}

const constants: ReadonlyMap<string, null | boolean> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);

function named(state: State): Node {
  const { text } = state.token;
  if (reserved.has(text)) throw new SyntaxFault();
  if (text === 'def' || text === 'label') return pipe(state);
  advance(state);
  if (constants.has(text)) return { kind: 'literal', value: constants.get(text) as null | boolean };
  if (Object.hasOwn(words, text)) return (words[text] as Reader)(state);
  const args: Node[] = [];
  if (take(state, '(')) {
    do args.push(pipe(state));
    while (take(state, ';'));
    expect(state, ')');
  }
  return { kind: 'call', name: text, args };
}

function symbol(state: State): Node {
  if (take(state, '..')) return { kind: 'everything' };
  if (take(state, '(')) {
    const node = pipe(state);
    expect(state, ')');
    return node;
  }
  if (take(state, '[')) {
    if (take(state, ']')) return { kind: 'array', items: undefined };
    const items = pipe(state);
    expect(state, ']');
    return { kind: 'array', items };
  }
  if (take(state, '{')) return object(state);
  if (!take(state, '.')) throw new SyntaxFault();
  if (is(state, '"')) return { kind: 'index', target: identity, key: quoted(state, 'text') };
  return identity;
}

/** The source of `reduce` and `foreach`: its `as` belongs to them. */
function source(state: State): Node {
  const node = suffixed(state);
  expect(state, 'as');
  return node;
}

function guarded(state: State): Node {
  return take(state, '-') ? { kind: 'negate', operand: postfix(state) } : postfix(state);
}

function condition(state: State): Node {
  const test = pipe(state);
  expect(state, 'then');
  const whenTrue = pipe(state);
  if (take(state, 'elif')) return { kind: 'if', test, whenTrue, whenFalse: condition(state) };
  const whenFalse = take(state, 'else') ? pipe(state) : undefined;
  expect(state, 'end');
  return { kind: 'if', test, whenTrue, whenFalse };
}

/** Behind `{`. */
function object(state: State): Node {
  const entries: ObjectEntry[] = [];
  while (!take(state, '}')) {
    if (entries.length > 0) expect(state, ',');
    if (entries.length > 0 && take(state, '}')) break;
    entries.push(objectEntry(state));
  }
  return { kind: 'object', entries };
}

function objectEntry(state: State): ObjectEntry {
  const { kind, text, start } = state.token;
  if (kind === 'variable') {
    advance(state);
    const name = text.slice(1);
    const value: Node = name === '__loc__' ? place(state.text, start) : { kind: 'variable', name };
    return { key: { kind: 'literal', value: name }, value };
  }
  if (take(state, '(')) {
    const key = pipe(state);
    expect(state, ')');
    expect(state, ':');
    return { key, value: objectValue(state) };
  }
  const key = keyOf(state);
  const value: Node = take(state, ':') ? objectValue(state) : { kind: 'index', target: identity, key };
  return { key, value };
}

/** A key that is a word, a number or a text; `@base64 "…"` as well. */
function keyOf(state: State): Node {
  const { kind, text } = state.token;
  if (kind === 'quote') return quoted(state, 'text');
  if (kind === 'format') {
    advance(state);
    return is(state, '"') ? quoted(state, text.slice(1)) : { kind: 'format', name: text.slice(1) };
  }
  if (kind !== 'name' && kind !== 'number') throw new SyntaxFault();
  advance(state);
  return { kind: 'literal', value: text };
}

function objectValue(state: State): Node {
  const left = binary(state, 0);
  return take(state, '|') ? { kind: 'pipe', left, right: objectValue(state) } : left;
}

function definition(state: State): Definition {
  expect(state, 'def');
  const name = word(state);
  const parameters: string[] = [];
  if (take(state, '(')) {
    do parameters.push(state.token.kind === 'variable' ? `$${variable(state)}` : word(state));
    while (take(state, ';'));
    expect(state, ')');
  }
  expect(state, ':');
  const body = pipe(state);
  expect(state, ';');
  return { name, parameters, body };
}

function pattern(state: State): Pattern {
  if (++state.depth > maxDepth) throw new SyntaxFault();
  const made = patternWithin(state);
  state.depth--;
  return made;
}

function patternWithin(state: State): Pattern {
  if (take(state, '[')) {
    const items = [pattern(state)];
    while (take(state, ',')) items.push(pattern(state));
    expect(state, ']');
    return { kind: 'array', items };
  }
  if (take(state, '{')) {
    const entries = [patternEntry(state)];
    while (take(state, ',')) entries.push(patternEntry(state));
    expect(state, '}');
    return { kind: 'object', entries };
  }
  return { kind: 'variable', name: variable(state) };
}

function patternEntry(state: State): PatternEntry {
  if (state.token.kind === 'variable') {
    const name = variable(state);
    const value = take(state, ':') ? pattern(state) : undefined;
    return { variable: name, key: { kind: 'literal', value: name }, value };
  }
  let key: Node;
  if (take(state, '(')) {
    key = pipe(state);
    expect(state, ')');
  } else key = keyOf(state);
  expect(state, ':');
  return { variable: undefined, key, value: pattern(state) };
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** A string from its quote on; `\(…)` in it is a program. */
function quoted(state: State, format: string): Node {
  if (state.token.kind !== 'quote') throw new SyntaxFault();
  const { text } = state;
  const parts: (string | Node)[] = [];
  let plain = '';
  let at = state.token.end;
  for (;;) {
    const character = text[at];
    if (character === undefined) throw new SyntaxFault();
    if (character === '"') break;
    if (character !== '\\') {
      plain += character;
      at++;
      continue;
    }
    const escaped = text[at + 1] ?? '';
    if (escaped === '(') {
      if (plain !== '') parts.push(plain);
      plain = '';
      state.token = tokenAt(text, at + 2);
      parts.push(pipe(state));
      // The text goes on right behind the parenthesis, blanks included.
      if (state.token.text !== ')') throw new SyntaxFault();
      at = state.token.end;
    } else if (escaped === 'u') {
      const digits = text.slice(at + 2, at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw new SyntaxFault();
      plain += String.fromCharCode(Number.parseInt(digits, 16));
      at += 6;
    } else {
      const meant = escapes[escaped];
      if (meant === undefined) throw new SyntaxFault();
      plain += meant;
      at += 2;
    }
  }
  state.token = tokenAt(text, at + 1);
  if (parts.length === 0) return { kind: 'literal', value: plain };
  if (plain !== '') parts.push(plain);
  return { kind: 'text', format, parts };
}

/** `$__loc__`. */
function place(text: string, start: number): Node {
  const line = text.slice(0, start).split('\n').length;
  return {
    kind: 'literal',
    value: new Map<string, string | number>([
      ['file', '<top-level>'],
      ['line', line],
    ]),
  };
}

function variable(state: State): string {
  const { kind, text } = state.token;
  if (kind !== 'variable') throw new SyntaxFault();
  advance(state);
  return text.slice(1);
}

function word(state: State): string {
  const { kind, text } = state.token;
  if (kind !== 'name') throw new SyntaxFault();
  advance(state);
  return text;
}

function atEnd({ token }: State): boolean {
  return token.kind === 'end';
}

function is(state: State, text: string): boolean {
  return state.token.text === text && state.token.kind !== 'end' && state.token.kind !== 'wrong';
}

function take(state: State, text: string): boolean {
  if (!is(state, text)) return false;
  advance(state);
  return true;
}

function expect(state: State, text: string): void {
  if (!take(state, text)) throw new SyntaxFault();
}

function advance(state: State): void {
  state.token = tokenAt(state.text, state.token.end);
}
