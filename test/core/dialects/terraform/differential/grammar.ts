/**
 * Expressions by chance, the same for the same seed: every operator and construct of the language and every function
 * that answers the same each time, mostly of fitting types and sometimes not.
 */

/** What `var` and `local` hold in the expressions. */
export const context = `
variable "text" {
  default = "10.0.0.0/8"
}
variable "flag" {
  default = true
}
variable "number" {
  default = 22
}
variable "list" {
  default = ["web", "db", "cache"]
}
variable "numbers" {
  type    = list(number)
  default = [22, 80, 443]
}
variable "set" {
  type    = set(string)
  default = ["b", "a"]
}
variable "map" {
  type    = map(string)
  default = { a = "x", b = "y" }
}
variable "object" {
  default = { port = 22, cidr = "10.0.0.0/8", tags = ["ssh", "admin"] }
}
variable "rules" {
  default = [{ port = 22, cidr = "10.0.0.0/8" }, { port = 80, cidr = "0.0.0.0/0" }]
}
variable "nothing" {
  default = null
}
variable "empty" {
  type    = list(string)
  default = []
}
locals {
  sum = var.number + 1
}
`;

type Kind = 'string' | 'number' | 'bool' | 'list' | 'numbers' | 'map' | 'objects' | 'any';

export function expressions(seed: number, count: number): string[] {
  const random = generator(seed);
  return Array.from({ length: count }, () =>
    anyOf(random, ['string', 'number', 'bool', 'list', 'numbers', 'map', 'any'], 3),
  );
}

type Random = (below: number) => number;

/** mulberry32 */
function generator(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random(items.length)] as T;
}

function anyOf(random: Random, kinds: readonly Kind[], depth: number): string {
  return make(random, pick(random, kinds), depth);
}

const leaves: Readonly<Record<Exclude<Kind, 'any'>, readonly string[]>> = {
  string: [
    '"a"',
    '""',
    '"10.0.0.0/16"',
    '"a-b-c"',
    '"Hello World"',
    '"é ü 你"',
    '"5"',
    '"true"',
    '" x "',
    'var.text',
    'var.list[0]',
    'var.map.a',
    'var.object.cidr',
    '"fd00::/48"',
    '"a,b,,c"',
    '"2020-02-29T23:59:59Z"',
    '"x\\ny"',
  ],
  number: [
    '0',
    '1',
    '2',
    '7',
    '-3',
    '1.5',
    '0.1',
    '1e3',
    '10',
    '255',
    'var.number',
    'local.sum',
    'var.numbers[1]',
    'length(var.list)',
    '9007199254740993',
    '"4"',
  ],
  bool: ['true', 'false', 'var.flag', '"true"', 'var.nothing == null'],
  list: [
    '[]',
    '["a"]',
    '["b", "a", "b"]',
    'var.list',
    'var.set',
    'var.empty',
    'var.object.tags',
    '["", null, "x"]',
    'tolist(["q", "r"])',
    '[1, "a", true]',
    'keys(var.map)',
  ],
  numbers: ['[]', '[1, 2, 3]', 'var.numbers', '[3, 1, 2, 1]', '[0.5, 1.5]', 'var.rules[*].port', 'range(4)'],
  map: [
    '{}',
    '{ a = 1, b = 2 }',
    'var.map',
    'var.object',
    '{ "k y" = "v", z = null }',
    'tomap({ p = "q" })',
    '{ 1 = "one" }',
    '{ a = [1], b = ["x"] }',
  ],
  objects: ['[]', 'var.rules', '[{ port = 1, cidr = "a" }]'],
};

function make(random: Random, wanted: Kind, depth: number): string {
  // One in so many is of another kind: refusals must agree, too.
  const kind = random(25) === 0 ? pick(random, ['string', 'number', 'bool', 'list', 'map', 'any'] as const) : wanted;
  if (kind === 'any') {
    if (random(8) === 0) return pick(random, ['null', 'var.nothing', 'var.missing', 'local.missing', '{}', '[]']);
    return anyOf(random, ['string', 'number', 'bool', 'list', 'numbers', 'map', 'objects'], depth);
  }
  if (depth <= 0 || random(5) === 0) return pick(random, leaves[kind]);
  const sub = (inner: Kind): string => make(random, inner, depth - 1);
  return pick(random, makers[kind])(sub, random);
}

type Sub = (kind: Kind) => string;
type Maker = (sub: Sub, random: Random) => string;

