/** A whole page: what it is about, where its parts are, and the parts. It runs nothing and loads nothing. */
import { createHash } from 'node:crypto';
import type { Language } from '../../../../core/text/message.ts';
import type { Translate } from '../../../translate.ts';
import { type Html, html } from './html.ts';
import { anchorLink } from './links.ts';
import { style } from './style.ts';

export interface Section {
  /** In links; letters only. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface Page {
  /** Of the tab. */
  readonly title: string;
  /** A document of HTML. */
  readonly html: string;
}

const styleHash = createHash('sha256').update(style.text).digest('base64');

/** Nothing but the style above: no script, no picture, no request. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

export function pageOf(
  title: string,
  lead: Html,
  sections: readonly Section[],
  language: Language,
  t: Translate,
): Page {
  const made = html`<!DOCTYPE html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1><bdi>${title}</bdi></h1>
${lead}
${sections.length > 0 ? contents(sections, t) : undefined}
${sections.map(sectionHtml)}</main>
</body>
</html>
`;
  return { title, html: made.text };
}

function contents(sections: readonly Section[], t: Translate): Html {
  const links = sections.map(({ id, title }) => html`<li>${anchorLink(id, title)}</li>`);
  return html`<nav aria-label="${t('On this page')}"><ul>${links}</ul></nav>`;
}

/** Of what an account does not have, or has no more. */
export function absentPage(id: string, takenAt: string, language: Language, t: Translate): Page {
  const body = html`<p>${t('The account, as it was read at {0}, does not have this.', takenAt)}</p>`;
  return pageOf(id, body, [], language, t);
}

function sectionHtml({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}

/** Words and what stands behind them; what is not there is left out. */
export function facts(pairs: readonly (readonly [word: string, what: Html | string | undefined])[]): Html {
  const there = pairs.filter(([, what]) => what !== undefined && what !== '');
  return html`<dl>
${there.map(
  ([word, what]) => html`<dt>${word}</dt><dd>${what}</dd>
`,
)}</dl>`;
}
