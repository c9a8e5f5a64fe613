/** Writing `portguard:ignore` where a finding is: a comment above its line, or data in a file that has no comments. */
import type { Finding } from '../lint.ts';
import type { NetworkModel } from '../network/model.ts';
import type { Comment } from '../syntax/data.ts';
import { dataFileOf, hclFileOf } from '../syntax/parsed.ts';
import { type Location, SourceText } from '../text/source.ts';
import { innermost } from './data-nodes.ts';
import { applyEdits, type FileEdit, indentAt, lineStart } from './edit.ts';
import { isSound, withLineEnds } from './soundness.ts';
import { structureOf } from './structures.ts';

export type SuppressionScope = 'line' | 'file';

/** @param reason stands for what a person still has to say; empty where the editor cannot ask for it */
export function suppressionOf(
  { rule, at, resource }: Pick<Finding, 'rule' | 'at' | 'resource'>,
  scope: SuppressionScope,
  reason: string,
  model: NetworkModel | undefined,
): readonly FileEdit[] | undefined {
  const { source } = at;
  if (/^\s*[{[]/.test(source.text)) {
    return scope === 'line' && resource !== undefined ? inMetadata(source, rule, resource, reason, model) : undefined;
  }
  const words = `# portguard:ignore${scope === 'file' ? '-file' : ''} ${rule} -- ${reason}`;
  const edit = scope === 'file' ? atTop(source, words) : above(at, words);
  if (!edit) return undefined;
  const placed = withLineEnds({ ...edit, source, placeholder: reason });
  return isSound([placed]) && isComment(placed) ? [placed] : undefined;
}

function atTop({ text }: SourceText, words: string): Omit<FileEdit, 'source'> {
  // A document marker or directive stays first.
  const start = /^\ufeff?(?:%.*\r?\n)*(?:---[ \t]*\r?\n)?/.exec(text)?.[0].length ?? 0;
  return { start, end: start, text: `${words}\n` };
}

function above({ source, start }: Location, words: string): Omit<FileEdit, 'source'> {
  const begin = lineStart(source.text, start);
  const rest = source.text.slice(begin);
  const indent = /^[ \t]*/.exec(rest)?.[0] ?? indentAt(source.text, start);
  return { start: begin, end: begin, text: `${indent}${words}\n` };
}

/** Whether the new line is read as a comment: inside of a text it would be a part of that. */
function isComment(edit: FileEdit): boolean {
  const { source } = edit;
  const after = new SourceText(source.path, applyEdits(source.text, [edit]));
  const isHere = (comments: readonly Comment[]): boolean =>
    comments.some(({ start, end }) => start >= edit.start && end <= edit.start + edit.text.length);
  if (/\.(?:tf|tofu|tfvars)$/.test(source.path)) return isHere(hclFileOf(after).comments);
  const data = dataFileOf(after);
  if (isHere(data.comments)) return true;
  // HCL in a template: in a text of several lines that is written as it is.
  const holder = innermost(data, { start: edit.start + edit.text.length, end: edit.start + edit.text.length })?.node;
  return holder?.kind === 'scalar' && holder.style === 'literal';
}

/** JSON has no comments: ROS keeps it in the resource's metadata, Kubernetes in an annotation. */
function inMetadata(
  source: SourceText,
  rule: string,
  address: string,
  reason: string,
  model: NetworkModel | undefined,
): readonly FileEdit[] | undefined {
  const resource = model?.resources.get(address);
  if (!resource || resource.blockAt.source !== source) return undefined;
  const structure = structureOf(resource, source);
  const edits =
    resource.dialect === 'ros'
      ? structure.append(resource.blockAt, ['Metadata', 'portguard', 'ignore'], { rule, reason })
      : resource.dialect === 'kubernetes'
        ? structure.set(resource.blockAt, [
            { path: ['metadata', 'annotations', 'portguard.io/ignore'], to: `${rule} -- ${reason}` },
          ])
        : undefined;
  const placed = edits?.map((edit) => withLineEnds({ ...edit, source, placeholder: reason }));
  return placed && isSound(placed) ? placed : undefined;
}
