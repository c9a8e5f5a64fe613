/**
 * Makes expressions at random: of a wanted sort most of the time, so that they say something, and of a wrong one now
 * and then, so that refusals are compared too.
 */
import { functionCalls } from './functions.ts';
import type { Random } from './random.ts';

export type Sort =
  | 'string'
  | 'number'
  | 'bool'
  | 'strings'
  | 'numbers'
  | 'list'
  | 'set'
  | 'map'
  | 'object'
  | 'null'
  | 'any';

/** What the expressions may refer to. */
export const context = `variable "name" { default = "web" }
variable "port" {
  type    = number
  default = 8080
}
variable "nothing" { default = null }
variable "secret" {
  default   = "s3cr3t"
  sensitive = true
}
variable "rules" {
  type = list(object({ port = number, cidr = optional(string, "0.0.0.0/0"), tags = optional(map(string)) }))
  default = [{ port = 22 }, { port = "80", cidr = "10.0.0.0/8", tags = { a = 1 } }]
}
variable "zones" {
  type    = map(string)
  default = { a = "cn-a", b = "cn-b" }
}
variable "nested" {
  type    = map(list(any))
  default = { x = [1, 2], y = ["3"] }
}
variable "flags" {
  type    = set(bool)
  default = [true, false, true]
}
locals {
  empty = []
  ports = [22, 80, 443]
  names = toset(["b", "a"])
  mixed = [1, "two", true, null]
  shop  = { name = "shop", ports = [80, 443], open = true, owner = null }
  third = 1 / 3
  listed = tolist(["x", "y"])
}
`;

const names: Readonly<Partial<Record<Sort, readonly string[]>>> = {
  string: ['var.name', 'local.shop.name', 'var.zones.a', 'var.rules[0].cidr', 'var.secret', 'local.listed[1]'],
  number: ['var.port', 'local.third', 'local.ports[0]', 'local.ports.1', 'var.rules[1].port'],
  bool: ['local.shop.open'],
  strings: ['local.listed', 'local.names', 'values(var.zones)', 'var.rules[*].cidr', 'var.rules.*.cidr'],
  numbers: ['local.ports', 'var.rules[*].port', 'range(3)'],
  list: ['local.mixed', 'var.rules', 'local.empty', 'local.listed'],
  set: ['local.names', 'var.flags'],
  map: ['var.zones', 'var.nested', 'var.rules[1].tags'],
  object: ['local.shop', 'var.rules[0]'],
  null: ['var.nothing', 'local.shop.owner', 'var.rules[0].tags'],
};

const literals = {
  string: [
    '""',
    '"a"',
    '"b"',
    '"abc"',
    '"Hello World"',
    '"1"',
    '"007"',
    '"true"',
    '"a,b,,c"',
    '" x "',
    '"é"',
    '"e\\u0301"',
    '"日本語"',
    '"👍🏽x"',
    '"a\\nb\\n"',
    '"10.0.0.0/8"',
    '"%s-%d"',
    '"0x1f"',
    '"1e3"',
    '"ß"',
    '"x\\"y<&>"',
    '"$${a}"',
    '"-5.25"',
    '"😀"',
    '"\\uffee"',
  ],
  number: [
    '0',
    '1',
    '2',
    '3',
    '-1',
    '10',
    '0.1',
    '0.2',
    '0.5',
    '1.5',
    '2.5',
    '-2.5',
    '7',
    '100',
    '1e3',
    '1e-3',
    '1e21',
    '255',
    '1024',
    '9007199254740993',
    '123456789012345678901234567890',
    '0.000001',
    '3.14159',
    '-0',
    '1e100',
    '1.10',
  ],
  bool: ['true', 'false'],
} as const;

const sorts: readonly Sort[] = ['string', 'number', 'bool', 'strings', 'numbers', 'list', 'set', 'map', 'object'];

export interface Grammar {
  readonly random: Random;
  /** Names that loops around have bound. */
  readonly bound: readonly string[];
}

export function expression(g: Grammar, sort: Sort, depth: number): string {
  const { random } = g;
  if (random.chance(0.04)) return expression(g, random.pick(sorts), depth);
  if (random.chance(0.015)) return random.pick(['null', 'var.nothing', 'tostring(null)', '[][0]', 'tolist(null)']);
  if (sort === 'any') return expression(g, random.pick(sorts), depth);
  if (depth <= 0) return leaf(g, sort);
  const roll = random.below(100);
  if (roll < 12) return leaf(g, sort);
  if (roll < 20) return conditional(g, sort, depth);
  if (roll < 25) return `try(${expression(g, 'any', depth - 1)}, ${expression(g, sort, depth - 1)})`;
  if (roll < 28) return `(${expression(g, sort, depth - 1)})`;
  if (roll < 30) return `${random.pick(['sensitive', 'nonsensitive'])}(${expression(g, sort, depth - 1)})`;
  if (roll < 34) return selection(g, sort, depth);
  if (roll < 68) return functionCalls(g, sort, depth, expression);
  return construct(g, sort, depth);
}

function leaf(g: Grammar, sort: Sort): string {
  const { random, bound } = g;
  if (bound.length > 0 && random.chance(0.4)) return random.pick(bound);
  const named = names[sort];
  if (named && random.chance(0.35)) return random.pick(named);
  switch (sort) {
    case 'string':
    case 'number':
    case 'bool':
      return random.pick(literals[sort]);
    case 'null':
      return 'null';
    default:
      return construct(g, sort, 0);
  }
}