/** Makers of any kind by kind-preserving constructs. */
const around = (kind: Kind): readonly Maker[] => [
  (sub) => `(${sub('bool')} ? ${sub(kind)} : ${sub(kind)})`,
  (sub) => `try(${sub(kind)}, ${sub(kind)})`,
  (sub) => `(${sub(kind)})`,
  (sub) => `[${sub(kind)}, ${sub(kind)}][${sub('number')}]`,
  (sub) => `{ k = ${sub(kind)} }.k`,
  (sub) => `element([${sub(kind)}], ${sub('number')})`,
  (sub) => `coalesce(null, ${sub(kind)})`,
  (sub) => `lookup({ k = ${sub(kind)} }, ${sub('string')}, ${sub(kind)})`,
  (sub) => `one([${sub(kind)}])`,
  (sub) => `jsondecode(jsonencode(${sub(kind)}))`,
];

const call =
  (name: string, ...kinds: readonly Kind[]): Maker =>
  (sub) =>
    `${name}(${kinds.map(sub).join(', ')})`;

/** A call with some arguments as they are written. */
const written =
  (text: string, ...kinds: readonly Kind[]): Maker =>
  (sub) => {
    let i = 0;
    return text.replace(/\?/g, () => sub(kinds[i++] ?? 'any'));
  };

