/** textDocument/inlayHint: the services behind ports, and who everyone is, beside the values. Off unless it is asked for. */
import type { InlayHint, InlayHintParams } from 'vscode-languageserver/node';
import { AddressSet, isAddressProblem, parseCidr } from '../core/network/addresses.ts';
import { addressFields, portFields } from '../core/network/field-kinds.ts';
import { PortSet } from '../core/network/ports.ts';
import type { Settings } from '../core/rules/rule.ts';
import type { Text } from '../core/text/message.ts';
import type { Location } from '../core/text/source.ts';
import type { Known } from '../core/values/value.ts';
import type { Components } from './components.ts';
import { namedServices } from './hover/ports.ts';
import { pathOf } from './paths.ts';
import { protocolOf } from './protocol-of.ts';
import { rangeOf } from './ranges.ts';
import { walkUnit } from './values-at.ts';

/** Services of one range, and meanings of one text that stands for several values, that are named. */
const shown = 2;

export function inlayHints({ documents, folders, settings, language }: Components) {
  return async ({ textDocument: { uri }, range }: InlayHintParams): Promise<InlayHint[]> => {
    const linted = await folders.around(uri);
    // Asked for only now: the settings may have come in the meantime.
    if (!settings().inlayHints.enabled) return [];
    const [document, path] = [documents.get(uri), pathOf(uri)];
    if (!document || path === undefined) return [];
    const visible = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const networks = new Map(linted.toReversed().flatMap((one) => [...(one.settings?.networks ?? [])]));
    const found = new Map<number, { readonly at: Location; readonly labels: Set<string> }>();
    for (const unit of linted.flatMap(({ units }) => units)) {
      walkUnit(unit, (value, field, holder) => {
        if (value.byDefault) return;
        const at = value.at.source.outermost(value.at);
        if (at.source.path !== path || at.start < visible.start || at.end > visible.end) return;
        const label = meaningOf({ value, field, holder }, networks)?.[language()];
        if (label === undefined) return;
        const place = found.get(at.end) ?? { at, labels: new Set() };
        found.set(at.end, place);
        place.labels.add(label);
      });
    }
    return [...found.values()].filter(({ at }) => isShort(at)).map(({ at, labels }) => hintOf(at, [...labels]));
  };
}

interface InModel {
  readonly value: Known<unknown>;
  readonly field: string;
  readonly holder: Readonly<Record<string, unknown>>;
}

function meaningOf({ value: { value }, field, holder }: InModel, networks: Settings['networks']): Text | undefined {
  if (value instanceof AddressSet) return whoseAddresses(value, networks);
  if (value instanceof PortSet) return servicesAt(value, holder);
  if (typeof value === 'number' && portFields.has(field)) return servicesAt(PortSet.single(value), holder);
  if (typeof value !== 'string' || !addressFields.has(field)) return undefined;
  const read = parseCidr(value);
  return isAddressProblem(read) ? undefined : whoseAddresses(read.addresses, networks);
}

function whoseAddresses(addresses: AddressSet, networks: Settings['networks']): Text | undefined {
  if (addresses.containsWorld) return { en: 'everyone', zh: '所有人' };
  const [name] = [...networks].find(([, network]) => network.equals(addresses)) ?? [];
  return name === undefined ? undefined : { en: name, zh: name };
}

function servicesAt(ports: PortSet, holder: InModel['holder']): Text | undefined {
  if (ports.isAll) return { en: 'all ports', zh: '全部端口' };
  const names = [...new Set(namedServices(ports, protocolOf(holder)).map(({ name }) => name))];
  const left = names.length - shown;
  const text = names.slice(0, shown).join(', ') + (left > 0 ? ` +${left}` : '');
  return text === '' ? undefined : { en: text, zh: text };
}

/** Not beside what spans lines: a default that is a whole map. */
function isShort({ source, start, end }: Location): boolean {
  return source.positionAt(start).line === source.positionAt(end).line;
}

function hintOf(at: Location, labels: readonly string[]): InlayHint {
  const { end } = rangeOf(at);
  const { text } = at.source;
  const quote = text[at.start - 1];
  // The quotes do not always belong to a value.
  const isInQuotes = (quote === '"' || quote === "'") && text[at.end] === quote;
  const label = labels.slice(0, shown).join(' / ') + (labels.length > shown ? ' …' : '');
  return { position: isInQuotes ? { ...end, character: end.character + 1 } : end, label, paddingLeft: true };
}
