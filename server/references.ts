/** textDocument/references: everywhere that what is named here is named. */
import type { Location as LspLocation, ReferenceParams } from 'vscode-languageserver/node';
import { placesOf } from '../core/navigation/name.ts';
import type { Components } from './components.ts';
import { literalIdAt, placesOfId } from './literal-ids.ts';
import { namesAround } from './names-at.ts';
import { uriOf } from './paths.ts';
import { rangeOf } from './ranges.ts';

export function references(components: Components) {
  return async (params: ReferenceParams): Promise<LspLocation[]> => {
    const around = await namesAround(components, params);
    if (!around) return [];
    const { all, here, path, offset } = around;
    const { includeDeclaration } = params.context;
    const places = placesOf(all, here)
      .filter(({ declares }) => includeDeclaration || !declares)
      .map(({ at }) => at.source.outermost(at));
    if (here.length > 0) return places.map((at) => ({ uri: uriOf(at.source.path), range: rangeOf(at) }));
    const id = literalIdAt(await components.folders.around(params.textDocument.uri), path, offset);
    const ids = id ? placesOfId(components.folders.whole(), id) : [];
    return ids.map((at) => ({ uri: uriOf(at.source.path), range: rangeOf(at) }));
  };
}
