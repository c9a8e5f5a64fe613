/** Texts as cty has them: in composed form. */

/** cty keeps all strings in Unicode's normalization form C. */
export function composed(text: string): string {
  return /[\u0300-\uffff]/.test(text) ? text.normalize('NFC') : text;
}
