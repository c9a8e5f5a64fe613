/** Parsing once per text: a SourceText never changes, so its tree is kept as long as the text itself. */
import type { SourceText } from '../text/source.ts';
import type { DataFile } from './data.ts';
import { type HclFile, parseHcl } from './hcl/index.ts';
import { parseJson } from './json.ts';
import { parseYaml } from './yaml/index.ts';

const dataFiles = new WeakMap<SourceText, DataFile>();
const hclFiles = new WeakMap<SourceText, HclFile>();

/** YAML or, by the ending, JSON: that of Terraform's states is `.tfstate`. */
export function dataFileOf(source: SourceText): DataFile {
  let file = dataFiles.get(source);
  if (!file) {
    file = /\.(?:json|tfstate)$/.test(source.path) ? parseJson(source.text) : parseYaml(source.text);
    dataFiles.set(source, file);
  }
  return file;
}

export function hclFileOf(source: SourceText): HclFile {
  let file = hclFiles.get(source);
  if (!file) {
    file = parseHcl(source.text);
    hclFiles.set(source, file);
  }
  return file;
}
