/** A workspace of texts by path, and what evaluation gets of it. */
import { alone, type Inputs, type Surroundings } from '../../../core/dialects/surroundings.ts';
import { joinPath } from '../../../core/text/path.ts';
import { SourceText } from '../../../core/text/source.ts';

export interface Files {
  readonly surroundings: Surroundings;
  /** The files that lie in a folder itself. */
  in(folder: string): SourceText[];
  file(path: string): SourceText;
}

export function filesOf(texts: Readonly<Record<string, string>>, inputs: Inputs = alone.inputs): Files {
  const sources = new Map(Object.entries(texts).map(([path, text]) => [path, new SourceText(path, text)]));
  const inside = (folder: string): string[] => {
    const prefix = folder === '' ? '' : `${folder}/`;
    const names = [...sources.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length).replace(/\/.*/, '/'));
    return [...new Set(names)].sort();
  };
  const list = (folder: string): string[] | undefined => {
    const names = inside(joinPath('', folder));
    return names.length > 0 ? names : undefined;
  };
  const file = (path: string): SourceText => {
    const source = sources.get(path);
    if (!source) throw new Error(`no file ${path}`);
    return source;
  };
  return {
    file,
    in: (folder) =>
      inside(folder)
        .filter((name) => !name.endsWith('/'))
        .map((name) => file(joinPath(folder, name))),
    surroundings: {
      inputs,
      workspace: {
        read: (path) => sources.get(joinPath('', path)),
        bytes: (path) => {
          const source = sources.get(joinPath('', path));
          return source && new TextEncoder().encode(source.text);
        },
        list,
      },
    },
  };
}
