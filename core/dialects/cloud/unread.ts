/** What a snapshot says it does not have: a region or a product that could not be read. */
import type { DataDocument, DataNode } from '../../syntax/data.ts';
import { get, itemsOf, scalarOf, scalarText } from '../../syntax/navigate.ts';
import type { Text } from '../../text/message.ts';
import { type Location, locationOf, type SourceText } from '../../text/source.ts';
import type { Problem } from '../unit.ts';

interface UnreadPart {
  readonly region: string;
  /** Lists of the region that are not here, or not whole. */
  readonly lists: readonly string[];
  readonly place: Location;
  readonly message: Text;
}

export function unreadIn(document: DataDocument, source: SourceText): readonly UnreadPart[] {
  const textOf = (node: DataNode | undefined, key: string): string =>
    scalarText(scalarOf(get(node, key, document), document)) ?? '';
  return itemsOf(get(document.root, 'problems', document), document).map((node): UnreadPart => {
    const [region, product, resource] = ['region', 'product', 'resource'].map((key) => textOf(node, key));
    const told = get(get(node, 'problem', document), 'message', document);
    const lists = itemsOf(get(node, 'lists', document), document).flatMap(
      (one) => scalarText(scalarOf(one, document)) ?? [],
    );
    const what = resource || lists.join(', ') || product || '';
    const isPart = product !== '';
    return {
      region: region ?? '',
      lists,
      place: locationOf(source, get(node, 'problem', document) ?? node),
      message: isPart
        ? {
            en: `Not read in ${region}, so nothing is said about it: ${what}. ${textOf(told, 'en')}`,
            zh: `${region} 的以下内容未能读取，因此未对其作出判断：${what}。${textOf(told, 'zh')}`,
          }
        : {
            en: `There may be more in ${region} than is here. ${textOf(told, 'en')}`,
            zh: `${region} 中可能还有此处未列出的资源。${textOf(told, 'zh')}`,
          },
    };
  });
}

export function unreadProblems(document: DataDocument, source: SourceText): readonly Problem[] {
  return unreadIn(document, source).map(({ place, message }) => ({
    rule: 'syntax/unread',
    at: place,
    message,
    severity: 'warning',
  }));
}
