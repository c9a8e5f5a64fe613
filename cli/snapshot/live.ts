/** Reading the live account, with progress and an end by Ctrl+C; the cloud's code is loaded here and no earlier. */
import type { Snapshot } from '../../core/dialects/cloud/snapshot.ts';
import type { Text } from '../../core/text/message.ts';
import { progress } from '../progress.ts';
import type { Console } from '../terminal.ts';
import { requestOf } from './options.ts';

/** `undefined`, with the reason on stderr, where nothing could be read. */
export async function readLive(read: Parameters<typeof requestOf>[0], console: Console): Promise<Snapshot | undefined> {
  const cloud = await import('../../cloud/main.ts');
  cloud.useProxiesOfEnvironment();
  const shown = progress(process.stderr.isTTY === true, console.language);
  const stop = new AbortController();
  const interrupt = (): void => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const request = requestOf(read, stop.signal);
    return await cloud.takeSnapshot({ ...request, onProgress: (at) => shown.show(wordsFor(at)) });
  } catch (error) {
    shown.end();
    if (!(error instanceof cloud.CloudError)) throw error;
    console.error(withRequest(error.problem));
    // What is still under way would keep the process for as long as an answer may take.
    if (error.problem.kind === 'cancelled') process.exit(2);
    return undefined;
  } finally {
    shown.end();
    process.removeListener('SIGINT', interrupt);
  }
}
function wordsFor({
  region,
  done,
  total,
  requests,
}: {
  region: string;
  done: number;
  total: number;
  requests: number;
}): Text {
  return {
    en: `${done}/${total} regions, ${requests} requests … ${region}`,
    zh: `${done}/${total} 个地域，${requests} 次请求 … ${region}`,
  };
}

function withRequest({
  message,
  requestId,
}: {
  readonly message: Text;
  readonly requestId?: string | undefined;
}): Text {
  if (requestId === undefined) return message;
  return { en: `${message.en} (request ${requestId})`, zh: `${message.zh}（请求 ID ${requestId}）` };
}
