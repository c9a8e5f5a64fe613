/** textDocument/hover: what a source, a port, a TLS policy or a security group of a document amounts to. */
import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { rulesNamed } from '../core/config/rule-places.ts';
import type { Unit } from '../core/dialects/unit.ts';
import { AddressSet, isAddressProblem, parseCidr } from '../core/network/addresses.ts';
import { addressFields, portFields, tlsFields } from '../core/network/field-kinds.ts';
import { type RuleGroup, ruleGroups } from '../core/network/groups.ts';
import { identityKey, keyOf } from '../core/network/identity.ts';
import type { Identity } from '../core/network/model.ts';
import { PortSet } from '../core/network/ports.ts';
import type { Settings } from '../core/rules/rule.ts';
import type { Language } from '../core/text/message.ts';
import type { Location } from '../core/text/source.ts';
import { isReference } from '../core/values/value.ts';
import type { Components } from './components.ts';
import { isConfiguration } from './configurations.ts';
import { groupText } from './group-text.ts';
import { addressesText } from './hover/addresses.ts';
import { moreText } from './hover/markdown.ts';
import { portsText } from './hover/ports.ts';
import { ruleNamedAt, suppressionAt } from './hover/rules.ts';
import { customTlsText, tlsText } from './hover/tls.ts';
import { pathOf } from './paths.ts';
import { protocolOf } from './protocol-of.ts';
import { rangeOf } from './ranges.ts';
import { contains, type FoundValue, valuesAt } from './values-at.ts';

/** One text may stand for many values (`count`, `for_each`): how many of them are explained. */
const maxValues = 6;
/** Rows of a group's table; the code lens leads to all of them. */
const maxRows = 12;

export function hover({ documents, folders, rulePage, language }: Components) {
  return async ({ textDocument: { uri }, position }: HoverParams): Promise<Hover | null> => {
    const linted = await folders.around(uri);
    const [document, path] = [documents.get(uri), pathOf(uri)];
    if (!document || path === undefined) return null;
    const offset = document.offsetAt(position);
    const source = folders.typed(path);
    const rule = isConfiguration(path)
      ? ruleNamedAt(source ? rulesNamed(source) : [], path, offset, rulePage)
      : suppressionAt(linted, path, offset, rulePage);
    if (rule) return { contents: { kind: 'markdown', value: rule.text[language()] }, range: rangeOf(rule.at) };
    const units = linted.flatMap((one) => one.units);
    const networks: Settings['networks'] = new Map(
      linted.toReversed().flatMap(({ settings }) => [...(settings?.networks ?? [])]),
    );
    const explained =
      groupNamedAt(units, path, offset, language()) ?? valueAt(units, path, offset, networks, language());
    if (!explained) return null;
    const { at } = explained;
    const distinct = [...new Set(explained.texts)];
    const left = distinct.length - maxValues;
    const told = [...distinct.slice(0, maxValues), ...(left > 0 ? [moreText(left)[language()]] : [])];
    return { contents: { kind: 'markdown', value: told.join('\n\n---\n\n') }, range: rangeOf(at) };
  };
}

interface Explained {
  /** Markdown. */
  readonly texts: readonly string[];
  readonly at: Location;
}

/** A security group at its own name. */
function groupNamedAt(units: readonly Unit[], path: string, offset: number, language: Language): Explained | undefined {
  const texts: string[] = [];
  let at: Location | undefined;
  for (const { model } of units) {
    for (const group of model.securityGroups) {
      const { nameAt } = group.resource;
      const place = nameAt.source.outermost(nameAt);
      if (!contains(place, path, offset)) continue;
      at = place;
      const declared = ruleGroups(model).find(({ key }) => key === keyOf(group));
      if (declared) texts.push(groupTable(model, declared, language));
    }
  }
  return at && { texts, at };
}

function valueAt(
  units: readonly Unit[],
  path: string,
  offset: number,
  networks: Settings['networks'],
  language: Language,
): Explained | undefined {
  const found = valuesAt(units, path, offset);
  const texts = found.map((one) => textOf(one, networks, language)).filter((text) => text !== undefined);
  const [first] = found;
  return first && texts.length > 0 ? { texts, at: first.at } : undefined;
}

const groupFields: ReadonlySet<string> = new Set(['group', 'peerGroup', 'securityGroups']);
function textOf(found: FoundValue, networks: Settings['networks'], language: Language): string | undefined {
  const { value, field, holder, unit } = found;
  if (value instanceof AddressSet) return addressesText(value, networks)?.[language];
  if (value instanceof PortSet) return portsText(value, protocolOf(holder))?.[language];
  if (typeof value === 'number' && portFields.has(field)) {
    return portsText(PortSet.single(value), protocolOf(holder))?.[language];
  }
  if (groupFields.has(field) && isIdentity(value)) {
    const key = identityKey(value);
    const group = ruleGroups(unit.model).find((one) => one.key === key);
    return group && groupTable(unit.model, group, language);
  }
  if (tlsFields.has(field) && isIdentity(value)) {
    const text = typeof value === 'string' ? tlsText(value) : customTlsText(unit.model, identityKey(value));
    return text?.[language];
  }
  if (typeof value === 'string' && addressFields.has(field)) {
    const read = parseCidr(value);
    return isAddressProblem(read) ? undefined : addressesText(read.addresses, networks)?.[language];
  }
  return undefined;
}

function groupTable(model: Unit['model'], group: RuleGroup, language: Language): string {
  return groupText(model, group, language, {
    limit: maxRows,
    columns: ['from', 'ports', 'service', 'reach', 'through'],
  });
}

function isIdentity(value: unknown): value is Identity {
  return typeof value === 'string' || isReference(value);
}
