/** The sections of one ROS template, by name. Whatever is not a map where a map belongs is an empty section. */
import type { DataDocument } from '../../syntax/data.ts';
import { type Entry, entriesOf, findEntry, get } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';

export interface Template {
  readonly source: SourceText;
  readonly document: DataDocument;
  /** False where broken text may have hidden what names refer to. */
  readonly complete: boolean;
  readonly parameters: Section;
  readonly mappings: Section;
  readonly conditions: Section;
  readonly locals: Section;
  readonly resources: Section;
}

export type Section = ReadonlyMap<string, Entry>;

export const versionKey = 'ROSTemplateFormatVersion';

/** The template that a file holds: the document that names the version, else the first. `undefined` without text. */
export function templateOf(source: SourceText): Template | undefined {
  const { documents, problems } = dataFileOf(source);
  const document = documents.find((one) => findEntry(one.root, versionKey, one)) ?? documents[0];
  if (!document) return undefined;
  const section = (name: string): Section =>
    new Map(entriesOf(get(document.root, name, document), document).map((entry) => [entry.name, entry]));
  return {
    source,
    document,
    complete: problems.length === 0,
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    locals: section('Locals'),
    resources: section('Resources'),
  };
}
