import { expect, test } from 'vitest';
import { type Overrides, resolveConfig } from '../../../core/config/resolve.ts';
import { emptyConfig, readConfig } from '../../../core/config/schema.ts';
import { SourceText } from '../../../core/text/source.ts';
import { fakeRules } from './fake-rules.ts';

function enabled(text: string, overrides?: Overrides): string[] {
  const { config, problems } = readConfig(new SourceText('.portguard.yaml', text), fakeRules);
  expect(problems).toEqual([]);
  return resolveConfig(config, fakeRules, overrides).rules.map(({ rule, severity }) => `${rule.id} ${severity}`);
}

test('without a configuration the recommended rules run, at their own severity', () => {
  const { rules, settings, inlineSuppressions } = resolveConfig(emptyConfig, fakeRules);
  expect(rules.map(({ rule, severity }) => [rule.id, severity])).toEqual([
    ['exposure/admin-port', 'error'],
    ['tls/http-listener', 'warning'],
  ]);
  expect(settings.publicPorts.toString()).toBe('80, 443');
  expect(inlineSuppressions).toBe(true);
});

test('packs choose rules', () => {
  expect(enabled('packs: [all]')).toHaveLength(3);
  expect(enabled('packs: [tls]')).toEqual(['tls/http-listener warning']);
  expect(enabled('packs: [tls]', { packs: ['all'] })).toHaveLength(3);
});

test('a rule that is named runs; its id wins over its topic, and that over all', () => {
  expect(enabled('rules: {exposure/wide-range: info}')).toContain('exposure/wide-range info');
  expect(enabled('rules: {exposure/wide-range: {most: 5}}')).toContain('exposure/wide-range warning');
  expect(enabled('rules: {exposure/admin-port: info, exposure/*: off, "*": error}')).toEqual([
    'exposure/admin-port info',
    'tls/http-listener error',
  ]);
});

test('the caller wins over the configuration, whose options stay', () => {
  const { config } = readConfig(
    new SourceText('.portguard.yaml', 'rules: {exposure/wide-range: {severity: info, most: 5}}'),
    fakeRules,
  );
  const { rules } = resolveConfig(config, fakeRules, {
    rules: [{ pattern: 'exposure/wide-range', severity: 'error', options: {} }],
  });
  expect(rules.find(({ rule }) => rule.id === 'exposure/wide-range')).toMatchObject({
    severity: 'error',
    options: { most: 5, strict: false },
  });
  expect(enabled('', { rules: [{ pattern: '*', severity: 'off', options: {} }] })).toEqual([]);
});

test('built-in checks take a severity, but "*: off" does not hide files that cannot be read', () => {
  const levels = (text: string) =>
    resolveConfig(readConfig(new SourceText('c.yaml', text), fakeRules).config, fakeRules).builtIn;
  expect(levels('rules: {suppression/unused: off, syntax/reference: warning}')).toEqual(
    new Map([
      ['syntax/reference', 'warning'],
      ['suppression/unused', 'off'],
    ]),
  );
  expect(levels('rules: {"*": off}')?.has('syntax/yaml')).toBe(false);
});
