/** Is this JSON text a snapshot of an account? The text is asked before it is parsed. */
import { findEntry } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';

export const snapshotKey = 'portguardSnapshot';

export function isSnapshot(source: SourceText): boolean {
  if (!source.path.endsWith('.json') || !source.text.includes(`"${snapshotKey}"`)) return false;
  const [document] = dataFileOf(source).documents;
  return document !== undefined && findEntry(document.root, snapshotKey, document) !== undefined;
}
