/** The edge of every request: what goes wrong in a handler is logged, and told to the client as an LSP error. */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { detailOf } from './failure.ts';

export type Answering = <P, R, More extends readonly unknown[]>(
  name: string,
  handler: (params: P, token: CancellationToken, ...more: More) => Promise<R>,
) => (params: P, token?: CancellationToken, ...more: More) => Promise<R | ResponseError<never>>;

/** @param log takes what went wrong, for the client's log at the level of errors; logs are not translated */
export function answering(log: (message: string) => void): Answering {
  return (name, handler) =>
    async (params, given, ...more) => {
      // A request without parameters has the token in their place.
      const token = given ?? (params as CancellationToken);
      try {
        const result = await handler(params, token, ...more);
        return token.isCancellationRequested ? new ResponseError<never>(LSPErrorCodes.RequestCancelled, name) : result;
      } catch (error) {
        log(`${name}: ${detailOf(error)}`);
        return new ResponseError<never>(
          ErrorCodes.InternalError,
          `${name}: ${error instanceof Error ? error.message : error}`,
        );
      }
    };
}
