/** Grapheme clusters: what a reader takes for one character, in which Terraform counts. */

let segmenter: Intl.Segmenter | undefined;

/** Only next to one of these is a cluster longer than a code point: marks, joiners, flags, emoji, Hangul, CR. */
const joining =
  /[\r\p{M}\p{Cf}\p{RI}\p{Emoji_Modifier}\p{Extended_Pictographic}\u0d4e\u1100-\u11ff\ua960-\ua97c\uac00-\ud7fb\u{11000}-\u{11fff}]/u;

/** JavaScript's segmentation takes some 40 µs a character; longer texts of such characters are taken by code points. */
const maxSegmented = 10_000;

export function graphemes(text: string): string[] {
  if (!joining.test(text) || text.length > maxSegmented) return [...text];
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
