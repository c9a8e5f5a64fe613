/**
 * Carrying out a template's statements. A condition that is not known is not guessed: both of its branches are
 * rendered, marked as what may be there, and a variable that they leave with different values is unknown.
 */
import type { Span } from '../../../text/source.ts';
import type { UnknownReason } from '../../../values/value.ts';
import type { BranchStatement, Pipe, RangeStatement, Statement } from './ast.ts';
import { type Datum, int, openReason, printed, sortedKeys, string, truth } from './data.ts';
import { evaluatePipe } from './expressions.ts';
import {
  type Definition,
  exhausted,
  maxNesting,
  Output,
  type Placed,
  placeOf,
  type Run,
  remark,
  spend,
  type TemplateText,
} from './run.ts';
import { flat, passedOn, sliced, unknownPiece } from './traced.ts';

interface Variable {
  readonly name: string;
  value: Datum;
}

/** One template at work. */
export interface Frame {
  readonly run: Run;
  readonly text: TemplateText;
  /** A manifest's own text, not one that it includes. */
  readonly isFile: boolean;
  readonly variables: Variable[];
}

/** Variables of one template, which are looked up by going through them. */
const maxVariables = 1000;

type Ending = 'break' | 'continue' | 'stop' | undefined;

/** Renders a template with `data` as its dot. */
export function render(run: Run, { statements, text }: Definition, data: Datum, isFile: boolean): Placed[] {
  const output = new Output(run);
  if (run.depth >= maxNesting) {
    run.budget.steps = -1;
    return [];
  }
  run.depth++;
  perform(statements, data, { run, text, isFile, variables: [{ name: '$', value: data }] }, output);
  run.depth--;
  return output.pieces;
}

function perform(statements: readonly Statement[], dot: Datum, frame: Frame, output: Output): Ending {
  const scope = frame.variables.length;
  for (const statement of statements) {
    const ending = spend(frame.run) ? performOne(statement, dot, frame, output) : 'stop';
    if (ending) {
      frame.variables.length = scope;
      return ending;
    }
  }
  frame.variables.length = scope;
  return undefined;
}

function performOne(statement: Statement, dot: Datum, frame: Frame, output: Output): Ending {
  switch (statement.kind) {
    case 'text':
      if (!spend(frame.run, frame.text.pieces.length)) return 'stop';
      output.add(sliced(frame.text.pieces, statement.start, statement.end), statement, true);
      return undefined;
    case 'print': {
      const value = evaluatePipe(statement.pipe, dot, frame);
      if (statement.pipe.variables.length > 0) assign(statement.pipe, [value], frame);
      else print(value, statement, frame, output);
      return undefined;
    }
    case 'template': {
      const data = statement.pipe ? evaluatePipe(statement.pipe, dot, frame) : ({ type: 'nil' } as const);
      const definition = frame.run.templates.get(statement.name);
      const at = placeOf(frame.text, statement);
      if (definition) output.add(render(frame.run, definition, data, false), statement, false);
      else {
        remark(frame.run, { what: `template "${statement.name}"`, at });
        output.add([unknownPiece({ code: 'external', subject: statement.name })], statement, false);
      }
      return undefined;
    }
    case 'if':
    case 'with':
      return performBranch(statement, dot, frame, output);
    case 'range':
      return performRange(statement, dot, frame, output);
    default:
      return statement.kind;
  }
}

function print(value: Datum, site: Span, frame: Frame, output: Output): void {
  const pieces = printed(value);
  const at = frame.isFile ? undefined : placeOf(frame.text, site);
  output.add(at ? passedOn(pieces, at) : pieces, site, false);
}

function performBranch(statement: BranchStatement, dot: Datum, frame: Frame, output: Output): Ending {
  const { kind, pipe, body, otherwise } = statement;
  const scope = frame.variables.length;
  const value = evaluatePipe(pipe, dot, frame);
  assign(pipe, [value], frame);
  const holds = truth(value);
  const inner = kind === 'with' ? value : dot;
  let ending: Ending;
  if (holds === undefined) {
    const reason = openReason(value) ?? { code: 'no-default', subject: 'condition' };
    performBoth([() => [body, inner], () => [otherwise, dot]], reason, statement, frame, output);
  } else ending = holds ? perform(body, inner, frame, output) : perform(otherwise, dot, frame, output);
  frame.variables.length = scope;
  return ending;
}

