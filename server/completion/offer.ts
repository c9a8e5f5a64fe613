/** What may be written, before it is a completion item: one shape for addresses, ports, policies, rules and keys. */
import { type CompletionItem, CompletionItemKind, CompletionItemTag, type Range } from 'vscode-languageserver/node';

export interface Offer {
  readonly label: string;
  /** What is written; the label where absent. */
  readonly text?: string;
  readonly kind: CompletionItemKind;
  /** Beside the label, short. */
  readonly detail?: string;
  /** Markdown. */
  readonly about?: string;
  /** Words by which it is found, beside what is written and the label. */
  readonly words?: string;
  /** Still works, and is not to be used any more. */
  readonly deprecated?: boolean;
  readonly preselect?: boolean;
}

export const kinds = CompletionItemKind;

/**
 * In the order given, the first of those that say the same.
 * @param write what is written for a text, with what has to be around it
 */
export function itemsOf(offers: readonly Offer[], range: Range, write: (text: string) => string): CompletionItem[] {
  const distinct = [
    ...new Map(offers.toReversed().map((one) => [`${one.label}\0${one.text}`, one])).values(),
  ].reverse();
  return distinct.map(({ label, text = label, kind, detail, about, words, deprecated, preselect }, place) => ({
    label,
    kind,
    ...(detail === undefined ? {} : { detail, labelDetails: { description: detail } }),
    ...(about === undefined ? {} : { documentation: { kind: 'markdown', value: about } }),
    ...(deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
    ...(preselect ? { preselect } : {}),
    filterText: [text, ...(label === text ? [] : [label]), ...(words === undefined ? [] : [words])].join(' '),
    sortText: String(place).padStart(4, '0'),
    textEdit: { range, newText: write(text) },
  }));
}
