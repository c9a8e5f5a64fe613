/**
 * A text and the places in it. Offsets are UTF-16 code units from 0, as JavaScript and LSP count them;
 * lines and columns are 0-based here and become 1-based only where a report is written.
 */

/** A half-open range of offsets, `start` included and `end` excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** 0-based line and column (UTF-16 code units). */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where a text lies inside another one. */
interface Host {
  readonly source: SourceText;
  readonly toHost: (offset: number) => number;
  /** For a text that does not stand in its host as it is: a rendered template. */
  readonly spanInHost?: (span: Span) => Span;
}

/**
 * One file's text, or a text that lies inside another (HCL in a ROS template). A value: the same object always has
 * the same text, so whatever is derived from it (its parse, its lines) may be kept beside it in a WeakMap.
 */
export class SourceText {
  /** Path as the caller named it, with `/` separators. An embedded text has its host's path. */
  readonly path: string;
  readonly text: string;
  readonly #host: Host | undefined;
  #lineStarts: number[] | undefined;

  constructor(path: string, text: string, host?: Host) {
    this.path = path;
    this.text = text;
    this.#host = host;
  }

  /** 0-based position of an offset; offsets outside of the text are clamped. CRLF counts as one line end. */
  positionAt(offset: number): Position {
    const starts = this.#lines();
    const at = Math.max(0, Math.min(offset, this.text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - (starts[low] as number) };
  }

  /** Offset of a 0-based line's first character; the end of the text for lines past the last. */
  lineStart(line: number): number {
    return this.#lines()[line] ?? this.text.length;
  }

  /** Whether it does not stand in its host as it is: a template's text after rendering. */
  get isRendered(): boolean {
    return this.#host?.spanInHost !== undefined;
  }

  get lineCount(): number {
    return this.#lines().length;
  }

  /** The place in the file that a person opens: for an embedded text, the span in its host. */
  outermost(span: Span): Location {
    if (!this.#host) return { source: this, start: span.start, end: span.end };
    const { source, toHost, spanInHost } = this.#host;
    if (spanInHost) return source.outermost(spanInHost(span));
    const start = toHost(span.start);
    if (span.end <= span.start) return source.outermost({ start, end: start });
    // The last character may be several in the host (`\"`); the one behind it may be on another line.
    const last = toHost(span.end - 1);
    const [written = ''] = /^[^\r\n]*/.exec(source.text.slice(last, toHost(span.end))) ?? [];
    return source.outermost({ start, end: Math.min(last + Math.max(1, written.length), source.text.length) });
  }

  #lines(): number[] {
    if (this.#lineStarts) return this.#lineStarts;
    const starts = [0];
    const { text } = this;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#lineStarts = starts;
    return starts;
  }
}

/** A span in a given text. */
export interface Location extends Span {
  readonly source: SourceText;
}

export function locationOf(source: SourceText, span: Span): Location {
  return { source, start: span.start, end: span.end };
}
