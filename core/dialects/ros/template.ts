/** The sections of one ROS template, by name. Whatever is not a map where a map belongs is an empty section. */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { type Entry, entriesOf, findEntry, get, scalarText } from '../../syntax/navigate.ts';
import { dataFileOf } from '../../syntax/parsed.ts';
import type { SourceText } from '../../text/source.ts';

export interface Template {
  readonly source: SourceText;
  readonly document: DataDocument;
  /** The map that holds the sections: the document's root, or a nested stack's body inside of it. */
  readonly root: DataNode | undefined;
  /** False where broken text may have hidden what names refer to. */
  readonly complete: boolean;
  readonly parameters: Section;
  readonly mappings: Section;
  readonly conditions: Section;
  readonly locals: Section;
  readonly resources: Section;
  readonly outputs: Section;
  readonly rules: Section;
  /** Names of what stands inside of resources and is a resource itself: functions of a serverless service. */
  readonly inner: ReadonlySet<string>;
}

export type Section = ReadonlyMap<string, Entry>;

export const versionKey = 'ROSTemplateFormatVersion';

/** The template that a file holds: the document that names the version, else the first. `undefined` without text. */
export function templateOf(source: SourceText): Template | undefined {
  const { documents, problems } = dataFileOf(source);
  const document = documents.find((one) => findEntry(one.root, versionKey, one)) ?? documents[0];
  return document && templateAt(source, document, document.root, problems.length === 0);
}

/** The template that a map of a document is. */
export function templateAt(
  source: SourceText,
  document: DataDocument,
  root: DataNode | undefined,
  complete: boolean,
): Template {
  const section = (name: string): Section =>
    new Map(entriesOf(get(root, name, document), document).map((entry) => [entry.name, entry]));
  const resources = section('Resources');
  return {
    source,
    document,
    root,
    complete,
    parameters: section('Parameters'),
    mappings: section('Mappings'),
    conditions: section('Conditions'),
    locals: section('Locals'),
    resources,
    outputs: section('Outputs'),
    rules: section('Rules'),
    inner: innerNames(resources, document),
  };
}

function innerNames(resources: Section, document: DataDocument): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { value } of resources.values()) {
    if (!isServerless(scalarText(get(value, 'Type', document)))) continue;
    for (const inner of entriesOf(value, document)) {
      if (isServerless(scalarText(get(inner.value, 'Type', document)))) names.add(inner.name);
    }
  }
  return names;
}

/** Types that the transform `Aliyun::Serverless-2018-04-03` turns into others. */
export function isServerless(type: string | undefined): boolean {
  return type?.startsWith('Aliyun::Serverless::') ?? false;
}
