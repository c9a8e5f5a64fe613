/** From a template's text to its tree. Never fails: what is no template comes back as a problem with its place. */
import type { Span } from '../../../text/source.ts';
import type { Command, Operand, Pipe, Statement, Template, TemplateProblem } from './ast.ts';
import { type Part, partsOf, unquoted, type Word, wordsOf } from './lexer.ts';

/** Blocks and parentheses deeper than this are refused. */
const maxDepth = 100;

type Result<T> = T | TemplateProblem;

export function isProblem(result: object): result is TemplateProblem {
  return 'what' in result;
}

export function parseTemplate(text: string): Result<Template> {
  const parts = partsOf(text);
  if (isProblem(parts)) return parts;
  const reading = new Reading(text, parts);
  const body = reading.statements(0);
  if (reading.problem) return reading.problem;
  if (reading.closer) return { ...reading.closer.action, what: reading.closer.word };
  return { body, definitions: reading.definitions };
}

interface Closer {
  readonly word: string;
  readonly action: Part;
  readonly words: readonly Word[];
}

class Reading {
  readonly definitions = new Map<string, readonly Statement[]>();
  problem: TemplateProblem | undefined;
  /** The `end` or `else` that ended the last list of statements. */
  closer: Closer | undefined;
  readonly #text: string;
  readonly #parts: readonly Part[];
  #next = 0;

  constructor(text: string, parts: readonly Part[]) {
    this.#text = text;
    this.#parts = parts;
  }

  /** Up to the next `end` or `else` that belongs to nothing inside, which is then the `closer`. */
  statements(depth: number): Statement[] {
    const statements: Statement[] = [];
    this.closer = undefined;
    for (;;) {
      const part = this.#parts[this.#next++];
      if (!part || this.problem) return statements;
      if (part.kind === 'text') {
        statements.push({ kind: 'text', start: part.start, end: part.end });
        continue;
      }
      const words = wordsOf(this.#text, part.inner);
      if (isProblem(words)) {
        this.problem = words;
        return statements;
      }
      const [first] = words;
      if (first?.kind === 'name' && (first.text === 'end' || first.text === 'else')) {
        this.closer = { word: first.text, action: part, words: words.slice(1) };
        return statements;
      }
      const statement = this.#statement(part, words, depth);
      if (statement) statements.push(statement);
    }
  }

  #statement(part: Part, words: readonly Word[], depth: number): Statement | undefined {
    const span = { start: part.start, end: part.end };
    if (depth > maxDepth) return this.#refuse('{{', span);
    const [first, ...rest] = words;
    if (!first) return this.#refuse('{{}}', span);
    switch (first.kind === 'name' ? first.text : '') {
      case 'if':
      case 'with':
      case 'range':
        return this.#block(first.text as 'if' | 'with' | 'range', span, rest, depth);
      case 'define':
      case 'block':
        return this.#definition(first.text, span, rest, depth);
      case 'template': {
        const [name, ...argument] = rest;
        if (name?.kind !== 'text') return this.#refuse('template', span);
        const pipe = argument.length > 0 ? this.#pipe(argument) : undefined;
        return { kind: 'template', name: unquoted(name.text), pipe, ...span };
      }
      case 'break':
      case 'continue':
        if (rest.length > 0) break;
        return { kind: first.text as 'break' | 'continue', ...span };
    }
    const pipe = this.#pipe(words);
    return pipe && { kind: 'print', pipe, ...span };
  }

  #block(kind: 'if' | 'with' | 'range', span: Span, words: readonly Word[], depth: number): Statement | undefined {
    const pipe = this.#pipe(words);
    if (!pipe) return undefined;
    const body = this.statements(depth + 1);
    let otherwise: Statement[] = [];
    const closer = this.#closed(span);
    if (closer?.word === 'else') {
      const [next, ...condition] = closer.words;
      if (next && (next.text === 'if' || next.text === 'with')) {
        const { start, end } = closer.action;
        const inner = this.#block(next.text, { start, end }, condition, depth + 1);
        otherwise = inner ? [inner] : [];
      } else {
        otherwise = this.statements(depth + 1);
        if (this.#closed(span)?.word === 'else') return this.#refuse('else', span);
      }
    }
    return { kind, pipe, body, otherwise, ...span };
  }

  #definition(word: string, span: Span, words: readonly Word[], depth: number): Statement | undefined {
    const [name, ...argument] = words;
    if (name?.kind !== 'text') return this.#refuse(word, span);
    const pipe = word === 'block' ? this.#pipe(argument) : undefined;
    const body = this.statements(depth + 1);
    if (this.#closed(span)?.word === 'else') return this.#refuse('else', span);
    this.definitions.set(unquoted(name.text), body);
    return word === 'block' ? { kind: 'template', name: unquoted(name.text), pipe, ...span } : undefined;
  }

  #closed(span: Span): Closer | undefined {
    const { closer } = this;
    this.closer = undefined;
    if (!closer && !this.problem) this.#refuse('{{ end }}', span);
    return closer;
  }

  #pipe(words: readonly Word[]): Pipe | undefined {
    const pipe = new PipeReading(words).whole();
    if (!isProblem(pipe)) return pipe;
    this.problem ??= pipe;
    return undefined;
  }

  #refuse(what: string, { start, end }: Span): undefined {
    this.problem ??= { what, start, end };
    return undefined;
  }
}

