/** Is this file a ROS template? The text is asked first, because most files of a workspace are not. */
import { findEntry } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';
import { versionKey } from './template.ts';

/** The key as the first thing of a line without indentation: block YAML, which no broken line elsewhere can undo. */
const atLineStart = new RegExp(`^["']?${versionKey}["']?[ \\t]*:`, 'm');
const firstInBraces = new RegExp(`^\\s*\\{\\s*["']?${versionKey}["']?\\s*:`);
const inBraces = new RegExp(`["']${versionKey}["']\\s*:`);

/** A YAML or JSON text whose top level says `ROSTemplateFormatVersion`, also while the rest of it is broken. */
export function isRos(source: SourceText): boolean {
  const { text, path } = source;
  if (!text.includes(versionKey) || !mayBeData(path)) return false;
  if (atLineStart.test(text) || firstInBraces.test(text)) return true;
  const { documents } = dataFileOf(source);
  if (documents.some((document) => findEntry(document.root, versionKey, document))) return true;
  // Braces so broken that no map is left of them.
  return documents.every(({ root }) => root?.kind !== 'map') && text.trimStart().startsWith('{') && inBraces.test(text);
}

/** Texts without the name of a file (standard input, an untitled document) are decided by their content alone. */
function mayBeData(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(ya?ml|json|template)$/i.test(name) || !name.includes('.');
}
