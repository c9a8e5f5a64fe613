/** Files with values that are given at deployment: `--var-file`, `--parameters`, and what the configuration names. */
import { resolve } from 'node:path';
import type { Inputs } from '../core/dialects/surroundings.ts';
import type { Text } from '../core/text/message.ts';
import type { SourceText } from '../core/text/source.ts';
import { readSource } from './read.ts';

/** Paths, seen from some folder. */
export interface InputPaths {
  readonly varFiles: readonly string[];
  readonly parameters: readonly string[];
}

export interface InputReader {
  /** Texts of the files, each read once; a file that cannot be read is a problem, said once. */
  read(paths: InputPaths, folder: string): Inputs;
}

export function inputReader(
  shown: (path: string) => string,
  maxFileSize: number,
  onProblem: (problem: Text) => void,
): InputReader {
  const texts = new Map<string, SourceText | undefined>();
  const textOf = (path: string): SourceText[] => {
    if (!texts.has(path)) {
      const { source, finding } = readSource(path, shown(path), { limit: maxFileSize, named: true });
      texts.set(path, source);
      if (!source) onProblem(unreadable(shown(path), finding?.message));
    }
    const known = texts.get(path);
    return known ? [known] : [];
  };
  return {
    read({ varFiles, parameters }, folder) {
      const each = (paths: readonly string[]): SourceText[] => paths.flatMap((path) => textOf(resolve(folder, path)));
      return { varFiles: each(varFiles), parameters: each(parameters) };
    },
  };
}

function unreadable(path: string, why: Text | undefined): Text {
  return {
    en: `The file with given values cannot be used: ${path}. ${why?.en ?? ''}`.trimEnd(),
    zh: `无法使用给定值的文件：${path}。${why?.zh ?? ''}`,
  };
}

/** Two sets of inputs, the second one winning where both have a value. */
export function joinInputs(first: Inputs, second: Inputs): Inputs {
  return {
    varFiles: [...first.varFiles, ...second.varFiles],
    parameters: [...first.parameters, ...second.parameters],
  };
}
