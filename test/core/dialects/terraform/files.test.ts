/** Functions that read the workspace: where their values stand, what lies outside, and what would take too long. */
import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto';
import { expect, test } from 'vitest';
import { alone } from '../../../../core/dialects/surroundings.ts';
import { openConsole } from '../../../../core/dialects/terraform/console.ts';
import { SourceText } from '../../../../core/text/source.ts';
import { answerOf } from '../../../../core/values/answer.ts';
import type { Value } from '../../../../core/values/value.ts';
import { filesOf } from '../workspace.ts';

/** Evaluates in the module of the folder `live`. */
function evaluator(texts: Readonly<Record<string, string>>): (expression: string) => Value {
  const files = filesOf({ 'live/main.tf': '', ...texts });
  const { evaluate } = openConsole(files.in('live'), files.surroundings);
  return (expression) => {
    const value = evaluate(expression);
    if ('syntax' in value) throw new Error(value.syntax.en);
    return value;
  };
}

/** A value in short: JSON, or `?` and why it is not known. */
function short(value: Value): string {
  const answer = answerOf(value);
  if (answer.kind === 'value') return answer.json;
  return value.kind === 'unknown' ? `?${value.reason.code} ${value.reason.subject}` : answer.kind;
}

/** File and characters where a value is written. */
function written(value: Value): string | undefined {
  const place = value.kind === 'known' ? value.definedAt : undefined;
  return place && `${place.source.path}: ${place.source.text.slice(place.start, place.end)}`;
}

test('what a YAML, JSON or CSV file says stands in that file', () => {
  const evaluate = evaluator({
    'live/a.yaml': 'rules:\n  - {port: 22, cidr: 0.0.0.0/0}\nbase: &b {x: 1}\nmore: *b\n',
    'live/a.json': '{"cidrs": ["10.0.0.0/8", "0.0.0.0/0"]}',
    'live/a.tpl': '{"port": 22}',
    'live/a.csv': 'port,cidr\n22,"0.0.0.0/0"\n',
  });
  expect(written(evaluate('yamldecode(file("a.yaml")).rules[0].cidr'))).toBe('live/a.yaml: 0.0.0.0/0');
  expect(written(evaluate('yamldecode(file("a.yaml")).more.x'))).toBe('live/a.yaml: 1');
  expect(written(evaluate('jsondecode(file("a.json")).cidrs[1]'))).toBe('live/a.json: "0.0.0.0/0"');
  expect(written(evaluate('jsondecode(file("a.tpl")).port'))).toBe('live/a.tpl: 22');
  expect(written(evaluate('csvdecode(file("a.csv"))[0].cidr'))).toBe('live/a.csv: "0.0.0.0/0"');
  expect(written(evaluate('file("a.tpl")'))).toBe('live/a.tpl: {"port": 22}');
});

test('the value of a template is used at the call and written in its file', () => {
  const evaluate = evaluator({ 'live/port.tpl': '${22}', 'live/text.tpl': 'open ${port}' });
  const port = evaluate('templatefile("port.tpl", {})');
  expect([short(port), written(port), port.at.source.path]).toEqual(['22', 'live/port.tpl: ${22}', 'console']);
  const text = evaluate('templatefile("text.tpl", { port = 22 })');
  expect([short(text), written(text)]).toEqual(['"open 22"', 'live/text.tpl: open ${port}']);
});

test('several possible values of a variable make several texts', () => {
  const evaluate = evaluator({
    'live/main.tf': 'variable "open" { type = bool }\nvariable "name" {}\n',
    'live/t.tpl': '%{ if open }0.0.0.0/0%{ else }10.0.0.0/8%{ endif }',
    'live/n.tpl': 'name: ${name}',
  });
  expect(answerOf(evaluate('templatefile("t.tpl", { open = var.open })'))).toMatchObject({
    kind: 'possible',
    json: ['"0.0.0.0/0"', '"10.0.0.0/8"'],
  });
  expect(short(evaluate('templatefile("n.tpl", { name = var.name })'))).toBe('?no-default var.name');
});

