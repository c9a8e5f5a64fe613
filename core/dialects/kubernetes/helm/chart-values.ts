/** Which values a chart is rendered with, and which of its dependencies: what `helm template` does without more files. */
import type { Chart, Dependency } from './chart.ts';
import { copied, type Datum, type Dict, dict } from './data.ts';

/** A chart with its values in place. */
export interface Installed {
  readonly chart: Chart;
  /** The chart's name, or the alias under which it is a dependency. */
  readonly name: string;
  readonly values: Dict;
  readonly dependencies: readonly Installed[];
}

/**
 * Values that are given from above win over the chart's own; tables are merged, and null takes a value away. Each
 * dependency gets the table of its name, and `global`.
 */
export function installed(chart: Chart, name = chart.name, given: Dict = dict()): Installed {
  const values = merged(given, copied(chart.values) as Dict);
  const dependencies = chart.dependencies
    .filter((dependency) => isEnabled(dependency, values))
    .map((dependency) => {
      const own = values.entries.get(dependency.name);
      const table = own?.type === 'dict' ? own : dict();
      const global = tableAt(values, 'global');
      const below = global ? merged(dict(new Map([['global', copied(global)]])), table) : table;
      const inner = installed(dependency.chart, dependency.name, below);
      values.entries.set(dependency.name, inner.values);
      return inner;
    });
  return { chart, name, values, dependencies };
}

function merged(given: Dict, own: Dict): Dict {
  for (const [key, value] of given.entries) {
    const before = own.entries.get(key);
    if (value.type === 'nil' && before !== undefined) own.entries.delete(key);
    else if (value.type === 'dict' && before?.type === 'dict') merged(value, before);
    else own.entries.set(key, copied(value));
  }
  return own;
}

/** Tags first, then the first condition that is there, which wins. */
function isEnabled({ conditions, tags }: Dependency, values: Dict): boolean {
  for (const path of conditions) {
    const value = path.split('.').reduce<Datum | undefined>((of, key) => memberOf(of, key), values);
    if (value?.type === 'bool') return value.value;
  }
  const switches = tags.map((tag) => memberOf(tableAt(values, 'tags'), tag)).filter((value) => value?.type === 'bool');
  return switches.length === 0 || switches.some((value) => value.value);
}

function memberOf(of: Datum | undefined, key: string): Datum | undefined {
  return of?.type === 'dict' ? of.entries.get(key) : undefined;
}

function tableAt(values: Dict, key: string): Dict | undefined {
  const value = values.entries.get(key);
  return value?.type === 'dict' ? value : undefined;
}
