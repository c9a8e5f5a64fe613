import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { isArray, isObject, type Json, Opaque, parseJson, runJq } from '../../../../../core/dialects/ros/jq/index.ts';
import { timeOf } from '../show.ts';
import { type Case, documented, generated } from './programs.ts';

function plain(value: Json): unknown {
  if (isArray(value)) return value.map(plain);
  if (isObject(value)) return Object.fromEntries(Array.from(value, ([key, one]) => [key, plain(one)]));
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

function answered({ program, input }: Case): string {
  const outcome = runJq(program, parseJson(JSON.stringify(input)), 'all');
  if (outcome.kind === 'answers') return JSON.stringify(outcome.values.map(plain));
  return outcome.kind === 'stopped' ? `stopped: ${outcome.code} ${outcome.subject}` : outcome.kind;
}

test.each([
  ['.foo', { foo: 42 }, '[42]'],
  ['.[0].SecurityGroupIds[0]', [{ SecurityGroupIds: ['sg-1'] }], '["sg-1"]'],
  ['.[] | select(.a > 1) | .a', [{ a: 1 }, { a: 2 }], '[2]'],
  ['.parameters[] | {n: .name}', { parameters: [{ name: 'P' }, { name: 'Q' }] }, '[{"n":"P"},{"n":"Q"}]'],
  ['to_entries | map("\\(.key)=\\(.value)") | join(",")', { a: 1, b: 2 }, '["a=1,b=2"]'],
  ['.a?//1', [], '[1]'],
  ['if . then 1 end', false, '[false]'],
  ['(.[] | select(. > 2)) |= empty', [1, 3], '[[1]]'],
  ['.foo', 3, 'error'],
  ['.foo |', 3, 'error'],
  ['now', null, 'stopped: unsupported jq now/0'],
  ['$ENV', null, 'stopped: unsupported jq $ENV'],
  ['test("a(?=b)")', 'ab', 'stopped: unsupported jq match a(?=b)'],
])('%s of %j is %s', (program, input, expected) => {
  expect(answered({ program, input })).toBe(expected);
});

test('the first answer ends the program', () => {
  expect(runJq('range(1e9)', null, 'first')).toEqual({ kind: 'answers', values: [0] });
  expect(runJq('empty', null, 'first')).toEqual({ kind: 'answers', values: [] });
});

test('what is not known may be passed on, but not looked at', () => {
  const secret = new Opaque('the parameter');
  const input: Json = new Map<string, Json>([
    ['Port', 80],
    ['Cidr', secret],
  ]);
  expect(runJq('[.Port, .Cidr] | reverse | .[0]', input, 'first')).toEqual({ kind: 'answers', values: [secret] });
  expect(runJq('.Port', input, 'first')).toEqual({ kind: 'answers', values: [80] });
  expect(runJq('.Cidr + "x"', input, 'first')).toEqual({ kind: 'undecided', content: 'the parameter' });
  expect(runJq('try (.Cidr | length) catch 1', input, 'first')).toEqual({
    kind: 'undecided',
    content: 'the parameter',
  });
  expect(runJq('.Cidr // 1', input, 'first')).toEqual({ kind: 'undecided', content: 'the parameter' });
});

describe('programs without an end, and with far too much to do', () => {
  test.each([
    'def f: f; f',
    'def f: 1 + f; f',
    '[range(1e9)]',
    '[repeat(1)]',
    'last(range(1e12))',
    '[limit(1e9; repeat(.))]',
    'reduce range(1e9) as $i (0; . + 1)',
    'reduce range(40) as $i ("text"; . + .)',
    'reduce range(40) as $i ([1]; . + .)',
    '"x" * 1e9',
    'until(false; .)',
    '.[1e9] = 1',
    '[.[1e7] = 1]',
    'reduce range(100000) as $i (null; [.])',
    'reduce range(3000) as $i (null; [.]) | tojson | fromjson | flatten',
    '[range(3000)] | [combinations(3)]',
    '[range(100000)] | sort_by(-.) | sort_by(.) | map([range(10)]) | add | length',
    '("a" * 30000) | test("(a*)*b")',
    '("a" * 1000) | [match("a*?"; "g")] | length',
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    `${'.a|'.repeat(50_000)}.a`,
    `${'-'.repeat(30_000)}1`,
    `${'. // '.repeat(20_000)}.`,
    `if . then 1 ${'elif . then 1 '.repeat(20_000)}end`,
    'range(0; 1; 0)',
    'recurse(.)',
    '[recurse([.])]',
  ])('%s', (program) => {
    let kind = '';
    expect(
      timeOf(() => {
        kind = runJq(program, null, 'all').kind;
      }),
    ).toBeLessThan(5000);
    expect(['answers', 'error', 'stopped']).toContain(kind);
  });
});

const jq = spawnSync('jq', ['--version'], { encoding: 'utf8' });
const isThere = jq.status === 0 && jq.stdout.startsWith('jq-1.6');

/** What jq answers: all of them at once, one by one where one of them is no program. */
function fromJq(cases: readonly Case[]): string[] {
  const programs = cases.map(
    ({ program, input }) => `(${JSON.stringify(input)} | try {ok: [${program}\n]} catch {error: true})`,
  );
  const { stdout, status } = spawnSync('jq', ['-nc', programs.join(',\n')], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 3000,
  });
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (status === 0 && lines.length === cases.length) {
    return lines.map((line) => {
      const answer = JSON.parse(line) as { ok?: unknown[] };
      return answer.ok ? JSON.stringify(answer.ok) : 'error';
    });
  }
  if (cases.length === 1) return [status === null ? 'too long' : 'error'];
  const half = cases.length >> 1;
  return [...fromJq(cases.slice(0, half)), ...fromJq(cases.slice(half))];
}

/** Where 1.6 is wrong, and later versions are not. */
const faults: readonly ((program: string, ours: string, theirs: string) => boolean)[] = [
  // A `try`, a `?` and a `//` caught errors of what comes behind them as well.
  (program, ours) => ours === 'error' && /\?|try|\/\//.test(program),
  (program) => /try|\?/.test(program) && /-\(|first|label|limit|isempty/.test(program),
  // An error on the left of `//` was one.
  (program, _, theirs) => program.includes('//') && theirs === 'error',
  // The second of several starts of a `reduce` was lost.
  (program) => /reduce .* \(.*,.*;/.test(program),
];

describe.skipIf(!isThere)('as jq itself', () => {
  test.each([
    ['the programs of its manual', documented],
    ['made-up programs', generated(3000)],
  ])(
    '%s',
    (_, cases) => {
      // What has no end here has none there.
      const ended = cases.filter((one) => !answered(one).startsWith('stopped: '));
      expect(ended.length).toBeGreaterThan(cases.length * 0.9);
      const expected: string[] = [];
      for (let i = 0; i < ended.length; i += 100) expected.push(...fromJq(ended.slice(i, i + 100)));
      const wrong = ended.flatMap((one, i) => {
        const answer = answered(one).replaceAll('-0', '0');
        const theirs = expected[i]?.replaceAll('-0', '0');
        if (answer === theirs || faults.some((isFault) => isFault(one.program, answer, theirs ?? ''))) return [];
        return [`${one.program}  of  ${JSON.stringify(one.input)}\n     ours: ${answer}\n     jq:   ${theirs}`];
      });
      expect(wrong).toEqual([]);
    },
    60_000,
  );
});
