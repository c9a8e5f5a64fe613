/** Links of a page: to its own parts, and to commands of the editor (page-links.ts). */

import type { Direction } from '../../../../core/network/rule-cases.ts';
import type { Span } from '../../../../core/text/source.ts';
import type { DetailsPlace, PageCommand } from '../../page-links.ts';
import { type Html, html, type Part } from './html.ts';

export function commandLink(command: PageCommand, argument: unknown, text: Part): Html {
  return html`<a href="command:${command}?${encodeURIComponent(JSON.stringify([argument]))}">${text}</a>`;
}

export function detailsLink(place: DetailsPlace, text: Part): Html {
  return commandLink('portguard.showAccountDetails', place, text);
}

export function snapshotLink(place: Span, text: Part): Html {
  return commandLink('portguard.openInSnapshot', { place }, text);
}

/** @param index 0-based, in order of evaluation */
export function ruleAnchor(direction: Direction, index: number): string {
  return `${direction}-${index + 1}`;
}

export function anchorLink(anchor: string, text: Part): Html {
  return html`<a href="#${anchor}">${text}</a>`;
}
