/** Calls of Terraform's functions, all whose answer depends on their arguments only. */
import type { Grammar, Sort } from './grammar.ts';

type Parameter = Sort | readonly string[];

interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** Up to three more of this sort. */
  readonly rest?: Parameter;
}

const prefixes = ['"10.0.0.0/8"', '"192.168.1.0/24"', '"10.1.2.3/16"', '"fd00::/64"', '"2001:db8::/32"', '"10.0.0.0"'];
const patterns = [
  '"a"',
  '"[a-z]+"',
  '"(.)(.)"',
  '"(?P<first>[a-zA-Z])(?P<rest>.*)"',
  '"^$"',
  '"x*"',
  '"(a)|(b)"',
  '"\\\\d+"',
  '"(?i)HELLO"',
  '"["',
  '"\\\\bW"',
  '"\\\\p{L}"',
];
const formats = [
  '"%s"',
  '"%d"',
  '"%v"',
  '"%q"',
  '"%t"',
  '"%5.1f|%%"',
  '"%#v"',
  '"%-8s|"',
  '"%08.3f"',
  '"%+d"',
  '"%x"',
  '"%X"',
  '"%o"',
  '"%b"',
  '"%e"',
  '"%g"',
  '"%6d|"',
  '"%-6d|"',
  '"%.2s"',
  '"%[2]v %[1]v"',
  '"%G"',
  '"%#x"',
  '"%05d"',
  '"% d"',
  '"%.10g"',
  '"%.3e"',
  '"%E"',
  '"%.0f"',
  '"%"',
  '"plain"',
  '"%z"',
  '"%s %s"',
];
const small = ['0', '1', '2', '3', '-1', '4', '1.5', '8', '"2"'];
const cutsets = ['" "', '"a"', '"abc"', '""', '"é"', '"b"', '"/[ab]/"', '"/(.)/"'];

