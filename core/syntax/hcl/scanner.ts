/**
 * Reads one token at a time, when the parser asks for it, because what a character means depends on where it stands:
 * newlines count in bodies and objects only, strings are templates. One token of lookahead, no token list.
 * Lexical rules: github.com/hashicorp/hcl, hclsyntax/spec.md.
 */
import type { Text } from '../../text/message.ts';
import type { Comment } from '../data.ts';
import type { SyntaxProblem } from '../problem.ts';
import { badCharacter, unclosedComment } from './messages.ts';
import * as t from './tokens.ts';
import { startsTopLevelBlock } from './toplevel.ts';

const MAX_PROBLEMS = 200;
const ID_START = /\p{ID_Start}/u;
const ID_CONTINUE = /\p{ID_Continue}/u;

/** Where a scanner stands, to come back to it. */
export interface Mark {
  readonly tokenStart: number;
  readonly previousEnd: number;
  readonly lineStart: number;
  readonly problems: number;
  readonly comments: number;
  readonly unbalanced: boolean;
}

/** The last line that holds nothing but a marker, and the last that begins with it; -1 for none. */
export interface MarkerLines {
  readonly alone: number;
  readonly begun: number;
}

/** The state of one parse. It doesn't outlive the call that made it. */
export class Scanner {
  readonly text: string;
  readonly problems: SyntaxProblem[] = [];
  readonly comments: Comment[] = [];

  token = t.END;
  tokenStart = 0;
  tokenEnd = 0;
  /** End of the token before this one. */
  previousEnd = 0;
  /** Where the next token is looked for. */
  position = 0;
  /** Where the text ends for now: a heredoc's interpolations end with the heredoc. */
  limit: number;
  /** Start of the line in which `token` stands. */
  lineStart = 0;

  /** Whether newlines are tokens (bodies, objects) or white space (all other brackets). */
  newlines = true;
  /** Inside of a quoted string's interpolation that must end in its line. */
  oneLine = false;
  /** Whether a top-level block in column 1 ends all that is open: in files, not in single expressions. */
  syncs: boolean;
  /** Trust indentation more than braces: set to read a block again whose braces don't match. */
  hints = false;
  depth = 0;
  /** Height of the expression that was parsed last. */
  height = 0;
  /** How many `[` and `(` are open: a `]` without one is a slip, not somebody's end. */
  openBrackets = 0;
  openParens = 0;
  /** A brace was missing since this was last set to false. */
  unbalanced = false;
  /** The `SYNC` or end at which an unclosed bracket was reported: the brackets around it need no report of their own. */
  unclosedReportedAt = -1;
  /** Up to here a line was given up because it is nested too deeply. */
  givenUpUntil = -1;
  /** Inside of an attempt to read a template sequence over several lines; see templates.ts. */
  attempting = false;
  /** Template sequences that didn't end where they should, counted. */
  failedSequences = 0;
  /** Characters that may be read twice in all. It keeps junk from costing more than a few passes. */
  retries: number;

  /** Where lines that could end a heredoc stand last, by marker; made when a heredoc's end is first not found. */
  markerLines: Map<string, MarkerLines> | undefined;
  /** The last guess where a heredoc should have ended: good for all that begin in between. */
  guessedEnd: { readonly from: number; readonly end: number } | undefined;
  #commentsEnd = 0;
  #noMoreBlockComments = false;

  constructor(text: string, syncs: boolean, start = 0) {
    this.text = text;
    this.limit = text.length;
    this.syncs = syncs;
    this.retries = 2 * text.length + 10_000;
    this.position = start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
    this.tokenEnd = this.position;
    this.lineStart = this.position;
  }

  /** One problem a place, and no more of them than a person would read. */
  report(message: Text, start: number, end: number): void {
    const { problems } = this;
    if (problems.length >= MAX_PROBLEMS) return;
    if (problems.length > 0 && (problems[problems.length - 1] as SyntaxProblem).start === start) return;
    problems.push({ start, end: Math.max(start, end), message });
  }

  /** Reports the token at hand: as a wrong character where it is one, else with the message. */
  reportToken(message: Text): void {
    if (this.token === t.BAD) {
      this.report(badCharacter(this.text.slice(this.tokenStart, this.tokenEnd)), this.tokenStart, this.tokenEnd);
    } else if (this.token === t.NEWLINE || this.token === t.SYNC || this.token === t.END) {
      // Nothing is wrong with the newline: the place is behind what was written before it.
      this.report(message, this.previousEnd, this.previousEnd);
    } else {
      this.report(message, this.tokenStart, this.tokenEnd);
    }
  }

  mark(): Mark {
    const { tokenStart, previousEnd, lineStart, unbalanced, problems, comments } = this;
    return {
      tokenStart,
      previousEnd,
      lineStart,
      problems: problems.length,
      comments: comments.length,
      unbalanced,
    };
  }

