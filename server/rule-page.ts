/** Where a rule's documentation page is: the client may have it at a place of its own. */
import { pageUrl } from '../core/rules/page.ts';
import type { Language } from '../core/text/message.ts';

/** The URI of a rule's page. */
export type RulePage = (rule: string) => string;

/**
 * @param options `initializationOptions` of the client, of whatever shape: `rulePage` is a URI with `{rule}` where the
 * rule's id stands
 */
export function rulePages(options: unknown, language: Language): RulePage {
  const template =
    typeof options === 'object' && options !== null && 'rulePage' in options ? options.rulePage : undefined;
  if (typeof template !== 'string' || !template.includes('{rule}')) return (rule) => pageUrl(rule, language);
  // Not as a pattern of `replaceAll`: an id has no `$`, but the function says so.
  return (rule) => template.replaceAll('{rule}', () => encodeURIComponent(rule));
}
