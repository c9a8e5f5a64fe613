/** Functions that compare and choose. A choice that hangs on what is not known is not known. */
import { compareText } from '../../../../text/order.ts';
import { bool, type Datum, kindOf, nil, openReason, truth, unknown } from '../data.ts';
import { type FunctionTable, type Implementation, numeric, plain, refused, same, strict } from './definition.ts';

const equal: Implementation = ([first, ...others]) => {
  if (!first) return refused;
  const answers = others.map((other) => same(first, other));
  if (answers.includes(true)) return bool(true);
  return answers.includes(undefined) ? openOf([first, ...others]) : bool(false);
};

function openOf(args: readonly Datum[]): Datum {
  for (const arg of args) {
    const reason = openReason(arg);
    if (reason) return { type: 'unknown', reason };
  }
  return unknown('no-default', 'comparison');
}

function ordered(holds: (order: number) => boolean): Implementation {
  return strict(([a, b]) => {
    if (a?.type === 'string' && b?.type === 'string') return bool(holds(compareText(a.text, b.text)));
    return bool(holds(numeric(a) - numeric(b)));
  });
}

function negated(datum: Datum): Datum {
  return datum.type === 'bool' ? bool(!datum.value) : datum;
}

/** The first that is not empty; one that is not known might be it. */
function firstFull(args: readonly Datum[]): Datum {
  for (const arg of args) {
    const holds = truth(arg);
    if (holds === undefined && arg.type === 'unknown') return arg;
    if (holds !== false) return arg;
  }
  return nil;
}

function asTruth(datum: Datum | undefined, ifSo: Datum, ifNot: Datum): Datum {
  const holds = datum ? truth(datum) : false;
  if (holds === undefined) return openOf([datum as Datum]);
  return holds ? ifSo : ifNot;
}

/** `wanted` where all of them have this truth. */
function every(args: readonly Datum[], wanted: boolean): Datum {
  const answers = args.map(truth);
  if (answers.includes(!wanted)) return bool(!wanted);
  return answers.includes(undefined) ? openOf(args) : bool(wanted);
}

const typeNames: Readonly<Record<string, string>> = {
  list: '[]interface {}',
  dict: 'map[string]interface {}',
  nil: '<nil>',
};

const typeOf: Implementation = ([value]) => {
  if (!value || value.type === 'unknown') return value ?? refused;
  const text = typeNames[value.type] ?? value.type;
  return { type: 'string', text, pieces: [{ text }], open: undefined };
};

export const decisionFunctions: FunctionTable = {
  eq: equal,
  ne: (args, call) => negated(equal(args, call)),
  lt: ordered((order) => order < 0),
  le: ordered((order) => order <= 0),
  gt: ordered((order) => order > 0),
  ge: ordered((order) => order >= 0),
  not: ([value]) => asTruth(value, bool(false), bool(true)),
  default: ([byDefault, value]) => {
    const found = firstFull([value ?? nil]);
    return found.type === 'nil' ? (byDefault ?? nil) : found;
  },
  coalesce: firstFull,
  empty: ([value]) => asTruth(value, bool(false), bool(true)),
  ternary: ([ifSo, ifNot, test]) => asTruth(test, ifSo ?? nil, ifNot ?? nil),
  all: (args) => every(args, true),
  any: (args) => every(args, false),
  kindOf: strict(([value]) => text(kindOf(value ?? nil))),
  kindIs: strict(([kind, value]) => bool(kindOf(value ?? nil) === plain(kind))),
  typeOf,
  typeIs: (args, call) => equal([args[0] ?? nil, typeOf(args.slice(1), call)], call),
  typeIsLike: strict((args, call) => {
    const actual = plain(typeOf(args.slice(1), call));
    return bool(actual === plain(args[0]) || actual === `*${plain(args[0])}`);
  }),
  deepEqual: equal,
  required: ([, value]) => {
    // Without it Helm stops: whoever installs the chart gives it.
    const missing = !value || value.type === 'nil' || (value.type === 'string' && value.text === '');
    return missing ? unknown('no-default', 'required') : value;
  },
  /** Helm stops here with these values: with those that people give, it does not come here. */
  fail: () => text(''),
};

function text(value: string): Datum {
  return { type: 'string', text: value, pieces: value === '' ? [] : [{ text: value }], open: undefined };
}
