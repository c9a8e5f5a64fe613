/** The configuration that counts for a file: the one on disk or as it is being typed, or the one to be made. */
import { basename, dirname, join } from 'node:path';
import { configFileNames } from '../../core/config/schema.ts';
import { SourceText } from '../../core/text/source.ts';
import { topAround } from '../paths.ts';

export interface ConfigurationFile {
  readonly source: SourceText;
  readonly exists: boolean;
  /** As people are shown it. */
  readonly name: string;
}

/**
 * @param found absolute path of the configuration that counts, `undefined` for the defaults
 * @param textOf the text of a file, `undefined` for one that has gone
 * @param folders the workspace's, absolute; a new configuration is made in the one around the file
 */
export function configurationFor(
  path: string,
  found: string | undefined,
  textOf: (path: string) => SourceText | undefined,
  folders: readonly string[],
): ConfigurationFile | undefined {
  if (found !== undefined) {
    // Gone since it was linted: then it is not offered to be changed.
    const source = textOf(found);
    return source && { source, exists: true, name: basename(found) };
  }
  const place = join(topAround(folders, path) ?? dirname(path), configFileNames[0]);
  return { source: new SourceText(place, ''), exists: false, name: configFileNames[0] };
}
