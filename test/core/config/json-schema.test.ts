import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { configJsonSchema } from '../../../core/config/json-schema.ts';
import { readConfig } from '../../../core/config/schema.ts';
import { configTemplate } from '../../../core/config/template.ts';
import { rules } from '../../../core/rules/index.ts';
import { SourceText } from '../../../core/text/source.ts';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(configJsonSchema(rules, 'en'));

/** What the schema complains about; the reader's own answer must agree. */
function complaints(yaml: string): string[] {
  validate(parse(yaml));
  const found = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const { problems } = readConfig(new SourceText('.portguard.yaml', yaml), rules);
  expect(problems.length > 0, JSON.stringify(problems)).toBe(found.length > 0);
  return found;
}

test.each(['README.md', 'README.zh-CN.md'])('the configuration in %s is valid', (file) => {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/```yaml\n(networks:[\s\S]*?)```/g)];
  expect(blocks).toHaveLength(1);
  expect(complaints(blocks[0]?.[1] ?? '')).toEqual([]);
});

test("the examples' configuration, both templates and an empty file are valid", () => {
  const texts = [readFileSync('examples/.portguard.yaml', 'utf8'), configTemplate.en, configTemplate.zh, '# nothing\n'];
  for (const text of texts) expect(complaints(text), text).toEqual([]);
});

test('the ways to write a thing that the reader takes are valid', () => {
  const yaml = `
networks: { office: 203.0.113.0/24, vpn: [10.0.0.1-10.0.0.9] }
publicPorts: 443
packs: all
failOn: never
language: zh-CN
ignore:
varFiles: env/prod.tfvars
rules:
  '*': info
  tls/*: { severity: error }
  tls/weak-policy: { minimum: 1.2, strict: true }
  syntax/limit: off
`;
  expect(complaints(yaml)).toEqual([]);
});

test.each([
  ['an unknown key', 'publicPort: [80]'],
  ['an unknown rule', 'rules: { exposure/admin-ports: error }'],
  ['a level that does not exist', 'rules: { tls/*: fatal }'],
  ['an option of another rule', 'rules: { exposure/wide-range: { minimum: 3 } }'],
  ['an option of the wrong type', 'rules: { exposure/wide-range: { ports: many } }'],
  ['a pack that does not exist', 'packs: [recommend]'],
  ['a language that is not spoken', 'language: fr'],
  ['a list where a map belongs', 'networks: [203.0.113.0/24]'],
])('%s is not valid', (_what, yaml) => {
  expect(complaints(yaml)).not.toEqual([]);
});

test('every rule and every option has its entry, with the default of the rule', () => {
  const schema = JSON.stringify(configJsonSchema(rules, 'zh'));
  for (const { id, title, options = {} } of rules) {
    expect(schema).toContain(`${JSON.stringify(id)}:{"description":${JSON.stringify(title.zh)}`);
    for (const name of Object.keys(options)) expect(schema).toContain(`${JSON.stringify(name)}:{"type"`);
  }
});
