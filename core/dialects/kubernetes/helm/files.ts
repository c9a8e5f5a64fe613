/** `.Files`: the files of a chart that are neither templates nor charts within it. */
import { matchAll } from '../../../patterns/match.ts';
import { toBase64, utf8 } from '../../../text/bytes.ts';
import { joinPath, nameOfPath } from '../../../text/path.ts';
import type { Workspace } from '../../surroundings.ts';
import { filesBelow } from './chart.ts';
import { type Datum, type Dict, dict, list, type Native, string, textOf } from './data.ts';
import { plain } from './functions/definition.ts';
import type { Run } from './run.ts';
import { yamlOf } from './yaml-text.ts';

/** A group of more files than this is not put together. */
const maxGroup = 200;

export function chartFiles(folder: string, workspace: Workspace): Native {
  let paths: readonly string[] | undefined;
  const all = (): readonly string[] => {
    paths ??= filesBelow(folder, workspace, ['templates/', 'charts/'])
      .map((path) => (folder === '' ? path : path.slice(folder.length + 1)))
      .filter((path) => path !== 'Chart.yaml' && path !== 'values.yaml');
    return paths;
  };
  const textOfFile = (path: string): Datum => {
    const isInside = !/^(?:\/|templates\/|charts\/)|(?:^|\/)\.\.(?:\/|$)/.test(path);
    const source = isInside ? workspace.read(joinPath(folder, path)) : undefined;
    if (!source) return string('');
    return string(source.text, { at: { source, start: 0, end: source.text.length }, exact: true });
  };
  return {
    type: 'native',
    text: 'map[]',
    methods(name, [argument], run) {
      const path = argument ? plain(argument) : '';
      // Every file is looked at for each pattern.
      if (name === 'Glob') run.budget.steps -= all().length;
      if (argument?.type === 'unknown') return argument;
      if (name === 'Get' || name === 'GetBytes') return textOfFile(path);
      if (name === 'Lines')
        return list(
          plain(textOfFile(path))
            .replace(/\n$/, '')
            .split('\n')
            .map((line) => string(line)),
        );
      if (name === 'Glob') return group(matching(path, all()), textOfFile, run);
      if (name === 'AsConfig' || name === 'AsSecrets') return group(all(), textOfFile, run).methods?.(name, [], run);
      return textOfFile(name);
    },
  };
}

function group(paths: readonly string[], textOfFile: (path: string) => Datum, run: Run): Dict {
  if (paths.length > maxGroup) run.budget.steps = -1;
  const entries = new Map(paths.slice(0, maxGroup).map((path) => [path, textOfFile(path)]));
  return {
    ...dict(entries),
    methods(name) {
      if (name === 'Get') return undefined;
      if (name !== 'AsConfig' && name !== 'AsSecrets') return undefined;
      const named = [...entries].map(([path, text]): [string, Datum] => [
        nameOfPath(path),
        name === 'AsConfig' ? text : string(toBase64(utf8(plain(text)))),
      ]);
      return textOf(yamlOf(dict(new Map(named)), run));
    },
  };
}

/** Paths that a glob pattern means: `*` within a folder, `**` across folders, `?`, `{a,b}`, `[a-z]`. */
function matching(glob: string, paths: readonly string[]): string[] {
  let braces = 0;
  const pattern = glob.replace(/\*\*|\[[^\]]*\]|./gs, (sign) => {
    if (sign === '**') return '.*';
    if (sign === '*') return '[^/]*';
    if (sign === '?') return '[^/]';
    if (sign === '{') braces++;
    if (sign === '}') braces--;
    if (sign === '{') return '(?:';
    if (sign === '}') return ')';
    if (sign === ',' && braces > 0) return '|';
    return sign.startsWith('[') && sign.length > 1 ? sign.replace('[!', '[^') : sign.replace(/[\\^$.|+()[\]]/g, '\\$&');
  });
  return paths.filter((path) => {
    const found = matchAll(`^(?:${pattern})$`, [...path], 1);
    return typeof found === 'object' && found.matches.length > 0;
  });
}
