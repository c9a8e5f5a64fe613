import { expect, test } from 'vitest';
import { redacted } from '../../cloud/redact.ts';

const secret = 'q7/Xb+Zt9"w\\k=PkR2';

test('secrets are taken out in every form in which a text may have them', () => {
  const texts = [
    `failed: ${secret}`,
    `https://host/?Secret=${encodeURIComponent(secret)}&x=1`,
    JSON.stringify({ a: secret }),
    `parse failed: {"profiles":[{"access_key_secret": ${JSON.stringify(secret)}}]}`,
  ];
  for (const text of texts) {
    const clean = redacted(text, [secret]);
    expect(clean).toContain('***');
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
      expect(clean).not.toContain(form);
  }
});

test('what looks like a secret is taken out even where nobody knows it', () => {
  const text =
    'parse config failed: {"access_key_id":"LTAI5tQqWwEeRrTtYy12","access_key_secret":"abcDEF123ghi456","sts_token":"CAISxyz","region_id":"cn-hangzhou"} Authorization: Bearer eyJhbGciOi.J9';
  expect(redacted(text)).toBe(
    'parse config failed: {"access_key_id":"***","access_key_secret":***,"sts_token":***,"region_id":"cn-hangzhou"} Authorization: ***',
  );
});

test('a secret that contains another is taken out whole, and short words stay', () => {
  expect(redacted('abcdefgh and abcdef and abc', ['abcdef', 'abcdefgh', 'abc'])).toBe('*** and *** and abc');
});
