import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { md5 } from '../../../core/text/hash/md5.ts';
import { sha1 } from '../../../core/text/hash/sha1.ts';
import { sha256, sha512 } from '../../../core/text/hash/sha2.ts';

test.each(Object.entries({ md5, sha1, sha256, sha512 }))(
  "%s agrees with Node's, at every length around a block's end",
  (name, hash) => {
    for (const length of [...Array.from({ length: 300 }, (_, i) => i), 10_000]) {
      const bytes = new Uint8Array(randomBytes(length));
      expect(Buffer.from(hash(bytes)).toString('hex')).toBe(createHash(name).update(bytes).digest('hex'));
    }
  },
);