function conditional(g: Grammar, sort: Sort, depth: number): string {
  const other = g.random.chance(0.2) ? 'any' : sort;
  return `(${expression(g, 'bool', depth - 1)} ? ${expression(g, sort, depth - 1)} : ${expression(g, other, depth - 1)})`;
}

/** One part of a whole. */
function selection(g: Grammar, sort: Sort, depth: number): string {
  const inner = (): string => expression(g, sort, depth - 1);
  switch (g.random.below(6)) {
    case 0:
      return `[${inner()}, ${inner()}][${g.random.pick(['0', '1', '"1"', '-1', '0.5', '2'])}]`;
    case 1:
      return `{ k = ${inner()}, (${expression(g, 'string', 0)}) = ${inner()} }${g.random.pick(['.k', '["k"]', '["a"]'])}`;
    case 2:
      return `tolist([${inner()}, ${inner()}])[${g.random.pick(['0', '1', 'true', '"0"'])}]`;
    case 3:
      return `one([${inner()}])`;
    case 4:
      return `element([${inner()}, ${inner()}], ${g.random.pick(['0', '3', '-1', '1.5'])})`;
    default:
      return `lookup({ a = ${inner()} }, ${g.random.pick(['"a"', '"z"'])}, ${inner()})`;
  }
}

const arithmetic = ['+', '-', '*', '/', '%'];
const comparisons = ['<', '<=', '>', '>='];

function construct(g: Grammar, sort: Sort, depth: number): string {
  const { random } = g;
  const inner = (wanted: Sort): string => expression(g, wanted, depth - 1);
  switch (sort) {
    case 'string':
      return template(g, depth);
    case 'number':
      if (random.chance(0.15)) return `-${random.chance(0.5) ? inner('number') : `(${inner('number')})`}`;
      return `${inner('number')} ${random.pick(arithmetic)} ${inner('number')}`;
    case 'bool': {
      const kind = random.below(5);
      if (kind === 0) return `!${inner('bool')}`;
      if (kind === 1) return `${inner('bool')} ${random.pick(['&&', '||'])} ${inner('bool')}`;
      if (kind === 2) return `${inner('number')} ${random.pick(comparisons)} ${inner('number')}`;
      const same = random.pick(sorts);
      return `${inner(same)} ${random.pick(['==', '!='])} ${inner(random.chance(0.3) ? 'any' : same)}`;
    }
    case 'strings':
      return several(g, 'string', depth);
    case 'numbers':
      return several(g, 'number', depth);
    case 'list':
      return random.chance(0.35) ? loop(g, depth, false) : several(g, 'any', depth);
    case 'set':
      return `toset(${several(g, random.pick(['string', 'number', 'bool', 'list', 'object'] as const), depth)})`;
    case 'map':
      return `tomap(${object(g, random.pick(['string', 'number', 'list', 'any'] as const), depth)})`;
    case 'object':
      return random.chance(0.35) ? loop(g, depth, true) : object(g, 'any', depth);
    default:
      return 'null';
  }
}

function several(g: Grammar, sort: Sort, depth: number): string {
  const items = Array.from({ length: g.random.below(4) }, () => expression(g, sort, depth - 1));
  const whole = `[${items.join(', ')}]`;
  return g.random.chance(0.2) ? `${g.random.pick(['tolist', 'toset', 'tolist'])}(${whole})` : whole;
}

function object(g: Grammar, sort: Sort, depth: number): string {
  const { random } = g;
  const items = Array.from({ length: random.below(4) }, () => {
    const key = random.pick(['a', 'b', 'c', '"d e"', '(var.name)', '"${1 + 1}"', 'null', '5', '("é")']);
    return `${key} ${random.pick(['=', ':'])} ${expression(g, sort, depth - 1)}`;
  });
  return `{ ${items.join(', ')} }`;
}

function loop(g: Grammar, depth: number, isObject: boolean): string {
  const { random, bound } = g;
  const level = bound.length;
  const [key, value] = [`k${level}`, `v${level}`];
  const inside: Grammar = { random, bound: [...bound, key, value] };
  const collection = expression(
    g,
    random.pick(['list', 'set', 'map', 'object', 'numbers', 'strings'] as const),
    depth - 1,
  );
  const condition = random.chance(0.3) ? ` if ${expression(inside, 'bool', depth - 1)}` : '';
  const result = expression(inside, 'any', depth - 1);
  const head = `for ${key}, ${value} in ${collection} :`;
  if (!isObject) return `[${head} ${result}${condition}]`;
  const name = random.pick([`"\${${key}}"`, key, value, expression(inside, 'string', 0)]);
  return `{ ${head} ${name} => ${result}${random.chance(0.3) ? '...' : ''}${condition} }`;
}

function template(g: Grammar, depth: number): string {
  const { random } = g;
  const inner = (sort: Sort): string => expression(g, sort, depth - 1);
  switch (random.below(6)) {
    case 0:
      return `"\${${inner('any')}}"`;
    case 1:
      return `"p-\${${inner('number')}}~\${~ ${inner('string')} ~} q"`;
    case 2:
      return `"%{ if ${inner('bool')} }yes \${${inner('string')}}%{ else ~} no%{ endif }"`;
    case 3: {
      const inside: Grammar = { random, bound: [...g.bound, 'k9', 'v9'] };
      return `"%{ for k9, v9 in ${inner('list')} ~}\${k9}=\${${expression(inside, 'string', depth - 1)}};%{ endfor }"`;
    }
    default:
      return `"a\${${inner('string')}}\\t\${${inner('number')}}"`;
  }
}
