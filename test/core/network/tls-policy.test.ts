import { expect, test } from 'vitest';
import {
  compareTls,
  DEFAULT_TLS_POLICY,
  minimumVersion,
  oldestVersion,
  parseTlsVersion,
  parseTlsVersions,
  RECOMMENDED_TLS_POLICY,
  TLS_POLICIES,
  tlsPolicy,
} from '../../../core/network/tls-policy.ts';

test.each([
  ['tls_cipher_policy_1_0', '1.0', true, 'weak'],
  ['tls_cipher_policy_1_1', '1.1', true, 'weak'],
  ['tls_cipher_policy_1_2', '1.2', true, 'acceptable'],
  ['tls_cipher_policy_1_2_strict', '1.2', false, 'good'],
  ['tls_cipher_policy_1_2_strict_with_1_3', '1.2', false, 'best'],
  ['HTTPS2_TLS1_0', '1.0', undefined, 'weak'],
  ['HTTPS1_1_TLS1_0', '1.0', undefined, 'weak'],
  ['HTTPS2_TLS1_2', '1.2', undefined, 'acceptable'],
])('%s accepts TLS %s and above', (name, minimum, weakSuites, verdict) => {
  expect(tlsPolicy(name)).toMatchObject({ minimum, weakSuites, verdict });
  expect(minimumVersion(name.toUpperCase())).toBe(minimum);
});

test('custom and unknown policies are unknown, not weak', () => {
  expect(['tls-bp1abc', 'sp-abc', 'tls_cipher_policy_1_4', '', 'none'].map(minimumVersion)).toEqual(
    Array(5).fill(undefined),
  );
});

test('the default is weak and the recommended policy is the best', () => {
  expect(tlsPolicy(DEFAULT_TLS_POLICY)?.verdict).toBe('weak');
  expect(tlsPolicy(RECOMMENDED_TLS_POLICY)?.verdict).toBe('best');
});

test('the verdict follows from versions and suites', () => {
  for (const policy of TLS_POLICIES) {
    expect(policy.minimum).toBe(oldestVersion(policy.versions));
    expect(policy.verdict === 'weak').toBe(compareTls(policy.minimum, '1.2') < 0);
    expect(policy.verdict === 'best').toBe(policy.versions.includes('1.3') && policy.weakSuites === false);
  }
});

test.each([
  ['TLSv1.2', '1.2'],
  ['tls1.2', '1.2'],
  ['TLS1_2', '1.2'],
  ['TLSV1_2', '1.2'],
  ['TLS 1.2', '1.2'],
  ['TLS_1_2', '1.2'],
  ['tls12', '1.2'],
  ['1.2', '1.2'],
  ['TLSv1', '1.0'],
  ['tlsv1', '1.0'],
  ['tls10', '1.0'],
  ['TLSv1.0', '1.0'],
  ['tlsv1.1', '1.1'],
  ['TLSv1.3', '1.3'],
  ['SSLv3', 'ssl3'],
  ['SSLv2', 'ssl2'],
])('%j is version %s', (text, version) => {
  expect(parseTlsVersion(text)).toBe(version);
});

test.each(['', '1', '12', 'TLS', 'TLS_AUTO', 'TLSv2', 'TLSv1.4', 'TLSv1.22', 'DTLSv1.2', 'xtls1.2', 'on'])(
  '%j is no version',
  (text) => {
    expect(parseTlsVersion(text)).toBeUndefined();
  },
);

test('versions are ordered by age', () => {
  expect(compareTls('1.0', '1.2')).toBeLessThan(0);
  expect(compareTls('1.3', '1.2')).toBeGreaterThan(0);
  expect(compareTls('ssl3', '1.0')).toBeLessThan(0);
  expect(compareTls('1.2', '1.2')).toBe(0);
  expect(oldestVersion(['1.3', '1.0', '1.2'])).toBe('1.0');
  expect(oldestVersion([])).toBeUndefined();
});

test('a list of versions, as nginx writes it', () => {
  expect(parseTlsVersions('TLSv1.3 TLSv1.2')).toEqual({ versions: ['1.2', '1.3'], unknown: [] });
  expect(parseTlsVersions('TLSv1, SSLv3 nonsense')).toEqual({ versions: ['ssl3', '1.0'], unknown: ['nonsense'] });
});
