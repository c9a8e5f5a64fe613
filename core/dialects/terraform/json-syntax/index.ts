/**
 * Terraform's JSON syntax (`.tf.json`) as the tree that a `.tf` file gives, with places in the JSON text, so that
 * evaluation needs to know nothing of JSON.
 * https://developer.hashicorp.com/terraform/language/syntax/json
 */
import type { Comment, MapEntry } from '../../../syntax/data.ts';
import type { HclFile } from '../../../syntax/hcl/index.ts';
import { scalarText } from '../../../syntax/navigate.ts';
import { dataFileOf } from '../../../syntax/parsed.ts';
import type { SyntaxProblem } from '../../../syntax/problem.ts';
import type { SourceText } from '../../../text/source.ts';
import { bodyOf, type JsonFile } from './bodies.ts';
import { file as fileShape } from './shapes.ts';

const files = new WeakMap<SourceText, HclFile>();

/** Parsed once per text. */
export function jsonConfigurationOf(source: SourceText): HclFile {
  let file = files.get(source);
  if (!file) {
    file = readConfiguration(source);
    files.set(source, file);
  }
  return file;
}

function readConfiguration(source: SourceText): HclFile {
  const { documents, problems, comments } = dataFileOf(source);
  const file: JsonFile = { text: source.text, problems: [], blockKeys: new Set(), remarks: [] };
  const root = documents[0]?.root;
  const objects = (root?.kind === 'sequence' ? root.items : [root]).filter((node) => node?.kind === 'map');
  const body = bodyOf(objects, { start: 0, end: source.text.length }, fileShape, file);
  if (root && objects.length === 0) file.problems.push(notAnObject(root));
  const told = problems.filter(({ duplicateKey, start }) => !duplicateKey || !file.blockKeys.has(start));
  return {
    body,
    problems: [...told, ...file.problems].sort((a, b) => a.start - b.start || a.end - b.end),
    comments: [...comments, ...file.remarks.flatMap((entry) => remarkOf(entry, source.text))],
  };
}

function notAnObject({ start, end }: SyntaxProblem | { start: number; end: number }): SyntaxProblem {
  return {
    start,
    end,
    message: {
      en: 'A configuration in JSON is an object. Put its blocks in braces.',
      zh: 'JSON 格式的配置是一个对象。请将各个块放入花括号中。',
    },
  };
}

/** JSON has no comments: Terraform passes over properties named `//`. The comma behind belongs to it. */
function remarkOf({ start, end, value }: MapEntry, text: string): Comment[] {
  const said = scalarText(value);
  const [comma = ''] = /^\s*,?/.exec(text.slice(end, end + 40)) ?? [];
  return said === undefined ? [] : [{ start, end: comma.endsWith(',') ? end + comma.length : end, text: said }];
}
