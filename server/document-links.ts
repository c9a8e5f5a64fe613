/** textDocument/documentLink: from rules to their pages, from paths to the files that they name. */
import { existsSync } from 'node:fs';

import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver/node';
import { rulesNamed, valueFilesNamed } from '../core/config/rule-places.ts';
import { knownIds } from '../core/config/rule-settings.ts';
import { suppressionsOf } from '../core/config/suppressions.ts';
import { filesNamed } from '../core/navigation/files.ts';
import { rules } from '../core/rules/index.ts';
import type { Text } from '../core/text/message.ts';
import type { Location } from '../core/text/source.ts';
import type { Components } from './components.ts';
import { isConfiguration } from './configurations.ts';
import { pathOf, uriOf } from './paths.ts';
import { rangeOf } from './ranges.ts';

const openRule: Text = { en: 'Open the documentation of this rule', zh: '打开该规则的文档' };

export function documentLinks({ folders, rulePage, language }: Components) {
  return async ({ textDocument: { uri } }: DocumentLinkParams): Promise<DocumentLink[]> => {
    const path = pathOf(uri);
    const source = path === undefined ? undefined : folders.typed(path);
    if (!source || path === undefined) return [];
    if (isConfiguration(path)) {
      const files = valueFilesNamed(source).filter((file) => existsSync(file.path));
      return [...ruleLinks(rulesNamed(source)), ...files.map(({ at, path: file }) => fileLink(at, file))].map(
        ({ link }) => link,
      );
    }
    const linted = await folders.around(uri);
    const patterns = linted.flatMap(({ units }) => units.flatMap(suppressionsOf)).flatMap((one) => one.rules);
    const files = linted.flatMap(({ units, workspace }) => units.flatMap((unit) => filesNamed(unit, workspace)));
    const links = [...ruleLinks(patterns), ...files.map((file) => fileLink(file.at, file.path))];
    // A module's file may be read in several units.
    const here = links.filter(({ at }) => at.source.path === path);
    return [...new Map(here.map(({ at, link }) => [`${at.start}:${at.end}`, link])).values()];
  };

  function ruleLinks(places: readonly { readonly pattern: string; readonly at: Location }[]): LinkAt[] {
    const ids = new Set(knownIds(rules));
    return places
      .filter(({ pattern }) => ids.has(pattern))
      .map(({ pattern, at }) => linkAt(at, rulePage(pattern), openRule[language()]));
  }
}

interface LinkAt {
  readonly at: Location;
  readonly link: DocumentLink;
}

function fileLink(at: Location, path: string): LinkAt {
  return linkAt(at, uriOf(path));
}

function linkAt(place: Location, target: string, tooltip?: string): LinkAt {
  const at = place.source.outermost(place);
  return { at, link: { range: rangeOf(at), target, ...(tooltip === undefined ? {} : { tooltip }) } };
}
