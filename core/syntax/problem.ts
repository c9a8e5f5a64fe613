import type { Text } from '../text/message.ts';
import type { Span } from '../text/source.ts';

/** A syntax error: what is wrong and, in the same sentence, what to do. Parsers return these and never throw. */
export interface SyntaxProblem extends Span {
  readonly message: Text;
  /** A key that is written twice: against the specification, but read by everyone, the last one counting. */
  readonly duplicateKey?: true;
}
