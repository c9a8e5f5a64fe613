/** Edits of `.portguard.yaml`: what a person accepts for the whole project instead of mending it. */
import type { AddressSet } from '../network/addresses.ts';
import type { PortSet } from '../network/ports.ts';
import { get, itemsOf } from '../syntax/navigate.ts';
import { dataFileOf } from '../syntax/parsed.ts';
import type { SourceText } from '../text/source.ts';
import { dataStructure } from './data.ts';
import { entryText, flowText } from './data-text.ts';
import type { Edit, FileEdit } from './edit.ts';
import { Expression, isSequence, type Plain } from './plain.ts';
import { isSound, withLineEnds } from './soundness.ts';

export type Acceptance =
  | { readonly kind: 'rule-off'; readonly rule: string }
  /** These ports may face the internet. */
  | { readonly kind: 'public-ports'; readonly ports: PortSet }
  /** These addresses are the user's own; the name is for a person to choose. */
  | { readonly kind: 'network'; readonly addresses: AddressSet };

/** A name that a new network has until a person gives it another. */
const networkName = 'office';

/**
 * @param config the configuration as it is, an empty text where there is none
 * @param publicPorts what counts where the configuration does not say it
 */
export function acceptanceIn(
  config: SourceText,
  acceptance: Acceptance,
  publicPorts: PortSet,
): readonly FileEdit[] | undefined {
  const edits = editsFor(config, acceptance, publicPorts);
  const placed = edits?.map((edit) =>
    withLineEnds({
      ...edit,
      source: config,
      ...(acceptance.kind === 'network' && edit.text.includes(networkName) ? { placeholder: networkName } : {}),
    }),
  );
  return placed && isSound(placed) ? placed : undefined;
}

/** Which group of the account a group of the templates is, by its name in them. */
export function accountGroupIn(config: SourceText, name: string, id: string): readonly FileEdit[] | undefined {
  const placed = put(config, ['accountGroups', name], id)?.map((edit) => withLineEnds({ ...edit, source: config }));
  return placed && isSound(placed) ? placed : undefined;
}

function editsFor(config: SourceText, acceptance: Acceptance, publicPorts: PortSet): readonly Edit[] | undefined {
  switch (acceptance.kind) {
    case 'rule-off':
      return put(config, ['rules', acceptance.rule], new Expression('off'));
    case 'public-ports':
      return addPorts(config, acceptance.ports, publicPorts);
    case 'network':
      return put(config, ['networks', freeName(config)], acceptance.addresses.toCidrs());
  }
}

/** A setting of the configuration; a text without any begins with it. */
function put(config: SourceText, path: readonly string[], to: Plain): readonly Edit[] | undefined {
  const root = dataFileOf(config).documents[0]?.root;
  if (root) return dataStructure(config, { file: dataFileOf(config), isNamed: false }).set(root, [{ path, to }]);
  // Comments and nothing else: the configuration that is meant to be filled in.
  const [first = '', ...rest] = path;
  const value = isSequence(to) ? new Expression(flowText(to, style)) : to;
  const entry = entryText(first, rest.length > 0 ? { [rest.join('.')]: value } : value, style, '');
  const { length } = config.text;
  const gap = length > 0 && !config.text.endsWith('\n') ? '\n' : '';
  return [{ start: length, end: length, text: `${gap}${entry}\n` }];
}

const style = { json: false, step: '  ', quotes: '' } as const;

function addPorts(config: SourceText, ports: PortSet, publicPorts: PortSet): readonly Edit[] | undefined {
  const [document] = dataFileOf(config).documents;
  const listed = document && get(document.root, 'publicPorts', document);
  const items = ports.intervals.map(({ from, to }): Plain => (from === to ? from : `${from}/${to}`));
  if (document?.root && listed && itemsOf(listed, document).length > 0) {
    const { root } = document;
    const structure = dataStructure(config, { file: dataFileOf(config), isNamed: false });
    // One at a time behind the last: several would be written at the same place, in order.
    const edits = items.map((item) => structure.append(root, ['publicPorts'], item));
    return edits.includes(undefined) ? undefined : edits.flatMap((some) => some ?? []);
  }
  const all = publicPorts.union(ports);
  return put(
    config,
    ['publicPorts'],
    all.intervals.map(({ from, to }): Plain => (from === to ? from : `${from}/${to}`)),
  );
}

function freeName(config: SourceText): string {
  const [document] = dataFileOf(config).documents;
  const networks = document && get(document.root, 'networks', document);
  for (let number = 1; ; number++) {
    const name = number === 1 ? networkName : `${networkName}${number}`;
    if (!document || get(networks, name, document) === undefined) return name;
  }
}
