/** Pieces of Markdown that hovers are made of. */
import type { Text } from '../../core/text/message.ts';

/** Paragraphs. */
export function lines(...parts: readonly Text[]): Text {
  return { en: parts.map(({ en }) => en).join('\n\n'), zh: parts.map(({ zh }) => zh).join('\n\n') };
}

export function bullets(items: readonly Text[]): Text {
  return { en: items.map(({ en }) => `- ${en}`).join('\n'), zh: items.map(({ zh }) => `- ${zh}`).join('\n') };
}

/** The first of them, and how many more there are. */
export function joined(items: readonly Text[], shown: number): Text {
  const some = items.slice(0, shown);
  const left = items.length - some.length;
  const more = left > 0 ? moreText(left) : undefined;
  return {
    en: [...some.map(({ en }) => en), ...(more ? [more.en] : [])].join(', '),
    zh: [...some.map(({ zh }) => zh), ...(more ? [more.zh] : [])].join('、'),
  };
}

export function moreText(count: number): Text {
  return { en: `… ${count} more`, zh: `……另有 ${count} 项` };
}