const makers: Readonly<Record<Exclude<Kind, 'any'>, readonly Maker[]>> = {
  string: [
    ...around('string'),
    (sub) => `"p-\${${sub('string')}}-\${${sub('number')}}"`,
    (sub) => `"\${${sub('any')}}"`,
    (sub) => `"%{if ${sub('bool')}}yes\${${sub('string')}}%{else}no%{endif}"`,
    (sub) => `"%{for x in ${sub('list')}}<\${x}>%{endfor}"`,
    (sub) => `"%{for k, v in ${sub('map')}~} \${k} %{endfor~} x"`,
    ...[
      'lower',
      'upper',
      'title',
      'trimspace',
      'chomp',
      'strrev',
      'md5',
      'sha1',
      'sha256',
      'sha512',
      'base64encode',
      'urlencode',
      'tostring',
      'base64sha256',
      'basename',
      'dirname',
    ].map((name) => call(name, 'string')),
    call('join', 'string', 'list'),
    call('join', 'string', 'numbers'),
    call('substr', 'string', 'number', 'number'),
    call('replace', 'string', 'string', 'string'),
    written('replace(?, "/[a-c]+/", "<$0>")', 'string'),
    written('replace(?, "/(.)-(.)/", "$2$1")', 'string'),
    call('trim', 'string', 'string'),
    call('trimprefix', 'string', 'string'),
    call('trimsuffix', 'string', 'string'),
    written('format("%s|%5s|%-4d|%05.1f|%v", ?, ?, ?, ?, ?)', 'string', 'string', 'number', 'number', 'any'),
    written('format("%q %x %t", ?, ?, ?)', 'string', 'number', 'bool'),
    call('jsonencode', 'any'),
    call('yamlencode', 'any'),
    call('tostring', 'any'),
    call('indent', 'number', 'string'),
    written('cidrsubnet(?, ?, ?)', 'string', 'number', 'number'),
    written('cidrsubnet("10.0.0.0/16", ?, ?)', 'number', 'number'),
    written('cidrhost("10.0.0.0/24", ?)', 'number'),
    written('cidrnetmask(?)', 'string'),
    written('regex("[a-z]+", ?)', 'string'),
    written('split(?, ?)[0]', 'string', 'string'),
    written('formatdate("YYYY-MM-DD hh:mm", ?)', 'string'),
    written('timeadd(?, "36h")', 'string'),
    written('uuidv5("dns", ?)', 'string'),
    written('textencodebase64(?, "UTF-16LE")', 'string'),
    written('templatestring(var.text, ?)', 'map'),
    call('coalesce', 'string', 'string'),
  ],
  number: [
    ...around('number'),
    ...['+', '-', '*', '/', '%'].map(
      (operator): Maker =>
        (sub) =>
          `(${sub('number')} ${operator} ${sub('number')})`,
    ),
    (sub) => `-${sub('number')}`,
    ...['abs', 'ceil', 'floor', 'tonumber'].map((name) => call(name, 'number')),
    call('max', 'number', 'number'),
    call('min', 'number', 'number', 'number'),
    written('max(?...)', 'numbers'),
    call('sum', 'numbers'),
    // Other powers are counted in doubles, whose last digit is the machine's.
    (sub, random) => `pow(${sub('number')}, ${pick(random, ['0', '1', '2', '3', '-1', '0.5'])})`,
    call('length', 'any'),
    call('length', 'string'),
    call('length', 'list'),
    call('index', 'list', 'string'),
    written('parseint(?, ?)', 'string', 'number'),
    written('timecmp(?, "2020-01-01T00:00:00Z")', 'string'),
    (sub) => `${sub('numbers')}[${sub('number')}]`,
    (sub) => `tonumber(${sub('string')})`,
  ],
  bool: [
    ...around('bool'),
    ...['==', '!='].map(
      (operator): Maker =>
        (sub) =>
          `(${sub('any')} ${operator} ${sub('any')})`,
    ),
    ...['==', '<', '<=', '>', '>='].map(
      (operator): Maker =>
        (sub) =>
          `(${sub('number')} ${operator} ${sub('number')})`,
    ),
    (sub) => `(${sub('string')} == ${sub('string')})`,
    (sub) => `(${sub('bool')} && ${sub('bool')})`,
    (sub) => `(${sub('bool')} || ${sub('bool')})`,
    (sub) => `!${sub('bool')}`,
    call('contains', 'list', 'string'),
    call('contains', 'numbers', 'number'),
    call('startswith', 'string', 'string'),
    call('endswith', 'string', 'string'),
    call('strcontains', 'string', 'string'),
    written('alltrue([?, ?])', 'bool', 'bool'),
    written('anytrue([?, ?])', 'bool', 'bool'),
    call('can', 'any'),
    call('tobool', 'any'),
    written('(? == [])', 'list'),
    written('(tolist(?) == tolist(?))', 'list', 'list'),
    written('(toset(?) == toset(?))', 'list', 'list'),
  ],
  list: [
    ...around('list'),
    (sub) => `[${sub('string')}, ${sub('string')}]`,
    (sub) => `[for x in ${sub('list')} : "\${x}!"]`,
    (sub) => `[for i, x in ${sub('list')} : "\${i}=\${x}" if x != ${sub('string')}]`,
    (sub) => `[for k, v in ${sub('map')} : k]`,
    (sub) => `${sub('objects')}[*].cidr`,
    (sub) => `${sub('objects')}.*.cidr`,
    (sub) => `${sub('any')}[*]`,
    call('concat', 'list', 'list'),
    call('concat', 'list', 'numbers'),
    ...['distinct', 'reverse', 'sort', 'compact', 'flatten', 'tolist', 'toset'].map((name) => call(name, 'list')),
    written('flatten([?, [?]])', 'list', 'list'),
    call('split', 'string', 'string'),
    call('keys', 'map'),
    call('values', 'map'),
    call('slice', 'list', 'number', 'number'),
    call('chunklist', 'list', 'number'),
    call('setunion', 'list', 'list'),
    call('setintersection', 'list', 'list'),
    call('setsubtract', 'list', 'list'),
    call('setproduct', 'list', 'list'),
    call('coalescelist', 'list', 'list'),
    call('matchkeys', 'list', 'list', 'list'),
    written('formatlist("%s-%d", ?, ?)', 'list', 'numbers'),
    written('regexall("[a-z]", ?)', 'string'),
    written('cidrsubnets("10.0.0.0/8", ?, ?)', 'number', 'number'),
  ],
  numbers: [
    ...around('numbers'),
    (sub) => `[${sub('number')}, ${sub('number')}]`,
    (sub) => `[for x in ${sub('numbers')} : x * 2 if x > ${sub('number')}]`,
    (sub) => `[for r in ${sub('objects')} : r.port]`,
    call('range', 'number'),
    call('range', 'number', 'number'),
    call('range', 'number', 'number', 'number'),
    ...['distinct', 'reverse', 'tolist', 'toset'].map((name) => call(name, 'numbers')),
    call('concat', 'numbers', 'numbers'),
  ],
  map: [
    ...around('map'),
    (sub) => `{ a = ${sub('any')}, (${sub('string')}) = ${sub('any')} }`,
    (sub) => `{ for k, v in ${sub('map')} : upper(k) => v }`,
    (sub) => `{ for i, x in ${sub('list')} : x => i... }`,
    (sub) => `{ for i, x in ${sub('list')} : x => i }`,
    (sub) => `{ for x in ${sub('numbers')} : "k\${x}" => x if x != ${sub('number')} }`,
    call('merge', 'map', 'map'),
    call('zipmap', 'list', 'numbers'),
    call('tomap', 'map'),
    written('transpose({ a = ?, b = ["x"] })', 'list'),
    written('yamldecode(yamlencode(?))', 'map'),
    written('merge([?, ?]...)', 'map', 'map'),
    written('{ for k, v in ? : k => v if v != null }', 'map'),
  ],
  objects: [
    ...around('objects'),
    (sub) => `[for r in ${sub('objects')} : merge(r, { x = ${sub('any')} })]`,
    (sub) => `[{ port = ${sub('number')}, cidr = ${sub('string')} }]`,
  ],
};
