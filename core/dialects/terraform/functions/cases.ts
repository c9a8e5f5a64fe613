/** Upper and lower case and white space as Go knows them: one character for one, without regard to its neighbours. */

/** A letter whose other case is several letters (`ß`) has none for Go. */
function mapped(text: string, map: (character: string) => string): string {
  if (isAscii(text)) return map(text);
  return Array.from(text, (character) => {
    const made = map(character);
    return [...made].length === 1 ? made : character;
  }).join('');
}

function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}

export function upperCase(text: string): string {
  return mapped(text, (character) => character.toUpperCase());
}

export function lowerCase(text: string): string {
  // The one capital letter whose small one is two characters for JavaScript and one for Go.
  return mapped(text.replace(/\u0130/g, 'i'), (character) => character.toLowerCase());
}

const space = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const punctuation = /[!-/:-@[-^`{-~]/;

/** The first character of every word in upper case: words begin behind ASCII punctuation and white space. */
export function titleCase(text: string): string {
  let result = '';
  let start = true;
  for (const character of text) {
    result += start ? upperCase(character) : character;
    start = space.test(character) || punctuation.test(character) || character < ' ' || character === '\u007f';
  }
  return result;
}

export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && space.test(text[start] as string)) start++;
  while (end > start && space.test(text[end - 1] as string)) end--;
  return text.slice(start, end);
}
