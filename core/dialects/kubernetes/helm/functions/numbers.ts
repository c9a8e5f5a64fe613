/** Functions of numbers. sprig computes in int64, and in float64 where the name ends in `f`. */
import { type Datum, float, type Num } from '../data.ts';
import { type FunctionTable, type Implementation, numeric, originOfAny, strict, whole } from './definition.ts';

function int64(value: number, args: readonly Datum[]): Num {
  return { type: 'int64', value: value === 0 ? 0 : value, origin: originOfAny(args) };
}

function inWhole(compute: (a: number, b: number) => number | undefined): Implementation {
  return strict((args) => {
    const [first = 0, ...rest] = args.map(whole);
    let value: number | undefined = first;
    for (const next of rest) value = value === undefined ? undefined : compute(value, next);
    return value === undefined || !Number.isSafeInteger(value) ? undefined : int64(value, args);
  });
}

function inFloat(compute: (a: number, b: number) => number): Implementation {
  return strict((args) => {
    const [first = 0, ...rest] = args.map(numeric);
    return float(rest.reduce(compute, first), originOfAny(args));
  });
}

function rounding(compute: (value: number) => number): Implementation {
  return strict((args) => float(compute(numeric(args[0])), originOfAny(args)));
}

const quotient = (a: number, b: number): number | undefined => (b === 0 ? undefined : Math.trunc(a / b));
const remainder = (a: number, b: number): number | undefined => (b === 0 ? undefined : a % b);

const toInt = (type: Num['type']): Implementation =>
  strict((args) => ({
    type,
    value: type === 'float64' ? numeric(args[0]) : whole(args[0]),
    origin: originOfAny(args),
  }));

export const numberFunctions: FunctionTable = {
  int: toInt('int'),
  int64: toInt('int64'),
  float64: toInt('float64'),
  atoi: toInt('int'),
  toDecimal: strict((args) => int64(Number.parseInt(String(whole(args[0])), 8) || 0, args)),
  add: inWhole((a, b) => a + b),
  add1: strict((args) => int64(whole(args[0]) + 1, args)),
  sub: inWhole((a, b) => a - b),
  mul: inWhole((a, b) => a * b),
  div: inWhole(quotient),
  mod: inWhole(remainder),
  addf: inFloat((a, b) => a + b),
  add1f: strict((args) => float(numeric(args[0]) + 1, originOfAny(args))),
  subf: inFloat((a, b) => a - b),
  mulf: inFloat((a, b) => a * b),
  divf: inFloat((a, b) => a / b),
  maxf: inFloat(Math.max),
  minf: inFloat(Math.min),
  floor: rounding(Math.floor),
  ceil: rounding(Math.ceil),
  round: strict((args) => {
    const factor = 10 ** Math.min(15, Math.max(0, whole(args[1])));
    const value = numeric(args[0]) * factor;
    return float((Math.sign(value) * Math.round(Math.abs(value))) / factor, originOfAny(args));
  }),
};
