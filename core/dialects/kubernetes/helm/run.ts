/** The state of one rendering: the templates that are known, and how much more work it may do. */
import type { Location, Span } from '../../../text/source.ts';
import type { Statement, Template } from './ast.ts';
import { type Datum, unknown } from './data.ts';
import { type Piece, sliced, type Traced } from './traced.ts';

/** A template's text; `pieces` say where its characters are written. */
export interface TemplateText {
  readonly text: string;
  readonly pieces: Traced;
}

/** Statements that may be called by name. */
export interface Definition {
  readonly statements: readonly Statement[];
  readonly text: TemplateText;
}

/** Something that we cannot do as Helm does: a function that we lack, a template that is nowhere defined. */
export interface Note {
  readonly what: string;
  readonly at: Location | undefined;
}

export interface Run {
  readonly templates: Map<string, Definition>;
  readonly notes: Note[];
  /** Steps and characters that are left; below zero everything ends. */
  readonly budget: { steps: number; characters: number };
  /** How many conditions that are not known govern what is rendered now. */
  undecided: number;
  /** Templates that are being rendered inside one another. */
  depth: number;
}

export const maxNesting = 60;

/** Counts work; false where there has been too much of it. */
export function spend({ budget }: Run, characters = 0): boolean {
  budget.steps -= 1;
  budget.characters -= characters;
  return budget.steps >= 0 && budget.characters >= 0;
}

export function exhausted({ budget }: Run): boolean {
  return budget.steps < 0 || budget.characters < 0;
}

export const beyondLimit: Datum = unknown('limit', 'template');

/** Makes what a text defines known by name: later definitions win, as in Go. */
export function define({ templates }: Run, { definitions }: Template, text: TemplateText): void {
  for (const [name, statements] of definitions) templates.set(name, { statements, text });
}

/** Only the first of them are told. */
export function remark({ notes }: Run, note: Note): void {
  if (notes.length < 20) notes.push(note);
}

/** Where characters of a template are written. */
export function placeOf({ pieces }: TemplateText, { start, end }: Span): Location | undefined {
  return sliced(pieces, start, end).find(({ origin }) => origin)?.origin?.at;
}

/** A piece of a manifest, and the characters of its template that it stands for. */
export interface Placed extends Piece {
  readonly site: Span;
  /** Written there as it is, character by character. */
  readonly isLiteral: boolean;
}

/** Rendered text as it grows. */
export class Output {
  readonly pieces: Placed[] = [];
  readonly #run: Run;

  constructor(run: Run) {
    this.#run = run;
  }

  add(pieces: Traced, site: Span, isLiteral: boolean): void {
    for (const piece of pieces) {
      if (piece.text === '') continue;
      if (!spend(this.#run, piece.text.length)) return;
      const { text, origin, unknown: reason } = piece;
      const maybe = Math.max(piece.maybe ?? 0, this.#run.undecided) || undefined;
      this.pieces.push({ text, origin, unknown: reason, maybe, site, isLiteral });
    }
  }

  /** What another output has gathered. */
  take(pieces: readonly Placed[]): void {
    for (const piece of pieces) this.pieces.push(piece);
  }
}
