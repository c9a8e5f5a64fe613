/** What the two requests for diagnostics, and the pushing of them, have in common. */
import type { DiagnosticReport } from './diagnostics.ts';
import type { Folders } from './folders.ts';

export interface Diagnosing {
  readonly folders: Pick<Folders, 'known' | 'settled' | 'isOpen'>;
  /** What is told about a file: nothing where it is not open, and only open files are told about. */
  readonly reportOf: (path: string) => DiagnosticReport;
  /** Result ids that the client has of documents it asked about, by path. */
  readonly delivered: Map<string, string>;
}