const table: Readonly<Partial<Record<Sort, readonly Signature[]>>> = {
  string: [
    { name: 'chomp', parameters: ['string'] },
    { name: 'format', parameters: [formats], rest: 'any' },
    { name: 'format', parameters: [formats, 'number'] },
    { name: 'format', parameters: [formats, 'string'] },
    { name: 'indent', parameters: [small, 'string'] },
    { name: 'join', parameters: ['string', 'strings'] },
    { name: 'join', parameters: ['string', 'strings'], rest: 'list' },
    { name: 'jsonencode', parameters: ['any'] },
    { name: 'lower', parameters: ['string'] },
    { name: 'upper', parameters: ['string'] },
    { name: 'title', parameters: ['string'] },
    { name: 'strrev', parameters: ['string'] },
    { name: 'trim', parameters: ['string', cutsets] },
    { name: 'trimprefix', parameters: ['string', cutsets] },
    { name: 'trimsuffix', parameters: ['string', cutsets] },
    { name: 'trimspace', parameters: ['string'] },
    { name: 'replace', parameters: ['string', cutsets, ['"x"', '"<$1>"', '"${1}"', '"$0$$"', '"${1}a"', 'var.name']] },
    { name: 'substr', parameters: ['string', small, small] },
    { name: 'tostring', parameters: ['any'] },
    { name: 'tostring', parameters: ['number'] },
    { name: 'base64encode', parameters: ['string'] },
    { name: 'base64decode', parameters: [['"YWI="', '"YQ"', '"/w=="', 'base64encode(var.name)']] },
    { name: 'urlencode', parameters: ['string'] },
    { name: 'cidrhost', parameters: [prefixes, small] },
    { name: 'cidrnetmask', parameters: [prefixes] },
    { name: 'cidrsubnet', parameters: [prefixes, small, small] },
    { name: 'regex', parameters: [patterns, 'string'] },
    { name: 'coalesce', parameters: ['string', 'string'], rest: 'any' },
  ],
  number: [
    { name: 'abs', parameters: ['number'] },
    { name: 'ceil', parameters: ['number'] },
    { name: 'floor', parameters: ['number'] },
    { name: 'signum', parameters: ['number'] },
    { name: 'max', parameters: ['number'], rest: 'number' },
    { name: 'min', parameters: ['number'], rest: 'number' },
    { name: 'pow', parameters: [small, ['0', '2', '-2', '5', '0.5', '"3"']] },
    { name: 'pow', parameters: ['number', ['0', '1', '2', '3', '-1', '10', '0.5']] },
    {
      name: 'log',
      parameters: [
        ['1', '2', '8', '10', '100', '0', '-1'],
        ['2', '10', '1'],
      ],
    },
    {
      name: 'parseint',
      parameters: [
        ['"ff"', '"-10"', '"101"', '"zz"', '"99999999999999999999"', '"1.5"', '"+7"'],
        ['16', '2', '10', '36', '62', '1'],
      ],
    },
    { name: 'sum', parameters: ['numbers'] },
    { name: 'length', parameters: ['any'] },
    { name: 'length', parameters: ['list'] },
    { name: 'length', parameters: ['string'] },
    { name: 'index', parameters: ['list', 'any'] },
    { name: 'index', parameters: ['numbers', 'number'] },
    { name: 'tonumber', parameters: ['any'] },
    { name: 'tonumber', parameters: ['string'] },
    { name: 'jsondecode', parameters: [['"1.50"', '"12345678901234567890.5"', '"-0"', '"1e5"']] },
  ],
  bool: [
    { name: 'alltrue', parameters: [['[true, "true"]', '[]', '[true, false]', '[null]', 'var.flags']] },
    { name: 'anytrue', parameters: [['[false, "true"]', '[]', '[null]', '[1]', 'var.flags']] },
    { name: 'can', parameters: ['any'] },
    { name: 'contains', parameters: ['strings', 'string'] },
    { name: 'contains', parameters: ['list', 'any'] },
    { name: 'endswith', parameters: ['string', cutsets] },
    { name: 'startswith', parameters: ['string', cutsets] },
    { name: 'strcontains', parameters: ['string', cutsets] },
    { name: 'tobool', parameters: ['any'] },
    { name: 'issensitive', parameters: ['any'] },
  ],
  strings: [
    { name: 'compact', parameters: ['strings'] },
    { name: 'keys', parameters: ['map'] },
    { name: 'keys', parameters: ['object'] },
    { name: 'sort', parameters: ['strings'] },
    { name: 'split', parameters: [['","', '""', '"a"', '"é"'], 'string'] },
    { name: 'formatlist', parameters: [formats], rest: 'strings' },
    { name: 'formatlist', parameters: [formats, 'list'] },
    { name: 'cidrsubnets', parameters: [prefixes], rest: small },
    { name: 'regexall', parameters: [patterns, 'string'] },
    { name: 'distinct', parameters: ['strings'] },
    { name: 'matchkeys', parameters: ['strings', 'strings', 'strings'] },
  ],
  numbers: [
    { name: 'range', parameters: [small], rest: small },
    { name: 'distinct', parameters: ['numbers'] },
    { name: 'reverse', parameters: ['numbers'] },
  ],
  list: [
    { name: 'chunklist', parameters: ['list', small] },
    { name: 'coalescelist', parameters: ['list'], rest: 'list' },
    { name: 'concat', parameters: ['list'], rest: 'list' },
    { name: 'concat', parameters: ['strings', 'numbers'] },
    { name: 'distinct', parameters: ['list'] },
    { name: 'element', parameters: ['list', small] },
    { name: 'flatten', parameters: ['list'] },
    { name: 'flatten', parameters: [['[[1], [[2, [3]]], "x"]', '[local.names, local.listed]', '[[], [null]]']] },
    { name: 'matchkeys', parameters: ['list', 'list', 'list'] },
    { name: 'one', parameters: ['list'] },
    { name: 'reverse', parameters: ['list'] },
    { name: 'setproduct', parameters: ['list', 'strings'] },
    { name: 'setproduct', parameters: ['strings', 'numbers'] },
    { name: 'slice', parameters: ['list', small, small] },
    { name: 'tolist', parameters: ['any'] },
    { name: 'tolist', parameters: ['list'] },
    { name: 'values', parameters: ['map'] },
    { name: 'values', parameters: ['object'] },
    {
      name: 'jsondecode',
      parameters: [['"[1, \\"a\\", null, {\\"b\\": [true]}]"', 'jsonencode(local.shop)', '"[1,"', '"null"']],
    },
  ],
  set: [
    { name: 'setunion', parameters: ['set'], rest: 'set' },
    { name: 'setintersection', parameters: ['strings', 'strings'] },
    { name: 'setsubtract', parameters: ['strings', 'strings'] },
    { name: 'setsubtract', parameters: ['set', 'list'] },
    { name: 'setproduct', parameters: ['set', 'strings'] },
    { name: 'toset', parameters: ['any'] },
    { name: 'toset', parameters: ['list'] },
  ],
  map: [
    { name: 'merge', parameters: ['map'], rest: 'map' },
    { name: 'tomap', parameters: ['object'] },
    { name: 'tomap', parameters: ['any'] },
    {
      name: 'transpose',
      parameters: [
        ['{ a = ["x", "y"], b = ["x"] }', '{ a = [1] }', '{}', 'var.nested', '{ a = [null] }', '{ b = local.names }'],
      ],
    },
    { name: 'zipmap', parameters: ['strings', 'numbers'] },
  ],
  object: [
    { name: 'merge', parameters: ['object'], rest: 'map' },
    { name: 'zipmap', parameters: ['strings', 'list'] },
    {
      name: 'zipmap',
      parameters: [
        ['["a", "b"]', 'local.listed'],
        ['[1, "x"]', 'local.listed', 'local.names'],
      ],
    },
    { name: 'coalesce', parameters: ['object', 'map'] },
  ],
};

export function functionCalls(
  g: Grammar,
  sort: Sort,
  depth: number,
  expression: (g: Grammar, sort: Sort, depth: number) => string,
): string {
  const { random } = g;
  const { name, parameters, rest } = random.pick(table[sort] ?? table.list ?? []);
  const argument = (parameter: Parameter): string => {
    if (typeof parameter === 'string') return expression(g, parameter, depth - 1);
    return random.chance(0.9) ? random.pick(parameter) : expression(g, 'any', 0);
  };
  const args = parameters.map(argument);
  if (rest) for (let n = random.below(4); n > 0; n--) args.push(argument(rest));
  if (random.chance(0.02)) args.pop();
  if (args.length > 0 && random.chance(0.03)) return `${name}([${args.join(', ')}]...)`;
  return `${name}(${args.join(', ')})`;
}
