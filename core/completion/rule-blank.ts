/** Where a suppression names a rule: in comments, annotations and metadata. */
import { ignoreAnnotation } from '../config/metadata-suppressions.ts';
import type { Comment } from '../syntax/data.ts';
import type { Span } from '../text/source.ts';
import { type Blank, blank, isBlankBetween } from './blank.ts';
import type { DataBlank } from './data-blank.ts';

/** Behind the word, before the reason. */
const inComment = /portguard:\s*ignore(?:-file)?\s((?:(?!(?:^|\s)--(?:\s|$))[^\n])*)$/;

export function ruleBlankInComment(comments: readonly Comment[], text: string, offset: number): Blank | undefined {
  // The blanks at the end of a comment may not belong to it.
  const comment = comments.find(
    ({ start, end }) => start < offset && (offset <= end || isBlankBetween(text, end, offset)),
  );
  const match = comment && inComment.exec(text.slice(comment.start, offset));
  return match ? ruleWord(text, offset - (match[1]?.length ?? 0), offset) : undefined;
}

/** An annotation's text (`RULE -- reason; …`), or the rule of an entry in a resource's metadata. */
export function ruleBlankInData({ path, blank: written }: DataBlank, text: string, offset: number): Blank | undefined {
  const keys = path.map(({ key }) => key);
  const isEntry = /(?:^|\n)Metadata\nportguard\nignore(?:\nrule)?$/.test(keys.join('\n'));
  if (!isEntry && keys.at(-1) !== ignoreAnnotation) return undefined;
  const { start, end } = written.span;
  return end === start ? written : ruleInText(text, written.span, offset);
}

function ruleInText(text: string, { start }: Span, offset: number): Blank | undefined {
  const part = text.slice(start, offset).replace(/^.*[;\n]/s, '');
  return /(?:^|\s)--(?:\s|$)/.test(part) ? undefined : ruleWord(text, offset - part.length, offset);
}

/** The word around the cursor. */
function ruleWord(text: string, from: number, offset: number): Blank {
  const before = /[\w*/-]*$/.exec(text.slice(from, offset))?.[0] ?? '';
  const after = /^[\w*/-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  return blank({ start: offset - before.length, end: offset + after.length }, { quoted: () => false });
}
