/** Tables that are read by ear as well: a caption, heads of columns, and the first cell of a row as its head. */
import type { Translate } from '../../../translate.ts';
import { type Html, html, type Part } from './html.ts';

export interface Row {
  /** For links to it, on this page. */
  readonly anchor?: string;
  readonly cells: readonly Part[];
  /** Greyed; what it means stands in the row as well. */
  readonly isIdle?: boolean;
}

/** A longer table says how many rows are left out: a page of ten thousand instances is read by nobody. */
const maxRows = 1000;

export function table(caption: string, heads: readonly string[], rows: readonly Row[], t: Translate): Html {
  const left = rows.length - maxRows;
  return html`<table>
<caption>${caption}</caption>
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows.slice(0, maxRows).map(rowHtml)}</tbody>
</table>
${left > 0 ? html`<p>${t('{0} more are not shown.', left)}</p>` : undefined}`;
}

function rowHtml({ anchor, cells: [head, ...cells], isIdle }: Row): Html {
  const id = anchor === undefined ? undefined : html` id="${anchor}"`;
  const kind = isIdle ? html` class="idle"` : undefined;
  return html`<tr${id}${kind}><th scope="row">${head}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>
`;
}
