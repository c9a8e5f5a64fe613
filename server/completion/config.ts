/** Keys and values of `.portguard.yaml`. */
import type { CompletionItem } from 'vscode-languageserver/node';
import { configPlaceAt } from '../../core/completion/config-place.ts';
import { keyChoices, valueChoices } from '../../core/config/choices.ts';
import { rules } from '../../core/rules/index.ts';
import type { Language } from '../../core/text/message.ts';
import { locationOf, type SourceText } from '../../core/text/source.ts';
import { rangeOf } from '../ranges.ts';
import { privateRanges } from './addresses.ts';
import { itemsOf, kinds, type Offer } from './offer.ts';
import { portOffers } from './ports.ts';

export function configItems(source: SourceText, offset: number, language: Language): CompletionItem[] {
  const place = configPlaceAt(source, offset);
  if (!place) return [];
  const { what, path, blank } = place;
  const offers = what === 'key' ? keys(path, language) : values(path, language);
  return itemsOf(offers, rangeOf(locationOf(source, blank.span)), blank.write);
}

function keys(path: readonly string[], language: Language): Offer[] {
  return keyChoices(path, rules).map(({ text, about }) => ({
    label: text,
    kind: kinds.Property,
    ...(about ? { detail: about[language] } : {}),
  }));
}

function values(path: readonly string[], language: Language): Offer[] {
  const [first] = path;
  if (first === 'publicPorts') return portOffers('single', language);
  if (first === 'networks' && path.length > 1) return privateRanges('ipv4', language);
  return valueChoices(path, rules).map(({ text }) => ({ label: text, kind: kinds.EnumMember }));
}
