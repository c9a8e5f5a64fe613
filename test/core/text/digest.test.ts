import { expect, test } from 'vitest';
import { digest } from '../../../core/text/digest.ts';

test('a digest is 16 hexadecimal digits, and never changes: baselines hold it', () => {
  expect(digest('')).toBe('811c9dc51b873593');
  expect(digest('exposure/admin-port')).toMatch(/^[0-9a-f]{16}$/);
  expect(digest('exposure/admin-port')).toBe(digest('exposure/admin-port'));
});

test('texts that are nearly alike have different digests', () => {
  const texts = Array.from(
    { length: 50_000 },
    (_, i) => `rule\0modules/m${i % 97}/main.tf\0cidr_ip = "10.${i}.0.0/16"`,
  );
  expect(new Set(texts.map(digest)).size).toBe(new Set(texts).size);
});
