/** Drift as plain data, as the view shows it. What makes it of the server's answer is a file of its own, dist/drift.js. */
import type { ToldAccountGroup, ToldPair, ToldRow, ToldUnpaired } from '../../core/drift/told.ts';

/** What a group of rows, or one of them, is marked with: by what the account lets through beyond the templates. */
export type DriftMark = 'exposed' | 'opens' | 'mayOpen' | 'closes' | 'same' | 'unknown';

interface Shown {
  /** Unique in the tree. */
  readonly key: string;
  readonly label: string;
  readonly description: string;
  /** Pairs of a word and what stands behind it, for the tooltip. */
  readonly facts: readonly (readonly [word: string, text: string])[];
  /** For those who hear the view. */
  readonly spoken: string;
}

export type DriftNode = PairNode | RowNode | HeadingNode | TemplateNode | AccountGroupNode | NoteNode;

export interface PairNode extends Shown {
  readonly kind: 'pair';
  readonly pair: ToldPair;
  readonly mark: DriftMark;
  readonly children: readonly RowNode[];
}

export interface RowNode extends Shown {
  readonly kind: 'row';
  readonly pair: ToldPair;
  readonly row: ToldRow;
  readonly mark: DriftMark;
}

export interface HeadingNode extends Shown {
  readonly kind: 'agreeing' | 'onlyTemplates' | 'onlyAccount';
  readonly children: readonly DriftNode[];
}

/** A group of the templates that is not paired. */
export interface TemplateNode extends Shown {
  readonly kind: 'template';
  readonly group: ToldUnpaired;
}

/** A group of the account that is not paired. */
export interface AccountGroupNode extends Shown {
  readonly kind: 'accountGroup';
  readonly group: ToldAccountGroup;
}

/** What was left out, and why. */
export interface NoteNode extends Shown {
  readonly kind: 'note';
}

export function childrenOf(node: DriftNode): readonly DriftNode[] {
  return 'children' in node ? node.children : [];
}
