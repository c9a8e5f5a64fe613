/**
 * Locals: a name for a value (`Macro`, the default, and `Eval`), or a data source. A macro is replaced where it
 * stands and an Eval computed first; for what a value can be, both are the same.
 * https://www.alibabacloud.com/help/en/ros/user-guide/local-variables-locals
 */
import { type Entry, get, mapOf, scalarText } from '../../syntax/navigate.ts';
import { unknown, type Value } from '../../values/value.ts';
import type { Evaluation } from './evaluation.ts';

export function evaluateLocal(evaluation: Evaluation, { name, key, value: node }: Entry): Value | undefined {
  const at = evaluation.at(key);
  const { document } = evaluation.template;
  if (!mapOf(node, document)) return unknown('invalid', `local ${name}`, at);
  const dataSource = dataSourceOf(evaluation, name);
  if (dataSource) return unknown('external', dataSource, at);
  const value = get(node, 'Value', document);
  return value ? evaluation.value(value, evaluation.top) : unknown('invalid', `local ${name}`, at);
}

/** The type of a local that is a data source: `DATASOURCE::VPC::Vpcs`. */
export function dataSourceOf({ template: { document, locals } }: Evaluation, name: string): string | undefined {
  const type = scalarText(get(locals.get(name)?.value, 'Type', document));
  return type?.startsWith('DATASOURCE::') ? type : undefined;
}
