import { expect, test } from 'vitest';
import { readConfig } from '../../../core/config/schema.ts';
import { SourceText } from '../../../core/text/source.ts';
import { fakeRules } from './fake-rules.ts';

function read(text: string) {
  return readConfig(new SourceText('.portguard.yaml', text), fakeRules);
}

/** `line:column text` of each problem, 1-based. */
function problems(text: string): string[] {
  return read(text).problems.map(({ at, message }) => {
    const { line, column } = at.source.positionAt(at.start);
    return `${line + 1}:${column + 1} ${message.en}`;
  });
}

test('an empty file is the empty configuration', () => {
  for (const text of ['', '\n', '# nothing yet\n']) {
    expect(read(text)).toMatchObject({ problems: [], config: { rules: [], ignore: [], failOn: undefined } });
  }
});

test('a whole configuration is read', () => {
  const { config, problems } = read(`
networks:
  office: [203.0.113.0/24, 2001:db8::/32]
  bastion: 198.51.100.7
publicPorts: [80, 443, "8000/8010"]
packs: [recommended, tls]
rules:
  tls/*: error
  exposure/admin-port: off
  exposure/wide-range:
    severity: info
    most: 20
    strict: true
    minimum: 1.3
    networks: [192.168.0.0/16]
ignore: [examples/, "*.gen.yaml"]
failOn: warning
language: zh-CN
`);
  expect(problems).toEqual([]);
  expect([...config.networks].map(([name, set]) => [name, set.toCidrs()])).toEqual([
    ['office', ['203.0.113.0/24', '2001:db8::/32']],
    ['bastion', ['198.51.100.7/32']],
  ]);
  expect(config.publicPorts?.toString()).toBe('80, 443, 8000-8010');
  expect(config).toMatchObject({
    packs: ['recommended', 'tls'],
    ignore: ['examples/', '*.gen.yaml'],
    failOn: 'warning',
    language: 'zh',
    rules: [
      { pattern: 'tls/*', severity: 'error', options: {} },
      { pattern: 'exposure/admin-port', severity: 'off', options: {} },
      {
        pattern: 'exposure/wide-range',
        severity: 'info',
        options: { most: 20, strict: true, minimum: '1.3', networks: ['192.168.0.0/16'] },
      },
    ],
  });
});

test('an alias stands for its anchor', () => {
  const { config, problems } = read('networks:\n  a: &home [10.0.0.0/8]\n  b: *home\n');
  expect(problems).toEqual([]);
  expect(config.networks.get('b')?.toCidrs()).toEqual(['10.0.0.0/8']);
});

test('every mistake has its place and says what to write', () => {
  expect(problems('failon: error\n')).toEqual([
    '1:1 Unknown key "failon". Did you mean "failOn"? Known keys: networks, publicPorts, rules, ignore, failOn, language, packs, varFiles, parameters, accountGroups.',
  ]);
  expect(problems('failOn: erorr\n')).toEqual([
    '1:9 failOn must be one of: error, warning, info, never. Did you mean "error"?',
  ]);
  expect(problems('rules:\n  exposure/admin-prot: off\n')).toEqual([
    '2:3 There is no rule "exposure/admin-prot". Did you mean "exposure/admin-port"? "portguard rules" lists them all.',
  ]);
  expect(problems('rules:\n  tls/http-listener: warn\n')).toEqual([
    '2:22 rules.tls/http-listener must be one of: off, info, warning, error. Did you mean "warning"?',
  ]);
  expect(problems('rules:\n  tls/http-listener:\n')).toEqual([
    '2:3 The rule "tls/http-listener" has no setting. Write off, info, warning, error.',
  ]);
  expect(problems('rules:\n  exposure/wide-range: {mots: 3}\n')).toEqual([
    '2:25 "exposure/wide-range" has no option "mots". Did you mean "most"? It has: severity, most, strict, minimum, networks.',
  ]);
  expect(problems('rules:\n  exposure/wide-range: {most: many}\n')).toEqual([
    '2:31 The option "most" of "exposure/wide-range" must be a number, such as 100.',
  ]);
  expect(problems('packs: [recomended]\n')).toEqual([
    '1:9 There is no pack "recomended". Did you mean "recommended"? Packs: recommended, all, exposure, tls.',
  ]);
  expect(problems('publicPorts: [443, 8010/8000, 70000]\n')).toEqual([
    '1:20 "8010/8000" runs backwards. Write the lower port first.',
    '1:31 "70000" is outside of 1 to 65535. Correct it.',
  ]);
  expect(problems('networks:\n  office: [203.0.113.0/33]\n')).toEqual([
    '2:12 "203.0.113.0/33" has a prefix that is too long. Write at most /32, or /128 for IPv6.',
  ]);
  expect(problems('ignore: {a: b}\n')).toEqual(['1:9 A list of texts is expected for ignore.']);
  expect(problems('- a\n')).toEqual(['1:1 A map of keys and values is expected for the configuration.']);
  expect(problems('failOn: error\n---\nfailOn: info\n')[0]).toMatch(/^2:1 A configuration is one YAML document/);
});

test('a network that is everyone is refused: it would silence every rule that trusts it', () => {
  for (const world of ['[0.0.0.0/0]', '["::/0"]', '[0.0.0.0/1, 128.0.0.0/1]']) {
    expect(problems(`networks:\n  home: ${world}\n`)).toEqual([
      '2:3 The network "home" contains every address. List only addresses that are yours.',
    ]);
  }
});

test('what is not YAML is a problem with its place, and no exception', () => {
  const [first] = problems('rules: [\n');
  expect(first).toMatch(/^\d+:\d+ /);
  for (const text of ['\0', '{', '"', 'a: &a [*a]', '? - : -', '%%%']) expect(() => read(text)).not.toThrow();
});

test('names of JavaScript objects are no keys', () => {
  expect(problems('constructor: 1\n')[0]).toMatch(/^1:1 Unknown key "constructor"/);
  expect(problems('rules:\n  exposure/wide-range: {toString: 1}\n')[0]).toMatch(/no option "toString"/);
});
