/** The edge of every request: what goes wrong in a handler is logged, and told to the client as an LSP error. */
import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { detailOf } from './failure.ts';

export type Answering = <P, R>(
  name: string,
  handler: (params: P) => Promise<R>,
) => (params: P, token?: CancellationToken) => Promise<R | ResponseError>;

/** @param log takes what went wrong, for the client's log at the level of errors; logs are not translated */
export function answering(log: (message: string) => void): Answering {
  return (name, handler) => async (params, token) => {
    try {
      const result = await handler(params);
      // A request without parameters has the token in their place.
      const { isCancellationRequested } = token ?? (params as CancellationToken);
      return isCancellationRequested ? new ResponseError(LSPErrorCodes.RequestCancelled, name) : result;
    } catch (error) {
      log(`${name}: ${detailOf(error)}`);
      return new ResponseError(ErrorCodes.InternalError, `${name}: ${error instanceof Error ? error.message : error}`);
    }
  };
}
