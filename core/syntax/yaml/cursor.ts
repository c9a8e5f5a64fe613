/**
 * Where the reader stands in the text, and what it has found so far. White space, comments, document marks, tags and
 * anchors are read here; what they mean for the structure is decided in block.ts and flow.ts.
 */
import type { Text } from '../../text/message.ts';
import type { AliasNode, Comment, DataNode, MapEntry, MapNode, ScalarNode, SequenceNode } from '../data.ts';
import type { SyntaxProblem } from '../problem.ts';
import { decodeFlowScalar } from './decode.ts';
import * as message from './messages.ts';
import { fullTag, plainValue, taggedValue } from './schema.ts';

/** Nodes are plain data for everybody else; only the reader completes them after it has made them. */
type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
export type OpenMap = Omit<Mutable<MapNode>, 'entries'> & { entries: Mutable<MapEntry>[] };
export type OpenSequence = Omit<Mutable<SequenceNode>, 'items'> & { items: DataNode[] };

/** Deepest nesting that is read, aliases followed. Real templates stay below 40; every walker may recurse. */
const MAX_DEPTH = 200;
/** How many nodes the aliases of one document may repeat in total. */
const MAX_REPEATED = 250_000;
/** A file with more errors than this is not YAML; the reader goes on, without words. */
const MAX_PROBLEMS = 200;

interface AnchorRecord {
  node: DataNode | undefined;
  /** Nodes in it, aliases followed. Before it is closed: the count when it was opened. */
  weight: number;
  height: number;
  depth: number;
  outerDeepest: number;
}

/** The tag and the anchor in front of a node. */
export interface Properties {
  start: number;
  end: number;
  tag: string | undefined;
  anchor: string | undefined;
  record: AnchorRecord | undefined;
}

/** Which sign ended a stretch of plain text. */
export type PlainEnd = 'line' | 'colon' | 'comment';

export class Cursor {
  readonly text: string;
  readonly end: number;
  at: number;
  lineStart: number;
  /** First tab in the white space in front of `at`, or -1. */
  tab = -1;
  /** Columns that the tabs of this line's indentation count for beyond one each. */
  tabColumns = 0;
  depth = 0;
  readonly problems: SyntaxProblem[] = [];
  readonly comments: Comment[] = [];
  readonly maps: MapNode[] = [];
  anchors = new Map<AliasNode, DataNode>();
  tagHandles: Map<string, string> | undefined;
  /** End of the text found by `scanPlain`, trailing white space excluded. */
  plainEnd = 0;
  /** Where `scanPlain` or `looksLikeEntry` found the colon. */
  colon = 0;
  /** Start of the last quote or bracket that was left open, or -1. */
  cutAt = -1;
  #records = new Map<string, AnchorRecord>();
  #nodes = 0;
  #repeated = 0;
  #deepest = 0;
  #saidTooDeep = false;

  constructor(text: string) {
    this.text = text;
    this.end = text.length;
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    this.lineStart = this.at;
  }

  /** Forgets what belongs to one document only. */
  startDocument(): void {
    this.anchors = new Map();
    this.#records = new Map();
    this.#repeated = 0;
  }

  // ---- problems --------------------------------------------------------------------------------

  problem(says: Text, start: number, end: number, kind: Pick<SyntaxProblem, 'duplicateKey'> = {}): void {
    if (this.problems.length >= MAX_PROBLEMS) return;
    const from = Math.min(start, Math.max(0, this.end - 1));
    this.problems.push({ message: says, start: from, end: Math.min(this.end, Math.max(end, from + 1)), ...kind });
  }

