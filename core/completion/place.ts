/** What may be written at a place of a file: the one door for an editor that asks. Nothing where that is not known. */
import { isKubernetes } from '../dialects/kubernetes/detect.ts';
import { isRos } from '../dialects/ros/detect.ts';
import { terraformRows } from '../dialects/terraform/catalog/index.ts';
import { isTerraform, isVariableFile } from '../dialects/terraform/detect.ts';
import { jsonConfigurationOf } from '../dialects/terraform/json-syntax/index.ts';
import type { Comment } from '../syntax/data.ts';
import { dataFileOf, hclFileOf } from '../syntax/parsed.ts';
import type { SourceText } from '../text/source.ts';
import type { Blank } from './blank.ts';
import { hclBlankAt } from './hcl-blank.ts';
import { kubernetesPlaceAt } from './kubernetes-place.ts';
import { embeddedAt, rosPlaceAt } from './ros-place.ts';
import { ruleBlankInComment, ruleBlankInData } from './rule-blank.ts';
import { type Wanted, wantedAt } from './wanted.ts';

export interface CompletionPlace {
  /** The text that `blank` is in; it may lie inside of the file's. */
  readonly source: SourceText;
  readonly blank: Blank;
  readonly wanted: readonly (Wanted | { readonly what: 'rule' })[];
}

/** @param offset where the cursor is, in UTF-16 units */
export function completionPlaceAt(source: SourceText, offset: number): CompletionPlace | undefined {
  const blank = ruleBlankInComment(commentsOf(source), source.text, offset);
  if (blank) return { source, blank, wanted: [{ what: 'rule' }] };
  if (isTerraform(source.path)) return inTerraform(source, offset);
  if (isVariableFile(source.path)) return undefined;
  if (isRos(source)) return inTemplate(source, offset);
  return isKubernetes(source) ? inData(source, kubernetesPlaceAt(source, offset), offset) : undefined;
}

function commentsOf(source: SourceText): readonly Comment[] {
  const isHcl = /\.(?:tf|tofu|tfvars)$/.test(source.path);
  return source.text.includes('portguard:') ? (isHcl ? hclFileOf(source) : dataFileOf(source)).comments : [];
}

function inTerraform(source: SourceText, offset: number): CompletionPlace | undefined {
  const { body } = source.path.endsWith('.json') ? jsonConfigurationOf(source) : hclFileOf(source);
  return inHcl(source, body, offset);
}

function inHcl(
  source: SourceText,
  body: Parameters<typeof hclBlankAt>[0],
  offset: number,
): CompletionPlace | undefined {
  const found = hclBlankAt(body, source.text, offset);
  const wanted = found ? wantedAt(terraformRows.get(found.type) ?? [], found.path) : [];
  return found && wanted.length > 0 ? { source, blank: found.blank, wanted } : undefined;
}

function inTemplate(source: SourceText, offset: number): CompletionPlace | undefined {
  const embedded = embeddedAt(source, offset);
  if (!embedded) return inData(source, rosPlaceAt(source, offset), offset);
  const { body, comments } = hclFileOf(embedded.source);
  const blank = ruleBlankInComment(comments, embedded.source.text, embedded.offset);
  if (blank) return { source: embedded.source, blank, wanted: [{ what: 'rule' }] };
  return inHcl(embedded.source, body, embedded.offset);
}

function inData(source: SourceText, found: ReturnType<typeof rosPlaceAt>, offset: number): CompletionPlace | undefined {
  if (!found) return undefined;
  const blank = ruleBlankInData(found, source.text, offset);
  if (blank) return { source, blank, wanted: [{ what: 'rule' }] };
  return found.wanted.length > 0 ? { source, blank: found.blank, wanted: found.wanted } : undefined;
}
