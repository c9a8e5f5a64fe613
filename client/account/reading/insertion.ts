/**
 * Where a group or rules of the account go in a text, and how they are written there: in the text's own dialect, as
 * whole resources beside those that are there, or, for rules that land in a ROS security group, as items of its lists.
 */
import { dataStructure } from '../../../core/changes/data.ts';
import { type Edit, indentAt, lineEnd, lineStart } from '../../../core/changes/edit.ts';
import { isMapping, type Plain } from '../../../core/changes/plain.ts';
import { isKubernetes } from '../../../core/dialects/kubernetes/detect.ts';
import { isRos } from '../../../core/dialects/ros/detect.ts';
import type { MapEntry } from '../../../core/syntax/data.ts';
import { parseHcl } from '../../../core/syntax/hcl/index.ts';
import { entriesOf, findEntry, get, scalarOf, scalarText } from '../../../core/syntax/navigate.ts';
import { dataFileOf } from '../../../core/syntax/parsed.ts';
import { SourceText } from '../../../core/text/source.ts';
import type { SnippetForm } from '../node.ts';
import type { GroupFacts, RuleFacts } from './group-facts.ts';
import { type FreeName, rosItems, rosResources, snippet } from './snippets.ts';

/** A text of the editor, and where something is put into it. */
export interface Target {
  /** Path or name: what is in the text may be known by it. */
  readonly path: string;
  /** The editor's id of the language. */
  readonly language: string;
  readonly text: string;
  /** UTF-16 code units. */
  readonly offset: number;
}

export interface Insertion {
  readonly form: SnippetForm;
  readonly edits: readonly Edit[];
}

/** @param only rules of the group; else all of it */
export function insertionOf(facts: GroupFacts, only: readonly RuleFacts[] | undefined, target: Target): Insertion {
  const source = new SourceText(target.path, target.text);
  const form = formOf(source, target.language);
  const placed = placers[form](facts, only, target, source);
  return { form, edits: placed ?? [asItIs(snippet(facts, only, form, freeName(target.text)), target)] };
}

function formOf(source: SourceText, language: string): SnippetForm {
  if (/^(?:terraform|opentofu|hcl)/.test(language)) return 'terraform';
  if (language === 'helm' || (!isRos(source) && isKubernetes(source))) return 'kubernetes';
  return 'ros';
}

type Placer = (
  facts: GroupFacts,
  only: readonly RuleFacts[] | undefined,
  target: Target,
  source: SourceText,
) => readonly Edit[] | undefined;

const placers: Readonly<Record<SnippetForm, Placer>> = {
  terraform: behindBlock,
  ros: amongResources,
  kubernetes: behindDocument,
};

