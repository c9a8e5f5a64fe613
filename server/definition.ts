/** textDocument/definition: where what is named here is declared. */
import type { DefinitionParams, LocationLink, Location as LspLocation } from 'vscode-languageserver/node';
import { filesNamed } from '../core/navigation/files.ts';
import { type Name, placesOf } from '../core/navigation/name.ts';
import { type Location, SourceText } from '../core/text/source.ts';
import type { Components } from './components.ts';
import { literalIdAt, otherPlacesOf } from './literal-ids.ts';
import { namesAround } from './names-at.ts';
import { uriOf } from './paths.ts';
import { rangeOf } from './ranges.ts';
import { contains } from './values-at.ts';

interface Target {
  /** The name that leads there. */
  readonly from: Location;
  /** The name where it is declared, and the whole of what is declared. */
  readonly at: Location;
  readonly whole: Location;
}

export function definition(components: Components) {
  return async (params: DefinitionParams): Promise<LspLocation[] | LocationLink[]> => {
    const found = await targets(components, params);
    if (!components.client().linksDefinitions)
      return found.map(({ at }) => ({ uri: uriOf(at.source.path), range: rangeOf(at) }));
    return found.map(({ from, at, whole }) => ({
      originSelectionRange: rangeOf(from),
      targetUri: uriOf(at.source.path),
      targetRange: rangeOf(whole),
      targetSelectionRange: rangeOf(at),
    }));
  };
}

async function targets(components: Components, params: DefinitionParams): Promise<Target[]> {
  const around = await namesAround(components, params);
  if (!around) return [];
  const { all, here, path, offset } = around;
  const [first] = here;
  const declared = first ? declarations(placesOf(all, here), outermost(first.at)) : [];
  if (declared.length > 0) return declared;
  const linted = await components.folders.around(params.textDocument.uri);
  for (const { units, workspace } of linted) {
    for (const file of units.flatMap((unit) => filesNamed(unit, workspace))) {
      const from = outermost(file.at);
      if (!contains(from, path, offset)) continue;
      const at = { source: new SourceText(file.path, ''), start: 0, end: 0 };
      return [{ from, at, whole: at }];
    }
  }
  const id = literalIdAt(linted, path, offset);
  return id ? otherPlacesOf(components.folders.whole(), id).map((at) => ({ from: id, at, whole: at })) : [];
}

/** One for each thing that is declared, however many names its declaration gives it. */
function declarations(names: readonly Name[], from: Location): Target[] {
  const found = new Map<string, Target>();
  for (const { at, declares } of names) {
    if (!declares) continue;
    const whole = outermost(declares);
    const id = `${whole.source.path}\0${whole.start}\0${whole.end}`;
    if (!found.has(id)) found.set(id, { from, at: outermost(at), whole });
  }
  return [...found.values()];
}

function outermost(at: Location): Location {
  return at.source.outermost(at);
}
