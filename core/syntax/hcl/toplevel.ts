/**
 * The lines that can be trusted in a broken file: a Terraform top-level block's header in column 1. It ends whatever
 * is still open, so one forgotten bracket costs its own block and no other.
 */
const ANY_HEADER =
  /(?:resource|data|variable|output|locals|module|provider|terraform|moved|import|removed|check|ephemeral)[ \t]*(?:"[^"\n]*"[ \t]*)*\{/y;
const EXACT_HEADER =
  /(?:(?:resource|data|ephemeral)[ \t]*"[^"\n]*"[ \t]*"[^"\n]*"|(?:variable|output|module|provider|check)[ \t]*"[^"\n]*"|locals|terraform|moved|import|removed)[ \t]*\{/y;

/** Whether a header of any form starts here. Inside of brackets no valid text has one. */
export function startsTopLevelBlock(text: string, at: number): boolean {
  return matches(ANY_HEADER, text, at);
}

/**
 * Whether a header with the right number of labels starts here. Inside of a block a text could have that in column 1,
 * if nobody indented it and a nested block has the name and labels of a top-level one; Terraform knows one case, `data`
 * in `check`.
 */
export function startsExactTopLevelBlock(text: string, at: number): boolean {
  return matches(EXACT_HEADER, text, at);
}

function matches(header: RegExp, text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  if (!(c >= 97 && c <= 122)) return false;
  header.lastIndex = at;
  return header.test(text);
}
