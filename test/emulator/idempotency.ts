import type { Call } from './operation.ts';
import { Refusal } from './refusal.ts';

type Body = Record<string, unknown>;

/** Remembers writes by their ClientToken: the same request again gets the same answer and changes nothing. */
export interface Idempotency {
  once(call: Call, write: () => Body): Body;
}

export function idempotency(): Idempotency {
  const done = new Map<string, { readonly parameters: string; readonly body: Body }>();
  return {
    once(call, write) {
      const token = call.parameters.get('ClientToken');
      if (!token) return write();
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is allowed.
      if (!/^[\x00-\x7f]{1,64}$/.test(token)) {
        throw new Refusal(400, 'InvalidClientToken.Malformed', 'The specified parameter clientToken is not valid.');
      }
      const name = `${call.action} ${token}`;
      const parameters = JSON.stringify([...call.parameters].sort(([a], [b]) => (a < b ? -1 : 1)));
      const before = done.get(name);
      if (!before) {
        // A write that fails leaves no trace: the token may be used again.
        const body = write();
        done.set(name, { parameters, body });
        return body;
      }
      if (before.parameters === parameters) return before.body;
      throw new Refusal(
        400,
        'IdempotentParameterMismatch',
        'The specified parameter has changed while using an already used clientToken.',
      );
    },
  };
}
