/** Functions whose answer differs each time, or depends on the machine: nobody can say it beforehand. */
import { unknown } from '../data.ts';
import type { FunctionTable } from './definition.ts';

const names = `
  randAlphaNum randAlpha randNumeric randAscii randBytes randInt uuidv4 shuffle
  genPrivateKey genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey
  buildCustomCert derivePassword bcrypt htpasswd encryptAES decryptAES
  now ago date dateInZone date_in_zone dateModify date_modify mustDateModify must_date_modify htmlDate htmlDateInZone
  toDate mustToDate unixEpoch duration durationRound
  sha1sum sha512sum urlParse urlJoin
  osBase osDir osClean osExt osIsAbs
  toToml mustToToml fromToml b32enc b32dec
  durationSeconds durationMilliseconds durationMinutes durationHours durationDays mustToDuration
`;

export const unknowableFunctions: FunctionTable = Object.fromEntries(
  names
    .trim()
    .split(/\s+/)
    .map((name) => [name, () => unknown('computed', name)]),
);
