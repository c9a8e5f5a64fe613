/** The security group of the templates that a group of the account is: the server knows, and a link leads there. */
import { type CancellationToken, Range, Uri, ViewColumn, window, workspace } from 'vscode';
import type { Counterpart, CounterpartParams, CounterpartPlace } from '../../core/drift/told.ts';
import type { Server } from '../language/server.ts';
import type { DetailsPlace } from './page-links.ts';

/** The server is asked where it runs, and never started for that. */
export async function counterpartOf(
  server: Pick<Server, 'state' | 'request'>,
  { kind, region, id }: DetailsPlace,
  token: CancellationToken,
): Promise<Counterpart | undefined> {
  if (kind !== 'group' || server.state !== 'running') return undefined;
  const params: CounterpartParams = { region, groupId: id };
  try {
    return (await server.request<Counterpart | null>('portguard/accountCounterpart', params, token)) ?? undefined;
  } catch {
    // The page says the rest without it.
    return undefined;
  }
}

/** Where a page's link to a template leads. */
export async function openCounterpart(place: unknown): Promise<void> {
  const { uri, range } = place as CounterpartPlace;
  const { start, end } = range;
  const document = await workspace.openTextDocument(Uri.parse(uri));
  await window.showTextDocument(document, {
    selection: new Range(start.line, start.character, end.line, end.character),
    viewColumn: ViewColumn.Active,
  });
}