/** Branches of which one, or none, will be taken. */
function performBoth(
  branches: readonly (() => readonly [readonly Statement[], Datum])[],
  reason: UnknownReason,
  site: Span,
  frame: Frame,
  output: Output,
): void {
  const { run, variables } = frame;
  const before = variables.map(({ value }) => value);
  const after: Datum[][] = [];
  const outputs = branches.map((branch) => {
    const [statements, dot] = branch();
    const own = new Output(run);
    run.undecided++;
    perform(statements, dot, frame, own);
    run.undecided--;
    after.push(variables.map(({ value }) => value));
    for (const [i, variable] of variables.entries()) variable.value = before[i] as Datum;
    return own.pieces;
  });
  for (const [i, variable] of variables.entries()) {
    const [first, ...others] = after.map((values) => values[i]);
    if (first && others.every((value) => value === first)) variable.value = first;
    else variable.value = { type: 'unknown', reason };
  }
  const texts = outputs.map(flat);
  if (texts.every((text) => !text.includes('\n'))) {
    // Within a line, one stands in the place of the other.
    if (texts.some((text) => text.trim() !== '')) output.add([unknownPiece(reason)], site, false);
    return;
  }
  for (const [i, pieces] of outputs.entries()) {
    const isObject = (text: string | undefined): boolean => text !== undefined && /^kind:/m.test(text);
    // Two objects, of which one will be there, are not one.
    if (i > 0 && isObject(texts[i]) && isObject(texts[i - 1])) output.add([{ text: '\n---\n' }], site, false);
    output.take(pieces);
  }
}

function performRange(statement: RangeStatement, dot: Datum, frame: Frame, output: Output): Ending {
  const { pipe, body, otherwise } = statement;
  const value = evaluatePipe(pipe, dot, frame);
  const turns = spend(frame.run, value.type === 'dict' ? 4 * value.entries.size : 1) ? turnsOf(value) : [];
  if (turns === undefined) {
    const reason = openReason(value) ?? { code: 'invalid', subject: 'range' };
    const item: Datum = { type: 'unknown', reason };
    const scope = frame.variables.length;
    assign(pipe, [item, item], frame);
    performBoth([() => [body, item], () => [otherwise, dot]], reason, statement, frame, output);
    frame.variables.length = scope;
    return undefined;
  }
  let any = false;
  for (const [key, item] of turns) {
    if (exhausted(frame.run)) return 'stop';
    any = true;
    const scope = frame.variables.length;
    assign(pipe, pipe.variables.length > 1 ? [key, item] : [item], frame);
    const ending = perform(body, item, frame, output);
    frame.variables.length = scope;
    if (ending === 'stop') return ending;
    if (ending === 'break') break;
  }
  return any ? undefined : perform(otherwise, dot, frame, output);
}

/** Keys and items to go through; `undefined` where they are not known. */
function turnsOf(value: Datum): Iterable<readonly [Datum, Datum]> | undefined {
  switch (value.type) {
    case 'list':
      return value.items.map((item, i) => [int(i), item] as const);
    case 'dict':
      return sortedKeys(value).map((key) => [string(key), value.entries.get(key) as Datum] as const);
    case 'nil':
      return [];
    case 'int':
    case 'int64':
      return counting(value.value);
    default:
      return undefined;
  }
}

function* counting(to: number): Generator<readonly [Datum, Datum]> {
  for (let i = 0; i < to; i++) yield [int(i), int(i)];
}

function assign({ variables, declares }: Pipe, values: readonly Datum[], frame: Frame): void {
  for (const [i, name] of variables.entries()) {
    const value = values[i] ?? values[0];
    if (!value) continue;
    if (declares) {
      if (frame.variables.length >= maxVariables) frame.run.budget.steps = -1;
      else frame.variables.push({ name, value });
    } else {
      const variable = frame.variables.findLast((one) => one.name === name);
      if (variable) variable.value = value;
    }
  }
}
