/** `fileset`: the files below a folder that fit a pattern, seen from the folder. */
import { joinPath, relativePath } from '../../../text/path.ts';
import type { Location } from '../../../text/source.ts';
import { known, unknown, type Value } from '../../../values/value.ts';
import { sequence } from '../collections.ts';
import { setItems } from '../equality.ts';
import { type Scope, spend } from '../scope.ts';
import { refuse } from './definition.ts';
import { matchesName, type Patience } from './glob.ts';
import { absenceOf, lookCost } from './workspace-files.ts';

interface Search {
  readonly scope: Scope;
  readonly patience: Patience;
  readonly found: string[];
}

/** Why a search ended early. */
type Failure = 'pattern' | 'limit' | 'outside';

const maxFiles = 20_000;
const maxPatience = 100_000;

export function fileSet(folder: string, pattern: string, scope: Scope, at: Location): Value {
  const { root } = scope.module.files;
  const base = joinPath(root, folder);
  const whole = joinPath(base, `./${pattern}`);
  const components = whole.split('/');
  const search: Search = { scope, patience: { left: maxPatience }, found: [] };
  const failure = whole.startsWith('/') ? descend('/', components.slice(1), search) : descend('', components, search);
  if (failure === 'pattern') return refuse(`pattern ${pattern}`, at);
  if (failure === 'outside') return unknown('external', folder, at);
  const isTooMuch = search.patience.left < 0 || !spend(scope, maxPatience - search.patience.left);
  if (failure || isTooMuch) return unknown('limit', 'fileset', at);
  const names = search.found.map((path) => known(relativePath(base, path).normalize(), at));
  return sequence('set', setItems(names), at, 'string');
}

/** Follows the components that are plain names, then asks everything in the folder for the next one. */
function descend(folder: string, components: readonly string[], search: Search): Failure | undefined {
  let base = folder;
  let next = 0;
  for (; next < components.length && !/[*?[{\\]/.test(components[next] as string); next++) {
    base = joinPath(base, `./${components[next]}`);
  }
  const { workspace } = search.scope.module.files;
  if (!spend(search.scope, lookCost) || search.found.length > maxFiles) return 'limit';
  const component = components[next];
  if (component === undefined) {
    if (workspace.bytes(base)) search.found.push(base);
    else if (!workspace.list(base)) return outsideOf(base, search);
    return undefined;
  }
  const names = workspace.list(base);
  if (!names) return workspace.bytes(base) ? undefined : outsideOf(base, search);
  if (!spend(search.scope, names.length)) return 'limit';
  if (component !== '**') return matching(base, names, component, components.slice(next + 1), search);
  return everywhere(base, names, components.slice(next), search);
}

function outsideOf(path: string, { scope }: Search): Failure | undefined {
  const absence = absenceOf(path, scope.module.files.workspace.list);
  if (absence === 'outside') return 'outside';
  return absence === 'unreadable' ? 'limit' : undefined;
}

/** `**`: this folder and all below. As the last component it means every file there. */
function everywhere(
  base: string,
  names: readonly string[],
  components: readonly string[],
  search: Search,
): Failure | undefined {
  const [, component, ...rest] = components;
  for (const name of names) {
    if (name.endsWith('/')) {
      const failure = descend(joinPath(base, `./${name}`), components, search);
      if (failure) return failure;
    } else if (component === undefined) search.found.push(joinPath(base, `./${name}`));
  }
  return component === undefined ? undefined : matching(base, names, component, rest, search);
}

function matching(
  base: string,
  names: readonly string[],
  component: string,
  rest: readonly string[],
  search: Search,
): Failure | undefined {
  for (const entry of names) {
    const isFolder = entry.endsWith('/');
    const fits = matchesName(component, isFolder ? entry.slice(0, -1) : entry, search.patience);
    if (fits === undefined) return 'pattern';
    if (!fits) continue;
    const path = joinPath(base, `./${entry}`);
    if (rest.length === 0 && !isFolder) search.found.push(path);
    const failure = rest.length > 0 && isFolder ? descend(path, rest, search) : undefined;
    if (failure) return failure;
  }
  return undefined;
}
