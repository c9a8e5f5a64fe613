/**
 * textDocument/completion: addresses, ports, TLS policies and rules, where the catalogues know that one is wanted. The
 * text is read as it is now; networks and findings are those of the last lint, so that nobody waits for the next.
 */
import type { CompletionItem, CompletionParams } from 'vscode-languageserver/node';
import { partAt } from '../core/completion/blank.ts';
import { type CompletionPlace, completionPlaceAt } from '../core/completion/place.ts';
import type { Language } from '../core/text/message.ts';
import { addressOffers, privateRanges } from './completion/addresses.ts';
import { configItems } from './completion/config.ts';
import { itemsOf, type Offer } from './completion/offer.ts';
import { portOffers } from './completion/ports.ts';
import { ruleOffers } from './completion/rules.ts';
import { tlsPolicyOffers } from './completion/tls.ts';
import type { Components } from './components.ts';
import { isConfiguration } from './configurations.ts';
import type { Linted } from './linted.ts';
import { pathOf } from './paths.ts';
import { rangeOf } from './ranges.ts';

export function completion({ documents, folders, language }: Components) {
  return async ({ textDocument: { uri }, position }: CompletionParams): Promise<CompletionItem[]> => {
    const [document, path] = [documents.get(uri), pathOf(uri)];
    const source = path === undefined ? undefined : folders.typed(path);
    if (!document || path === undefined || !source) return [];
    const offset = document.offsetAt(position);
    if (isConfiguration(path)) return configItems(source, offset, language());
    const place = completionPlaceAt(source, offset);
    if (!place) return [];
    const last = folders.last(uri);
    const linted = last.length > 0 || !place.wanted.some(needsLint) ? last : await folders.around(uri);
    const offers = place.wanted.flatMap((one) => offersFor(one, { linted, path, language: language() }));
    const { blank } = place;
    const at = place.source.outermost(listPart(place, offset));
    return itemsOf(offers, rangeOf(at), (text) => blank.write(text));
  };
}

/** One text may be a list of addresses, of which only the part at the cursor is replaced. */
function listPart({ source, blank: { span }, wanted }: CompletionPlace, offset: number) {
  const isList =
    wanted.some(({ what }) => what === 'addresses') && source.text.slice(span.start, span.end).includes(',');
  return isList ? partAt(source.text, span, offset) : span;
}

/** Ports and policies are the same in every file. */
function needsLint({ what }: CompletionPlace['wanted'][number]): boolean {
  return what === 'addresses' || what === 'rule';
}

interface Surroundings {
  readonly linted: readonly Linted[];
  readonly path: string;
  readonly language: Language;
}

function offersFor(wanted: CompletionPlace['wanted'][number], { linted, path, language }: Surroundings): Offer[] {
  switch (wanted.what) {
    case 'addresses': {
      if (wanted.of === 'own') return privateRanges(wanted.family, language);
      const networks = new Map(linted.toReversed().flatMap(({ settings }) => [...(settings?.networks ?? [])]));
      // Each template of a folder is a stack of its own.
      const units = linted
        .flatMap((one) => one.units)
        .filter((unit) => unit.comments.some(({ source }) => source.path === path));
      return addressOffers({ family: wanted.family, networks, units, language });
    }
    case 'ports':
      return portOffers(wanted.spelling, language);
    case 'tlsPolicy':
      return tlsPolicyOffers(wanted.of, language);
    case 'rule':
      return ruleOffers(
        new Set(linted.flatMap(({ findings }) => (findings.get(path) ?? []).map(({ rule }) => rule))),
        language,
      );
  }
}