  /** Forgets all that was read since the mark was made. The token at the mark is read anew. */
  rewind(mark: Mark): void {
    this.forget(mark.problems, mark.comments, mark.lineStart, mark.unbalanced);
    this.tokenEnd = mark.previousEnd;
    this.position = mark.tokenStart;
    this.advance();
  }

  /** Forgets what was found in a part of the text that is going to be read again. */
  forget(problems: number, comments: number, lineStart: number, unbalanced: boolean): void {
    this.problems.length = problems;
    this.comments.length = comments;
    this.#commentsEnd = comments > 0 ? (this.comments[comments - 1] as Comment).end : 0;
    this.lineStart = lineStart;
    this.unbalanced = unbalanced;
    this.unclosedReportedAt = -1;
    this.givenUpUntil = -1;
  }

  /** Reads the token at hand anew: what was skipped as white space may now be a newline. */
  rescan(): void {
    this.tokenEnd = this.previousEnd;
    this.position = this.previousEnd;
    this.advance();
  }

  /** Continues at an offset behind a part that was read by other means. */
  jump(tokenStart: number, end: number): void {
    this.tokenStart = tokenStart;
    this.tokenEnd = end;
    this.position = end;
    this.advance();
  }

  /** Makes the place an item's beginning: all open brackets give up there. */
  sync(at: number): void {
    this.token = t.SYNC;
    this.tokenStart = at;
    this.tokenEnd = at;
    this.position = at;
  }

  /** Leaves a `SYNC`: the next token is read as a body's. */
  resume(): void {
    this.newlines = true;
    this.oneLine = false;
    this.advance();
  }

  tokenText(): string {
    return this.text.slice(this.tokenStart, this.tokenEnd);
  }

  /** The column of the token at hand if it is the first in its line, else -1. */
  indentation(): number {
    const { text, tokenStart } = this;
    // An absurd indentation is nobody's hint, and looking through it for each token would take quadratic time.
    if (tokenStart - this.lineStart > 400) return -1;
    for (let at = this.lineStart; at < tokenStart; at++) {
      const c = text.charCodeAt(at);
      if (c !== 32 && c !== 9) return -1;
    }
    return tokenStart - this.lineStart;
  }

  /** The indentation of the line in which the token stands. */
  lineIndentation(): number {
    let at = this.lineStart;
    const last = Math.min(this.tokenStart, at + 400);
    while (at < last && (this.text.charCodeAt(at) === 32 || this.text.charCodeAt(at) === 9)) at++;
    return at - this.lineStart;
  }

  advance(): void {
    const { text, limit } = this;
    this.previousEnd = this.tokenEnd;
    let at = this.position;
    for (;;) {
      if (at >= limit) {
        this.token = t.END;
        this.tokenStart = this.tokenEnd = this.position = limit;
        return;
      }
      const c = text.charCodeAt(at);
      if (c === 32 || c === 9) {
        at++;
        continue;
      }
      if (c === 10 || (c === 13 && text.charCodeAt(at + 1) === 10)) {
        const next = c === 10 ? at + 1 : at + 2;
        if (this.oneLine) {
          this.sync(at);
          return;
        }
        this.lineStart = next;
        if (this.newlines) {
          this.token = t.NEWLINE;
          this.tokenStart = at;
          this.tokenEnd = this.position = next;
          return;
        }
        at = next;
        if (this.syncs && startsTopLevelBlock(text, at)) {
          this.sync(at);
          return;
        }
        continue;
      }
      if (c === 35 || (c === 47 && text.charCodeAt(at + 1) === 47)) {
        at = this.#lineComment(at, c === 35 ? 1 : 2);
        continue;
      }
      if (c === 47 && text.charCodeAt(at + 1) === 42) {
        const next = this.#blockComment(at);
        if (this.oneLine && text.slice(at, next).includes('\n')) {
          this.sync(at);
          return;
        }
        at = next;
        continue;
      }
      this.tokenStart = at;
      if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || (c > 127 && this.#isIdentifierStart(at))) {
        this.token = t.IDENTIFIER;
        this.tokenEnd = this.position = this.#identifierEnd(at);
        return;
      }
      if (c >= 48 && c <= 57) {
        this.token = t.NUMBER;
        this.tokenEnd = this.position = numberEnd(text, at, limit);
        return;
      }
      this.#symbol(c, at);
      return;
    }
  }

