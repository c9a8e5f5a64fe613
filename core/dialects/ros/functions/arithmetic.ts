/**
 * The expressions of Fn::Calculate. Whole numbers are divided as in Python 2: `5/2` is 2, `5.0/2` is 2.5.
 * https://www.alibabacloud.com/help/en/ros/user-guide/function-calculate
 */

export interface Result {
  readonly number: number;
  /** No number with a fraction took part; such a result is not rounded. */
  readonly isWhole: boolean;
}

const maxLength = 1000;

/** The value of an expression in which `{n}` stands for the n-th of the numbers. */
export function calculate(expression: string, numbers: readonly string[]): Result | 'invalid' | 'limit' {
  let isKnown = true;
  const filled = expression.replace(/\{\s*(\d+)\s*\}/g, (_, index: string) => {
    const number = numbers[Number(index)];
    if (number === undefined) isKnown = false;
    return ` ${number} `;
  });
  if (!isKnown) return 'invalid';
  if (filled.length > maxLength) return 'limit';
  const words = filled.match(/\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|\*\*|\/\/|[-+*/%()]|\S/g) ?? [];
  const state = { words, at: 0 };
  const result = sum(state);
  if (!result || state.at < words.length) return 'invalid';
  return Number.isFinite(result.number) ? result : 'invalid';
}

interface State {
  readonly words: readonly string[];
  at: number;
}

type Operation = (a: number, b: number, isWhole: boolean) => number | undefined;

const sums: Readonly<Record<string, Operation>> = { '+': (a, b) => a + b, '-': (a, b) => a - b };

const products: Readonly<Record<string, Operation>> = {
  '*': (a, b) => a * b,
  '/': (a, b, isWhole) => (b === 0 ? undefined : isWhole ? Math.floor(a / b) : a / b),
  '//': (a, b) => (b === 0 ? undefined : Math.floor(a / b)),
  // The rest has the divisor's sign.
  '%': (a, b) => (b === 0 ? undefined : a - b * Math.floor(a / b)),
};

function sum(state: State): Result | undefined {
  return chain(state, sums, product);
}

function product(state: State): Result | undefined {
  return chain(state, products, signed);
}

function chain(
  state: State,
  operations: Readonly<Record<string, Operation>>,
  next: (state: State) => Result | undefined,
): Result | undefined {
  let left = next(state);
  for (;;) {
    const word = state.words[state.at] ?? '';
    const operation = Object.hasOwn(operations, word) ? operations[word] : undefined;
    if (!left || !operation) return left;
    state.at++;
    const right = next(state);
    if (!right) return undefined;
    const isWhole: boolean = left.isWhole && right.isWhole;
    const number = operation(left.number, right.number, isWhole);
    left = number === undefined ? undefined : { number, isWhole };
  }
}

function signed(state: State): Result | undefined {
  let negative = false;
  while (state.words[state.at] === '-' || state.words[state.at] === '+') {
    if (state.words[state.at++] === '-') negative = !negative;
  }
  const result = power(state);
  return result && negative ? { ...result, number: -result.number } : result;
}

function power(state: State): Result | undefined {
  const base = operand(state);
  if (!base || state.words[state.at] !== '**') return base;
  state.at++;
  const exponent = signed(state);
  if (!exponent) return undefined;
  const isWhole = base.isWhole && exponent.isWhole && exponent.number >= 0;
  return { number: base.number ** exponent.number, isWhole };
}

function operand(state: State): Result | undefined {
  const word = state.words[state.at++] ?? '';
  if (word === '(') {
    const inner = sum(state);
    return state.words[state.at++] === ')' ? inner : undefined;
  }
  return /^[\d.]/.test(word) ? { number: Number(word), isWhole: /^\d+$/.test(word) } : undefined;
}

/** To so many decimal places. Right between two neighbours it depends on the version of Python: `undefined`. */
export function rounded(number: number, digits: number): number | undefined {
  if (!Number.isInteger(digits) || digits < 0 || digits > 20) return undefined;
  const scale = 10 ** digits;
  const scaled = number * scale;
  return Math.abs(scaled - Math.trunc(scaled)) === 0.5 ? undefined : Number(number.toFixed(digits));
}
