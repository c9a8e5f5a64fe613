/**
 * Looking into an emulator that runs in another process, on a port of its own: what was asked of it, the rules as they
 * are, faults to come. It is never on the port that the SDK asks.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ScriptedFault } from './faults.ts';
import type { Emulator } from './start.ts';

/** `GET /requests`, `GET /rules/SG-ID`, `POST /faults` with a list of scripted faults; all of it is JSON. */
export async function startControl(emulator: Emulator): Promise<{ readonly port: number; close(): void }> {
  const server = createServer(async (request, response) => {
    const [, what = '', id = ''] = (request.url ?? '').split('/');
    const answer = (status: number, body: unknown): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.method === 'POST' && what === 'faults') {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      emulator.faults.inject(...(JSON.parse(Buffer.concat(chunks).toString()) as ScriptedFault[]));
      answer(200, {});
    } else if (what === 'requests') answer(200, emulator.requests);
    else if (what === 'rules') {
      const groups = emulator.account.regions.flatMap(({ securityGroups }) => securityGroups);
      const group = groups.find(({ SecurityGroupId }) => SecurityGroupId === id);
      answer(group ? 200 : 404, group?.rules ?? []);
    } else answer(404, {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
