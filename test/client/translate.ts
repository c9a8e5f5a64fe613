/** `l10n.t` of an editor that speaks English. */
import type { Translate } from '../../client/translate.ts';

export const t: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)]));
