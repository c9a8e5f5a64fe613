import { expect, test } from 'vitest';
import { SourceText } from '../../../core/text/source.ts';

/** `at` holds, for each offset of the inner text and its end, the offset in the host. */
function hostSlice(host: string, inner: string, at: readonly number[], word: string): string {
  const source = new SourceText('a', host);
  const embedded = new SourceText('a', inner, { source, toHost: (offset) => at[offset] ?? host.length });
  const start = inner.indexOf(word);
  const place = embedded.outermost({ start, end: start + word.length });
  expect(place.source).toBe(source);
  return host.slice(place.start, place.end);
}

test('a character that is an escape in the host is taken whole', () => {
  // x = "1" inside of a JSON string.
  const host = String.raw`{"a": "x = \"1\" "}`;
  expect(hostSlice(host, 'x = "1" ', [7, 8, 9, 10, 11, 13, 14, 16, 17], '"1"')).toBe(String.raw`\"1\"`);
});

test('a span that ends with its line does not reach into the next line of the host', () => {
  for (const end of ['\n', '\r\n']) {
    const host = `a: |\n  x${end}  y\n`;
    expect(hostSlice(host, 'x\ny\n', [7, 8, 10 + end.length, 11 + end.length], 'x')).toBe('x');
    expect(hostSlice(host, 'xy', [7, 10 + end.length], 'x')).toBe('x');
  }
});

test('an empty span stays empty', () => {
  const source = new SourceText('a', 'abc');
  const embedded = new SourceText('a', 'bc', { source, toHost: (offset) => offset + 1 });
  expect(embedded.outermost({ start: 1, end: 1 })).toEqual({ source, start: 2, end: 2 });
});
