/** Evaluating pipelines: values, fields, and calls of functions and methods. */
import type { Command, Operand, Pipe } from './ast.ts';
import { bool, type Datum, float, int, nil, string, truth, unknown } from './data.ts';
import { functions } from './functions/index.ts';
import { beyondLimit, placeOf, type Run, remark, spend } from './run.ts';
import type { Frame } from './statements.ts';

export function evaluatePipe({ commands }: Pipe, dot: Datum, frame: Frame): Datum {
  let value: Datum | undefined;
  for (const command of commands) value = evaluateCommand(command, dot, frame, value);
  return value ?? nil;
}

function evaluateCommand(command: Command, dot: Datum, frame: Frame, piped: Datum | undefined): Datum {
  if (!spend(frame.run)) return beyondLimit;
  const [first, ...rest] = command.words as [Operand, ...Operand[]];
  if (first.kind === 'function') {
    const lazy = first.name === 'and' || first.name === 'or';
    if (lazy) return decide(first.name === 'and', rest, dot, frame, piped);
    const args = rest.map((word) => evaluate(word, dot, frame));
    return call(first, piped === undefined ? args : [...args, piped], frame);
  }
  const args = rest.map((word) => evaluate(word, dot, frame));
  if (piped !== undefined) args.push(piped);
  return args.length === 0 ? evaluate(first, dot, frame) : evaluateMethod(first, args, dot, frame);
}

function evaluate(word: Operand, dot: Datum, frame: Frame): Datum {
  switch (word.kind) {
    case 'dot':
      return dot;
    case 'nil':
      return nil;
    case 'text':
      return string(word.text);
    case 'number':
      return word.float ? float(word.value) : int(word.value);
    case 'bool':
      return bool(word.value);
    case 'variable':
      return frame.variables.findLast(({ name }) => name === word.name)?.value ?? unknown('invalid', word.name);
    case 'function':
      return word.name === 'and' || word.name === 'or' ? bool(false) : call(word, [], frame);
    case 'pipe':
      return evaluatePipe(word.pipe, dot, frame);
    case 'fields':
      return fields(word, word.path, dot, frame);
  }
}

/** `(.a).b` is nil where `.a` is, while `.a.b` is an error then. */
function fields(word: Operand & { readonly kind: 'fields' }, path: readonly string[], dot: Datum, frame: Frame): Datum {
  const of = evaluate(word.of, dot, frame);
  if (of.type === 'nil' && word.of.kind === 'pipe') return of;
  return path.reduce((value, name) => field(value, name, [], frame.run), of);
}

/** `.Files.Get "name"`: the last field is a method. */
function evaluateMethod(word: Operand, args: readonly Datum[], dot: Datum, frame: Frame): Datum {
  if (word.kind !== 'fields') return unknown('invalid', 'arguments');
  const of = fields(word, word.path.slice(0, -1), dot, frame);
  return field(of, word.path.at(-1) as string, args, frame.run);
}

function field(of: Datum, name: string, args: readonly Datum[], run: Run): Datum {
  switch (of.type) {
    case 'dict':
      return of.entries.get(name) ?? of.methods?.(name, args, run) ?? nil;
    case 'native':
      return of.methods(name, args, run) ?? unknown('unsupported', name);
    case 'unknown':
      return of;
    case 'nil':
      // Helm stops here: whoever installs the chart has to give the value.
      return unknown('no-default', name);
    default:
      return unknown('invalid', name);
  }
}

/** `and` and `or` answer with the argument that decides; later ones are not evaluated. */
function decide(isAnd: boolean, words: readonly Operand[], dot: Datum, frame: Frame, piped: Datum | undefined): Datum {
  let open: Datum | undefined;
  let value: Datum = nil;
  const lazily = [...words.map((word) => () => evaluate(word, dot, frame)), ...(piped ? [() => piped] : [])];
  for (const next of lazily) {
    value = next();
    const holds = truth(value);
    if (holds === undefined) open ??= value;
    else if (holds !== isAnd) {
      // Behind one that is not known it decides only whether, not what.
      return !open || value.type === 'bool' ? value : open;
    }
  }
  return open ?? value;
}

function call(word: Operand & { readonly kind: 'function' }, args: readonly Datum[], frame: Frame): Datum {
  const { run, text } = frame;
  const implementation = Object.hasOwn(functions, word.name) ? functions[word.name] : undefined;
  if (!implementation) {
    remark(run, { what: `function "${word.name}"`, at: placeOf(text, word) });
    return unknown('unsupported', word.name);
  }
  // Whatever is done with an argument is paid for by its size, and so is the answer.
  let size = 0;
  for (const arg of args) size += sizeOf(arg);
  if (!spend(run, size)) return beyondLimit;
  const answer = implementation(args, { run, place: () => placeOf(text, word) });
  return spend(run, sizeOf(answer)) ? answer : beyondLimit;
}

function sizeOf(datum: Datum): number {
  if (datum.type === 'string') return datum.text.length;
  return datum.type === 'list' ? 4 * datum.items.length : datum.type === 'dict' ? 4 * datum.entries.size : 1;
}