  #symbol(c: number, at: number): void {
    const next = this.text.charCodeAt(at + 1);
    let token = t.BAD;
    let length = 1;
    switch (c) {
      case 34:
        token = t.QUOTE;
        break;
      case 123:
        token = t.OPEN_BRACE;
        break;
      case 125:
        token = t.CLOSE_BRACE;
        break;
      case 40:
        token = t.OPEN_PAREN;
        break;
      case 41:
        token = t.CLOSE_PAREN;
        break;
      case 91:
        token = t.OPEN_BRACKET;
        break;
      case 93:
        token = t.CLOSE_BRACKET;
        break;
      case 44:
        token = t.COMMA;
        break;
      case 46:
        if (next === 46 && this.text.charCodeAt(at + 2) === 46) {
          token = t.ELLIPSIS;
          length = 3;
        } else token = t.DOT;
        break;
      case 61:
        if (next === 61) token = t.EQUAL_EQUAL;
        else if (next === 62) token = t.ARROW;
        else token = t.EQUAL;
        if (token !== t.EQUAL) length = 2;
        break;
      case 58:
        token = next === 58 ? t.DOUBLE_COLON : t.COLON;
        if (next === 58) length = 2;
        break;
      case 63:
        token = t.QUESTION;
        break;
      case 33:
        token = next === 61 ? t.NOT_EQUAL : t.BANG;
        if (next === 61) length = 2;
        break;
      case 60:
        if (next === 60) token = t.HEREDOC;
        else token = next === 61 ? t.LESS_EQUAL : t.LESS;
        if (token !== t.LESS) length = 2;
        break;
      case 62:
        token = next === 61 ? t.GREATER_EQUAL : t.GREATER;
        if (next === 61) length = 2;
        break;
      case 38:
        if (next === 38) {
          token = t.AND;
          length = 2;
        }
        break;
      case 124:
        if (next === 124) {
          token = t.OR;
          length = 2;
        }
        break;
      case 126:
        if (next === 125) {
          token = t.TRIM_CLOSE;
          length = 2;
        }
        break;
      case 43:
        token = t.PLUS;
        break;
      case 45:
        token = t.MINUS;
        break;
      case 42:
        token = t.STAR;
        break;
      case 47:
        token = t.SLASH;
        break;
      case 37:
        token = t.PERCENT;
        break;
      default:
        if (c >= 0xd800 && c < 0xdc00) length = 2;
    }
    this.token = token;
    this.tokenEnd = this.position = Math.min(at + length, this.limit);
  }

  /** End of the line's content (before its line end), at most the limit. */
  lineEnd(at: number): number {
    const found = this.text.indexOf('\n', at);
    if (found < 0 || found >= this.limit) return this.limit;
    return found > at && this.text.charCodeAt(found - 1) === 13 ? found - 1 : found;
  }

  #lineComment(at: number, marker: number): number {
    const end = this.lineEnd(at);
    this.#comment(at, end, at + marker, end);
    return end;
  }

  #blockComment(at: number): number {
    const { text, limit } = this;
    const close = this.#noMoreBlockComments ? -1 : text.indexOf('*/', at + 2);
    if (close < 0) this.#noMoreBlockComments = true;
    if (close < 0 || close + 2 > limit) {
      this.report(unclosedComment, at, at + 2);
      return this.lineEnd(at);
    }
    this.#comment(at, close + 2, at + 2, close);
    for (let last = close; last > at; last--) {
      if (text.charCodeAt(last) === 10) {
        this.lineStart = last + 1;
        break;
      }
    }
    return close + 2;
  }

  #comment(start: number, end: number, contentStart: number, contentEnd: number): void {
    if (start < this.#commentsEnd) return; // read again after a rescan
    this.#commentsEnd = end;
    this.comments.push({ start, end, text: this.text.slice(contentStart, contentEnd).trim() });
  }

  #isIdentifierStart(at: number): boolean {
    return ID_START.test(String.fromCodePoint(this.text.codePointAt(at) as number));
  }

  #identifierEnd(start: number): number {
    return identifierEnd(this.text, start, this.limit);
  }
}

/** End of the identifier that starts at an offset. Identifiers may hold dashes: `cn-hangzhou` is one. */
export function identifierEnd(text: string, start: number, limit: number): number {
  let at = start;
  while (at < limit) {
    const c = text.charCodeAt(at);
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 45 || (c >= 48 && c <= 57)) {
      at++;
    } else if (c > 127) {
      const character = String.fromCodePoint(text.codePointAt(at) as number);
      if (!ID_CONTINUE.test(character)) break;
      at += character.length;
    } else break;
  }
  return at;
}

/** The longest run of digits, dots and exponents that doesn't end in a dot, as Go reads it; `1.2.3` is one (bad) number. */
function numberEnd(text: string, start: number, limit: number): number {
  let at = start + 1;
  let end = at;
  while (at < limit) {
    const c = text.charCodeAt(at);
    if (c >= 48 && c <= 57) end = ++at;
    else if (c === 46) at++;
    else if (c === 101 || c === 69) {
      const sign = text.charCodeAt(at + 1);
      const digit = sign === 43 || sign === 45 ? at + 2 : at + 1;
      const d = text.charCodeAt(digit);
      if (digit >= limit || !(d >= 48 && d <= 57)) break;
      end = at = digit + 1;
    } else break;
  }
  return end;
}