test('paths count from the root module; what lies outside of the workspace is not known', () => {
  const evaluate = evaluator({ 'live/a.txt': 'a', 'shared/b.txt': 'b' });
  expect(short(evaluate('file("../shared/b.txt")'))).toBe('"b"');
  expect(short(evaluate('fileset("../shared", "*.txt")'))).toBe('["b.txt"]');
  expect(short(evaluate('fileset(".", "../shared/*.txt")'))).toBe('["../shared/b.txt"]');
  expect(short(evaluate('file("../shared/c.txt")'))).toBe('?invalid ../shared/c.txt is no file');
  expect(short(evaluate('file("../../b.txt")'))).toBe('?external ../../b.txt');
  expect(short(evaluate('fileexists("/etc/passwd")'))).toBe('?external /etc/passwd');
  expect(short(evaluate('fileset("/etc", "*")'))).toBe('?external /etc');
  expect(short(evaluate('file("~/.ssh/id_rsa.pub")'))).toBe('?external ~/.ssh/id_rsa.pub');
  expect(short(evaluate('pathexpand("~/x")'))).toBe('?external ~');
  expect(short(evaluate('abspath("x")'))).toBe('?external path.cwd');
  expect(short(evaluate('fileexists("a.txt")'))).toBe('true');
});

test('without a workspace no file is known, and none is missing', () => {
  const { evaluate } = openConsole([new SourceText('main.tf', '')], alone);
  for (const call of ['file("a")', 'fileexists("a")', 'fileset(".", "*")', 'templatefile("a", {})', 'filemd5("a")']) {
    expect(evaluate(call), call).toMatchObject({ kind: 'unknown', reason: { code: 'external' } });
  }
});

test('urldecode, which OpenTofu has', () => {
  const evaluate = evaluator({});
  expect(short(evaluate('urldecode("foo%3Abar%40localhost%3Ffoo%3Dbar%26bar%3Dbaz")'))).toBe(
    '"foo:bar@localhost?foo=bar&bar=baz"',
  );
  expect(short(evaluate('urldecode("hello%20%E4%B8%96%E7%95%8C+x")'))).toBe('"hello 世界 x"');
  expect(short(evaluate('urldecode("foo%2 bar")'))).toMatch(/^\?invalid/);
  expect(short(evaluate('urldecode("%e4")'))).toMatch(/^\?invalid/);
});

test('rsadecrypt reads keys of PKCS #1 and PKCS #8', () => {
  const evaluate = evaluator({});
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const cipher = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from('sécret'));
  const decrypted = (text: string, key: string): string =>
    short(evaluate(`rsadecrypt(${JSON.stringify(text)}, ${JSON.stringify(key)})`));
  for (const type of ['pkcs1', 'pkcs8'] as const) {
    const pem = privateKey.export({ type, format: 'pem' }).toString();
    expect(decrypted(cipher.toString('base64'), pem)).toBe('"sécret"');
    expect(decrypted('aGk=', pem)).toMatch(/^\?invalid/);
    expect(decrypted('!', pem)).toMatch(/^\?invalid/);
  }
  expect(decrypted('aGk=', 'no key')).toMatch(/^\?invalid/);
  expect(decrypted('aGk=', '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n')).toMatch(
    /^\?unsupported/,
  );
});

test('aliases that multiply, texts that are long and patterns that backtrack end early', () => {
  const level = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(of).join()}]\n`;
  const bomb = level('a', 'x') + 'bcdefghi'.replace(/./g, (name, i: number) => level(name, `*${'abcdefgh'[i]}`));
  const evaluate = evaluator({
    'live/bomb.yaml': bomb,
    'live/long.csv': 'a\n'.repeat(400_000),
    'live/long.txt': 'x'.repeat(1_100_000),
    [`live/${'a'.repeat(200)}`]: '',
  });
  const start = performance.now();
  expect(short(evaluate('yamldecode(file("bomb.yaml"))'))).toMatch(/^\?(?:limit|invalid)/);
  expect(short(evaluate('csvdecode(file("long.csv"))'))).toBe('?limit CSV');
  expect(short(evaluate('file("long.txt")'))).toBe('?limit long.txt');
  expect(short(evaluate('fileset(".", "*a*a*a*a*a*a*a*a*a*a*b")'))).toBe('?limit fileset');
  expect(short(evaluate('join("", [for i in range(1000) : filesha512("long.txt")])'))).toBe('?limit evaluation');
  expect(performance.now() - start).toBeLessThan(5000);
});