  /** Goes one level down. At the limit it says so, once, and the caller must not go on. */
  descend(): boolean {
    if (this.depth >= MAX_DEPTH) {
      if (!this.#saidTooDeep) this.problem(message.TOO_DEEP, this.at, this.at + 1);
      this.#saidTooDeep = true;
      return false;
    }
    this.depth++;
    if (this.depth > this.#deepest) this.#deepest = this.depth;
    return true;
  }

  // ---- white space -----------------------------------------------------------------------------

  lineEnd(from: number): number {
    const next = this.text.indexOf('\n', from);
    return next < 0 ? this.end : next;
  }

  /** End of the text on this line, white space and CR excluded. */
  trimmedLineEnd(from: number): number {
    let to = this.lineEnd(from);
    while (to > from && this.text.charCodeAt(to - 1) <= 32) to--;
    return to;
  }

  column(): number {
    return this.at - this.lineStart + this.tabColumns;
  }

  /** Goes over white space, empty lines and comments to the next content; true when that is on another line. */
  skip(): boolean {
    const { text } = this;
    let { at } = this;
    let crossed = false;
    // Standing at content already: what was found in front of it stays true.
    const first = text.charCodeAt(at);
    if (first > 35 && first !== 0xfeff) return false;
    this.tab = -1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === 32 || code === 13 || code === 0xfeff) at++;
      else if (code === 10) {
        at++;
        this.lineStart = at;
        this.tab = -1;
        this.tabColumns = 0;
        crossed = true;
      } else if (code === 9) {
        if (this.tab < 0) this.tab = at;
        // A tab-indented line is an error; eight columns keep such lines nested as they look.
        if (crossed) this.tabColumns += 7;
        at++;
      } else if (code === 35 && (at === this.lineStart || isWhite(text.charCodeAt(at - 1)))) {
        const to = this.trimmedLineEnd(at);
        this.comments.push({ start: at, end: to, text: text.slice(at + 1, to).trim() });
        at = this.lineEnd(at);
      } else break;
    }
    this.at = Math.min(at, this.end);
    if (this.tabColumns > 0 && crossed) this.tabColumns = this.#guessTabColumns();
    return crossed;
  }

