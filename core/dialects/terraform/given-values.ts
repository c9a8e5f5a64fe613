/**
 * Values that are given to the root module's variables, in Terraform's order: `terraform.tfvars`,
 * `terraform.tfvars.json`, `*.auto.tfvars` by name, then the files that were named (`-var-file`); later ones win.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { entriesOf } from '../../syntax/navigate.ts';
import { dataFileOf, hclFileOf } from '../../syntax/parsed.ts';
import { nameOfPath } from '../../text/path.ts';
import { locationOf, type SourceText } from '../../text/source.ts';
import { known, type MapMember, unknown, type Value } from '../../values/value.ts';
import { type Comments, type Problem, syntaxProblems } from '../unit.ts';
import { mapping, sequence } from './collections.ts';
import { isAutomatic } from './detect.ts';
import { evaluate } from './expressions.ts';
import type { Scope } from './scope.ts';

export interface GivenValues {
  /** The value of a name, evaluated in a scope of the root module; `undefined` where no file has it. */
  readonly value: (name: string, scopeOf: (source: SourceText) => Scope) => Value | undefined;
  readonly problems: readonly Problem[];
  readonly comments: readonly Comments[];
}

interface VariableFile {
  readonly value: (name: string, scopeOf: (source: SourceText) => Scope) => Value | undefined;
  readonly problems: readonly Problem[];
  readonly comments: Comments;
}

/** `beside` lie in the module's folder; of these, those with other names wait until they are named. */
export function givenValues(beside: readonly SourceText[], named: readonly SourceText[]): GivenValues {
  const read = [...automaticFiles(beside.map((file) => [file.path, file])), ...named].map(readFile);
  return {
    value(name, scopeOf) {
      for (const file of [...read].reverse()) {
        const value = file.value(name, scopeOf);
        if (value) return value;
      }
      return undefined;
    },
    // What is wrong with a file that waits is worth a word all the same.
    problems: distinctSources([...beside, ...named]).flatMap((source) => readFile(source).problems),
    comments: distinctSources([...beside, ...named]).map((source) => readFile(source).comments),
  };
}

/** Of files by their paths in one folder those that Terraform reads by itself, in its order. */
export function automaticFiles(files: readonly (readonly [path: string, file: SourceText])[]): SourceText[] {
  const first = ['terraform.tfvars', 'terraform.tfvars.json'];
  const rank = (path: string): number => [...first, nameOfPath(path)].indexOf(nameOfPath(path));
  return files
    .filter(([path]) => isAutomatic(path))
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
    .map(([, file]) => file);
}

function distinctSources(sources: readonly SourceText[]): readonly SourceText[] {
  return [...new Set(sources)];
}

function readFile(source: SourceText): VariableFile {
  return source.path.endsWith('.json') ? readJsonFile(source) : readHclFile(source);
}

function readHclFile(source: SourceText): VariableFile {
  const { body, problems, comments } = hclFileOf(source);
  return {
    value(name, scopeOf) {
      const item = body.items.findLast((one) => one.kind === 'attribute' && one.name === name);
      return item?.kind === 'attribute' ? evaluate(item.value, scopeOf(source)) : undefined;
    },
    problems: syntaxProblems(source, problems, 'syntax/hcl'),
    comments: { source, comments },
  };
}

function readJsonFile(source: SourceText): VariableFile {
  const { documents, problems, comments } = dataFileOf(source);
  const [document] = documents;
  return {
    value(name) {
      const entry = document && entriesOf(document.root, document).findLast((one) => one.name === name);
      return entry?.value && document ? literal(entry.value, document, source) : undefined;
    },
    problems: syntaxProblems(source, problems, 'syntax/json'),
    comments: { source, comments },
  };
}

const maxLevels = 100;

/** JSON as it stands: texts in variable files are no templates. */
function literal(node: DataNode, document: DataDocument, source: SourceText, depth = 0): Value {
  const at = locationOf(source, node);
  if (depth > maxLevels) return unknown('limit', 'nesting', at);
  if (node.kind === 'scalar') return known(node.value, locationOf(source, node.content));
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => literal(item, document, source, depth + 1));
    return sequence('tuple', items, at);
  }
  const members = new Map<string, MapMember>();
  for (const { name, key, value } of entriesOf(node, document)) {
    const keyAt = locationOf(source, key);
    members.set(name, { key: keyAt, value: value ? literal(value, document, source, depth + 1) : known(null, keyAt) });
  }
  return mapping('object', members, at);
}
