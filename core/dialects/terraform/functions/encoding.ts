/** Encodings of texts: base64, URLs, JSON. */
import { parseJson } from '../../../syntax/json.ts';
import { fromBase64, percentEncoded, textOfUtf8, toBase64, utf8 } from '../../../text/bytes.ts';
import { type Known, mapValue, type Value } from '../../../values/value.ts';
import { convert } from '../convert.ts';
import { type FunctionDefinition, general, mistyped, outcome, refuse, scalar, tolerant } from './definition.ts';
import { jsonText, parsedJson } from './json.ts';
import { fileOf, writtenIn } from './written.ts';

export const encodingFunctions: readonly FunctionDefinition[] = [
  scalar('base64encode', ['string'], ([text]) => toBase64(utf8(text))),
  scalar('base64decode', ['string'], ([text], at) => {
    const bytes = fromBase64(text);
    const decoded = bytes && textOfUtf8(bytes);
    return decoded === undefined ? refuse('not base64 of a UTF-8 text', at) : decoded;
  }),
  scalar('urlencode', ['string'], ([text], at) =>
    /\p{Surrogate}/u.test(text) ? refuse('not a text', at) : percentEncoded(text).replaceAll('%20', '+'),
  ),
  scalar('urldecode', ['string'], ([text], at) => urlDecoded(text) ?? refuse('not an encoded text', at)),
  general('jsondecode', 1, 1, ([value], at) =>
    mapValue(convert(value as Known, 'string'), (text) => {
      if (typeof text.value !== 'string') return mistyped(text, 'string', at);
      const file = fileOf(text);
      const decoded = parsedJson(text.value, at);
      return file ? writtenIn(decoded, parseJson(file.text).documents[0]?.root, file) : decoded;
    }),
  ),
  tolerant('jsonencode', 1, 1, ([value], at) => outcome(jsonText(value as Value, at), at)),
];

function urlDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    // A wrong escape, or bytes that are no UTF-8: there is no other way to be told.
    return undefined;
  }
}