  /**
   * How much wider a tab-indented entry is than its characters. One such line among spaces stands where the next
   * line says: in its column, or, for a key with lines below, one step to the left. Else a tab is eight columns.
   */
  #guessTabColumns(): number {
    const { text } = this;
    if (!this.isIndicator(45) && !this.looksLikeEntry(this.at)) return this.tabColumns;
    const before = text.lastIndexOf('\n', this.lineStart - 2) + 1;
    const next = this.nextContent(this.at);
    const isAmongTabs = text.charCodeAt(before) === 9 || text.charCodeAt(next.at) === 9;
    if (isAmongTabs || next.column === 0 || next.at >= this.end) return this.tabColumns;
    const column = this.hasValueBehindColon() ? next.column : Math.max(0, next.column - 2);
    return column - (this.at - this.lineStart);
  }

  /** Behind `looksLikeEntry`: true when something stands behind the colon on its line. */
  hasValueBehindColon(): boolean {
    let at = this.colon + 1;
    while (isWhite(this.text.charCodeAt(at)) || this.text.charCodeAt(at) === 13) at++;
    const code = this.text.charCodeAt(at);
    return !isLineEnd(code) && code !== 35;
  }

  /** The first content behind the line of `from`; a tab in its indentation counts as content. */
  nextContent(from: number): { at: number; column: number } {
    const { text } = this;
    let at = this.lineEnd(from) + 1;
    let line = at;
    for (; at < this.end; ) {
      const code = text.charCodeAt(at);
      if (code === 10) line = ++at;
      else if (code === 35) at = this.lineEnd(at);
      else if (code === 32 || code === 13) at++;
      else break;
    }
    return { at, column: at - line };
  }

  /** A place to come back to. Comments found since are forgotten, they will be found again. */
  mark(): readonly [number, number, number, number] {
    return [this.at, this.lineStart, this.tabColumns, this.comments.length];
  }

  backTo(mark: readonly [number, number, number, number]): void {
    this.at = mark[0];
    this.lineStart = mark[1];
    this.tabColumns = mark[2];
    this.comments.length = mark[3];
  }

  skipLine(): void {
    this.at = this.lineEnd(this.at);
  }

  /** True at `---` or `...` in the first column. */
  isMarker(at: number): boolean {
    const code = this.text.charCodeAt(at);
    if (code !== 45 && code !== 46) return false;
    if (this.text.charCodeAt(at + 1) !== code || this.text.charCodeAt(at + 2) !== code) return false;
    return isBlank(this.text.charCodeAt(at + 3));
  }

  atDocumentEnd(): boolean {
    return this.at >= this.end || (this.at === this.lineStart && this.isMarker(this.at));
  }

  /** True when a dash, question mark or colon here is an indicator: nothing but white space behind it. */
  isIndicator(code: number): boolean {
    return this.text.charCodeAt(this.at) === code && isBlank(this.text.charCodeAt(this.at + 1));
  }

  /** Behind a value: whatever else stands on its line is an error and is left out. */
  finishLine(): void {
    const { text } = this;
    let { at } = this;
    let code = text.charCodeAt(at);
    while (code === 32 || code === 9 || code === 13) code = text.charCodeAt(++at);
    if (isLineEnd(code) || (code === 35 && at > this.at)) return;
    this.problem(message.UNEXPECTED, at, this.trimmedLineEnd(at));
    this.at = this.lineEnd(at);
  }

  // ---- plain text ------------------------------------------------------------------------------

  /** Reads plain block text of one line from `at`; its end goes to `plainEnd`, a colon's own offset is there or later. */
  scanPlain(at: number): PlainEnd {
    const { text } = this;
    let to = at;
    for (let next = at; ; next++) {
      const code = text.charCodeAt(next);
      if (code > 58) to = next + 1;
      else if (code === 58) {
        if (isBlank(text.charCodeAt(next + 1))) {
          this.plainEnd = to;
          this.colon = next;
          return 'colon';
        }
        to = next + 1;
      } else if (code > 35) to = next + 1;
      else if (code === 35 && next > at && isWhite(text.charCodeAt(next - 1))) {
        this.plainEnd = to;
        return 'comment';
      } else if (isLineEnd(code)) {
        this.plainEnd = to;
        return 'line';
      } else if (code > 32 || (code !== 32 && code !== 9 && code !== 13)) to = next + 1;
    }
  }

  /** True when the text from `at` reads like a new entry of a mapping: the hint for every kind of recovery. */
  looksLikeEntry(at: number): boolean {
    const quote = this.text.charCodeAt(at);
    if (quote === 35) return false;
    if (quote !== 34 && quote !== 39) return this.scanPlain(at) === 'colon';
    let next = at + 1;
    for (; ; next++) {
      const code = this.text.charCodeAt(next);
      if (isLineEnd(code)) return false;
      if (code === 92 && quote === 34) next++;
      else if (code === quote) break;
    }
    next++;
    while (isWhite(this.text.charCodeAt(next))) next++;
    this.colon = next;
    return this.text.charCodeAt(next) === 58 && isBlank(this.text.charCodeAt(next + 1));
  }

  // ---- nodes -----------------------------------------------------------------------------------

  scalar(
    start: number,
    end: number,
    value: ScalarNode['value'],
    style: ScalarNode['style'],
    from: number,
    to: number,
  ): ScalarNode {
    this.#nodes++;
    return {
      kind: 'scalar',
      start,
      end,
      tag: undefined,
      anchor: undefined,
      value,
      style,
      content: { start: from, end: to },
    };
  }

  plain(start: number, end: number): ScalarNode {
    return this.scalar(start, end, plainValue(this.text.slice(start, end)), 'plain', start, end);
  }

  /** Nothing where a node could be; with properties it carries them. */
  empty(at: number, properties?: Properties): ScalarNode {
    const node = this.scalar(at, at, null, 'plain', at, at);
    return properties ? this.attach(node, properties) : node;
  }

  map(start: number, flow: boolean): OpenMap {
    this.#nodes++;
    const node: OpenMap = { kind: 'map', start, end: start, tag: undefined, anchor: undefined, entries: [], flow };
    this.maps.push(node);
    return node;
  }

  sequence(start: number, flow: boolean): OpenSequence {
    this.#nodes++;
    return { kind: 'sequence', start, end: start, tag: undefined, anchor: undefined, items: [], flow };
  }

  /** Stands at `*`. */
  alias(): AliasNode {
    const start = this.at;
    this.at = this.#nameEnd(start + 1);
    const name = this.text.slice(start + 1, this.at);
    const node: AliasNode = { kind: 'alias', start, end: this.at, tag: undefined, anchor: undefined, name };
    this.#nodes++;
    const record = this.#records.get(name);
    if (name === '') this.problem(message.MISSING_NAME, start, this.at);
    else if (record === undefined) this.problem(message.unknownAnchor(name), start, this.at);
    else if (record.node === undefined) this.problem(message.ALIAS_INSIDE_ITSELF, start, this.at);
    else if (this.#repeated + record.weight > MAX_REPEATED || this.depth + record.height > MAX_DEPTH)
      this.problem(message.ALIAS_TOO_LARGE, start, this.at);
    else {
      this.#repeated += record.weight;
      this.#nodes += record.weight;
      this.#deepest = Math.max(this.#deepest, this.depth + record.height);
      this.anchors.set(node, record.node);
    }
    return node;
  }

  // ---- tags and anchors ------------------------------------------------------------------------

  #nameEnd(at: number): number {
    const { text } = this;
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (isBlank(code) || isFlowIndicator(code)) return at;
    }
  }

  /** Reads the tags and anchors that stand at `at` on this line. */
  properties(): Properties {
    const { text } = this;
    const found: Properties = { start: this.at, end: this.at, tag: undefined, anchor: undefined, record: undefined };
    for (;;) {
      const start = this.at;
      const code = text.charCodeAt(start);
      if (code === 33) {
        const to = this.#tagEnd(start);
        if (found.tag !== undefined) this.problem(message.TWO_TAGS, start, to);
        else found.tag = text.slice(start, to);
        this.at = to;
      } else if (code === 38) {
        const to = this.#nameEnd(start + 1);
        if (to === start + 1) this.problem(message.MISSING_NAME, start, to);
        else if (found.anchor !== undefined) this.problem(message.TWO_ANCHORS, start, to);
        else {
          found.anchor = text.slice(start + 1, to);
          found.record = {
            node: undefined,
            weight: this.#nodes,
            height: 0,
            depth: this.depth,
            outerDeepest: this.#deepest,
          };
          this.#records.set(found.anchor, found.record);
          this.#deepest = this.depth;
        }
        this.at = to;
      } else return found;
      found.end = this.at;
      while (isWhite(text.charCodeAt(this.at))) this.at++;
    }
  }

  #tagEnd(start: number): number {
    const { text } = this;
    if (text.charCodeAt(start + 1) === 60) {
      const close = text.indexOf('>', start);
      const to = this.trimmedLineEnd(start);
      if (close > 0 && close < to) return close + 1;
      this.problem(message.BAD_TAG, start, to);
      return to;
    }
    const to = this.#nameEnd(start);
    const code = text.charCodeAt(to);
    // In block context `!a{b}` would read as the tag `!a` of `{b}`; YAML wants white space between them.
    if (code === 123 || code === 91) this.problem(message.BAD_TAG, start, to + 1);
    return to;
  }

  /** Properties of two lines in front of one node. */
  merge(outer: Properties | undefined, inner: Properties | undefined): Properties | undefined {
    if (!outer || !inner) return outer ?? inner;
    if (outer.tag !== undefined && inner.tag !== undefined) this.problem(message.TWO_TAGS, inner.start, inner.end);
    if (outer.anchor !== undefined && inner.anchor !== undefined)
      this.problem(message.TWO_ANCHORS, inner.start, inner.end);
    return {
      start: outer.start,
      end: inner.end,
      tag: outer.tag ?? inner.tag,
      anchor: outer.anchor ?? inner.anchor,
      record: outer.record ?? inner.record,
    };
  }

  /** Gives a complete node its properties. */
  attach<Node extends DataNode>(node: Node, properties: Properties | undefined): Node {
    if (!properties) return node;
    const open = node as Mutable<DataNode>;
    open.start = properties.start;
    open.end = Math.max(node.end, properties.end);
    if (node.kind === 'alias') {
      this.problem(message.ALIAS_PROPERTIES, properties.start, properties.end);
      return node;
    }
    open.tag = properties.tag;
    open.anchor = properties.anchor;
    if (properties.tag !== undefined) {
      const tag = fullTag(properties.tag, this.tagHandles);
      if (tag === undefined)
        this.problem(message.unknownHandle(properties.tag), properties.start, properties.start + properties.tag.length);
      if (open.kind === 'scalar') this.#retype(open, tag ?? properties.tag);
    }
    const { record } = properties;
    if (record) {
      record.node = node;
      record.weight = this.#nodes - record.weight;
      record.height = Math.max(0, this.#deepest - record.depth);
      this.#deepest = Math.max(this.#deepest, record.outerDeepest);
    }
    return node;
  }

  #retype(node: Mutable<ScalarNode>, tag: string): void {
    if (typeof node.value === 'string') node.value = taggedValue(tag, node.value);
    else {
      const { start, end } = node.content;
      node.value = taggedValue(tag, decodeFlowScalar(this.text, start, end, 'plain'));
    }
  }
}

export const isWhite = (code: number): boolean => code === 32 || code === 9;
/** End of line or of text. */
export const isLineEnd = (code: number): boolean => code === 10 || Number.isNaN(code);
/** White space, end of line or of text. */
export const isBlank = (code: number): boolean =>
  code === 32 || code === 10 || code === 9 || code === 13 || Number.isNaN(code);
/** One of `,[]{}`. */
export const isFlowIndicator = (code: number): boolean =>
  code === 44 || code === 91 || code === 93 || code === 123 || code === 125;
