/**
 * The one tree that YAML and JSON become, so that nothing above knows which library read them. Nodes are plain data
 * with spans; they hold the text's structure, not its meaning (tags and aliases are kept as written).
 */
import type { Span } from '../text/source.ts';
import type { SyntaxProblem } from './problem.ts';

export type DataNode = MapNode | SequenceNode | ScalarNode | AliasNode;

interface NodeBase extends Span {
  /** Tag as written: `!Ref`, `!!str`, `!<tag:…>`. The span starts at the tag or anchor where there is one. */
  readonly tag: string | undefined;
  readonly anchor: string | undefined;
}

export interface MapNode extends NodeBase {
  readonly kind: 'map';
  /** As written, duplicates included: the last one wins for a reader, each is reported as a syntax problem. */
  readonly entries: readonly MapEntry[];
  readonly flow: boolean;
}

export interface MapEntry extends Span {
  readonly key: DataNode;
  /** Absent where nothing stands behind the colon. */
  readonly value: DataNode | undefined;
}

export interface SequenceNode extends NodeBase {
  readonly kind: 'sequence';
  readonly items: readonly DataNode[];
  readonly flow: boolean;
}

export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar';
  /** Value by YAML 1.2's core schema (and the tags !!str, !!int, !!float, !!bool, !!null). */
  readonly value: string | number | boolean | null;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /**
   * Where the content is written, without quotes, tag, anchor or block header. For a block scalar: from the first
   * content line to the end of the last. `contentOffset` maps an offset in a string value to the source.
   */
  readonly content: Span;
}

export interface AliasNode extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
}

export interface Comment extends Span {
  /** Without `#` or slashes, trimmed. */
  readonly text: string;
}

export interface DataDocument {
  readonly root: DataNode | undefined;
  /** What an alias stands for: the last anchor of this name before it in the document. */
  readonly anchors: ReadonlyMap<AliasNode, DataNode>;
  readonly span: Span;
}

export interface DataFile {
  readonly documents: readonly DataDocument[];
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Comment[];
}