class PipeReading {
  readonly #words: readonly Word[];
  #next = 0;

  constructor(words: readonly Word[]) {
    this.#words = words;
  }

  whole(): Result<Pipe> {
    const pipe = this.#pipe(0);
    const rest = this.#words[this.#next];
    return rest && !isProblem(pipe) ? { what: rest.text, start: rest.start, end: rest.end } : pipe;
  }

  #pipe(depth: number): Result<Pipe> {
    const begin = this.#words[this.#next];
    const { variables, declares } = this.#variables();
    const commands: Command[] = [];
    do {
      const command = this.#command(depth);
      if (isProblem(command)) return command;
      commands.push(command);
    } while (this.#take('|'));
    const end = this.#words[this.#next - 1]?.end ?? begin?.end ?? 0;
    return { variables, declares, commands, start: begin?.start ?? end, end };
  }

  /** `$x :=`, `$x =`, `$i, $v :=`. */
  #variables(): { variables: string[]; declares: boolean } {
    const variables: string[] = [];
    for (let at = this.#next; this.#words[at]?.kind === 'variable'; at += 2) {
      variables.push((this.#words[at] as Word).text);
      const sign = this.#words[at + 1]?.text;
      if (sign === ':=' || sign === '=') {
        this.#next = at + 2;
        return { variables, declares: sign === ':=' };
      }
      if (sign !== ',') break;
    }
    return { variables: [], declares: false };
  }

  #command(depth: number): Result<Command> {
    const words: Operand[] = [];
    const start = this.#words[this.#next]?.start ?? 0;
    for (;;) {
      const next = this.#words[this.#next];
      if (!next || (next.kind === 'sign' && next.text !== '(')) break;
      const operand = this.#operand(depth);
      if (isProblem(operand)) return operand;
      words.push(operand);
    }
    const last = words.at(-1);
    if (last) return { words, start, end: last.end };
    const found = this.#words[this.#next] ?? this.#words.at(-1);
    return { what: found?.text ?? '|', start: found?.start ?? start, end: found?.end ?? start };
  }

  /** A word, and the fields that follow it without a space. */
  #operand(depth: number): Result<Operand> {
    const base = this.#base(depth);
    if (isProblem(base)) return base;
    const path: string[] = [];
    let { end } = base;
    for (let next = this.#words[this.#next]; next?.kind === 'field' && !next.apart; next = this.#words[this.#next]) {
      path.push(next.text.slice(1));
      end = next.end;
      this.#next++;
    }
    if (path.length === 0) return base;
    if (base.kind === 'fields') return { ...base, path: [...base.path, ...path], end };
    return { kind: 'fields', of: base, path, start: base.start, end };
  }

  #base(depth: number): Result<Operand> {
    const word = this.#words[this.#next++] as Word;
    const { start, end, text } = word;
    switch (word.kind) {
      case 'field':
        return { kind: 'fields', of: { kind: 'dot', start, end: start + 1 }, path: [text.slice(1)], start, end };
      case 'variable':
        return { kind: 'variable', name: text, start, end };
      case 'text':
        return text.startsWith("'")
          ? { kind: 'number', value: unquoted(text).codePointAt(0) ?? 0, float: false, start, end }
          : { kind: 'text', text: unquoted(text), start, end };
      case 'number':
        return { kind: 'number', ...numberOf(text), start, end };
      case 'dot':
        return { kind: 'dot', start, end };
      case 'name':
        if (text === 'true' || text === 'false') return { kind: 'bool', value: text === 'true', start, end };
        return text === 'nil' ? { kind: 'nil', start, end } : { kind: 'function', name: text, start, end };
    }
    if (text !== '(' || depth > maxDepth) return { what: text, start, end };
    const pipe = this.#pipe(depth + 1);
    if (isProblem(pipe)) return pipe;
    const close = this.#words[this.#next];
    if (!this.#take(')')) return { what: '(', start, end };
    return { kind: 'pipe', pipe, start, end: close?.end ?? pipe.end };
  }

  #take(sign: string): boolean {
    const next = this.#words[this.#next];
    if (next?.kind !== 'sign' || next.text !== sign) return false;
    this.#next++;
    return true;
  }
}

function numberOf(text: string): { value: number; float: boolean } {
  const plain = text.replaceAll('_', '');
  const [, sign, digits, fraction = '', power] =
    /^([+-]?)0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)$/.exec(plain) ?? [];
  if (power !== undefined) {
    const value = Number.parseInt(`${digits}${fraction}`, 16) * 2 ** (Number(power) - 4 * fraction.length);
    return { value: sign === '-' ? -value : value, float: true };
  }
  const isFloat = /[.eE]/.test(plain) && !/^[+-]?0[xX]/.test(plain);
  const octal = /^[+-]?0[0-7]+$/.test(plain);
  return { value: octal ? Number.parseInt(plain, 8) : Number(plain), float: isFloat };
}