/** Behind the block of the first level that the place is in. */
function behindBlock(
  facts: GroupFacts,
  only: readonly RuleFacts[] | undefined,
  { text, offset }: Target,
): readonly Edit[] | undefined {
  if (/^\s*\{/.test(text)) return undefined;
  const around = parseHcl(text).body.items.find(({ start, end }) => start < offset && offset < end);
  const at = around ? lineEnd(text, around.end) : lineEnd(text, offset);
  return [apartAt(text, at, snippet(facts, only, 'terraform', freeName(text)))];
}

/** Behind the document that the place is in, as one of its own. */
function behindDocument(
  facts: GroupFacts,
  only: readonly RuleFacts[] | undefined,
  { text, offset }: Target,
): readonly Edit[] | undefined {
  if (/^\s*\{(?!\{)/.test(text)) return undefined;
  const next = /^---/gm;
  next.lastIndex = lineEnd(text, offset);
  const at = next.exec(text)?.index ?? text.length;
  const before = text.slice(0, at).trimEnd().length;
  const policy = snippet(facts, only, 'kubernetes');
  if (before === 0) return [{ start: 0, end: 0, text: policy }];
  return [{ start: before, end: before, text: `\n---\n${policy.trimEnd()}${before === text.length ? '\n' : ''}` }];
}

function amongResources(
  facts: GroupFacts,
  only: readonly RuleFacts[] | undefined,
  { text, offset }: Target,
  source: SourceText,
): readonly Edit[] | undefined {
  const file = dataFileOf(source);
  const [document] = file.documents;
  const resources = document && get(document.root, 'Resources', document);
  if (!document || resources?.kind !== 'map') return undefined;
  const entry = resources.entries.findLast(({ start }) => start <= offset) ?? resources.entries[0];
  if (!entry) return undefined;
  const structure = dataStructure(source, { file, isNamed: true });
  const isIn = entry.start <= offset && offset <= lineEnd(text, entry.end);
  const type = scalarText(scalarOf(get(entry.value, 'Type', document), document));
  if (only && isIn && type === 'ALIYUN::ECS::SecurityGroup') {
    const list = only[0]?.rule.direction === 'egress' ? 'SecurityGroupEgress' : 'SecurityGroupIngress';
    // A list that is there may be made by a function.
    const there = findEntry(get(entry.value, 'Properties', document), list, document);
    if (there && there.value?.kind !== 'sequence') return undefined;
    return together(rosItems(facts, only), (item) => structure.append(entry, ['Properties', list], item));
  }
  const taken = new Set(entriesOf(resources, document).map(({ key }) => scalarText(key)));
  const made = rosResources(
    facts,
    only,
    freshNames((name) => taken.has(name)),
  );
  return together(Object.entries(made), ([name, resource]) => besideEntry(structure, entry, name, resource));
}

function besideEntry(
  structure: ReturnType<typeof dataStructure>,
  entry: MapEntry,
  name: string,
  resource: Plain,
): readonly Edit[] | undefined {
  if (!isMapping(resource)) return undefined;
  const { Type, Properties } = resource;
  return typeof Type === 'string' && Properties !== undefined
    ? structure.beside(entry, name, Type, Properties)
    : undefined;
}

/** All edits, or none where one of them cannot be written. */
function together<T>(items: readonly T[], edit: (item: T) => readonly Edit[] | undefined): readonly Edit[] | undefined {
  const parts = items.map(edit);
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

/** With a blank line before and behind it, where something stands there. */
function apartAt(text: string, at: number, added: string): Edit {
  const [before, behind] = [text.slice(0, at), text.slice(at)];
  const above = before.trim() === '' ? '' : /\n[ \t]*\r?\n?[ \t]*$/.test(before) ? '\n' : '\n\n';
  const below = behind.trim() === '' ? (behind === '' ? '\n' : '') : /^\r?\n[ \t]*\r?\n/.test(behind) ? '' : '\n';
  return { start: at, end: at, text: `${above}${added.trimEnd()}${below}` };
}

/** At the place itself, in lines of its own that are indented as its line is. */
function asItIs(added: string, { text, offset }: Target): Edit {
  const start = lineStart(text, offset);
  const isBlank = text.slice(start, lineEnd(text, offset)).trim() === '';
  const indent = isBlank ? text.slice(start, offset) : indentAt(text, lineEnd(text, offset));
  const lines = added.trimEnd().split('\n');
  const written = lines.map((line, i) => (line === '' || (isBlank && i === 0) ? line : `${indent}${line}`)).join('\n');
  const at = isBlank ? offset : lineEnd(text, offset);
  return { start: at, end: at, text: isBlank ? written : `\n${written}` };
}

/** Labels that stand in the text are taken. */
function freeName(text: string): FreeName {
  return freshNames((name) => text.includes(`"${name}"`));
}

/** Counts on from a name that is taken, or that was given already. */
function freshNames(isTaken: (name: string) => boolean): FreeName {
  const given = new Set<string>();
  return (wanted) => {
    const [, stem = wanted, digits] = /^(.*?)(\d+)$/.exec(wanted) ?? [];
    const joint = digits === undefined && wanted.includes('_') ? '_' : '';
    let name = wanted;
    for (let number = Number(digits ?? 1) + 1; isTaken(name) || given.has(name); number++) {
      name = `${stem}${joint}${number}`;
    }
    given.add(name);
    return name;
  };
}
