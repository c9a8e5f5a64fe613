/** The hashes by the names that template languages have for them. */
import { md5 } from './md5.ts';
import { sha1 } from './sha1.ts';
import { sha256, sha512 } from './sha2.ts';

export const hashes = { md5, sha1, sha256, sha512 } as const;
