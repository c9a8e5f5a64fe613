import type { IncomingMessage } from 'node:http';

/** A request as it came over the wire: nothing is checked yet. */
export interface Received {
  readonly method: string;
  readonly path: string;
  /** Decoded, in the order of the wire. */
  readonly query: readonly (readonly [string, string])[];
  /** By lower-case name, values trimmed. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export async function receive(message: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const [path = '/', query = ''] = (message.url ?? '/').split(/\?(.*)/s);
  return {
    method: message.method ?? 'GET',
    path,
    query: decodeQuery(query),
    headers: headersOf(message.rawHeaders),
    body: Buffer.concat(chunks),
  };
}

/** Raw headers, because Node joins and drops some of the parsed ones. */
function headersOf(raw: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) headers.set(raw[i]!.toLowerCase(), raw[i + 1]!.trim());
  return headers;
}

export function decodeQuery(query: string): readonly (readonly [string, string])[] {
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      return [decode(name), decode(value)];
    });
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
