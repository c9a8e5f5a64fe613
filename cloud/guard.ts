/**
 * The one guard between the SDK and everybody else. Whatever it throws (its own classes, errors of Node, the SyntaxError
 * of a page that is no JSON) becomes a CloudError that says what to do next, and no secret gets through.
 */
import { adviceFor, notPermitted, portal, refused, throttled, unreachable } from './advice.ts';
import { CloudError, cancelled, problemOf } from './problem.ts';
import { redacted } from './redact.ts';

export interface Guard {
  /** Secrets that must not appear in any message; asked when something fails. */
  readonly secrets: () => Iterable<string>;
  /** `ecs:DescribeInstances`: what is said to be missing where a permission is. */
  readonly action: string;
  readonly host: string;
}

/** Does it, or throws a CloudError. */
export async function guarded<T>(guard: Guard, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw cloudErrorOf(error, guard);
  }
}

/** As far as anything is known of what was thrown. */
interface Thrown {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly statusCode?: unknown;
  readonly requestId?: unknown;
  readonly retryAfter?: unknown;
  readonly data?: { readonly Message?: unknown } | undefined;
  readonly accessDeniedDetail?: { readonly AuthAction?: unknown } | undefined;
  readonly cause?: unknown;
}

function cloudErrorOf(error: unknown, guard: Guard): CloudError {
  if (error instanceof CloudError) return error;
  const thrown = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Thrown;
  const name = String(thrown.name ?? '');
  if (name === 'AbortError') return cancelled();
  // A 502 page, a captive portal, an answer that was cut off.
  if (error instanceof SyntaxError || name === 'SyntaxError') {
    return new CloudError(problemOf('proxy-or-portal', 'NotJson', portal));
  }
  const code = typeof thrown.code === 'string' ? thrown.code : '';
  return serviceError(thrown, code, guard) ?? networkError(thrown, name, code, guard);
}

function serviceError(thrown: Thrown, code: string, { secrets, action }: Guard): CloudError | undefined {
  const { statusCode, requestId, retryAfter } = thrown;
  if (typeof statusCode !== 'number') return undefined;
  // JSON of something else than the service has neither a code nor an id.
  if (code === '' || code === 'undefined')
    return new CloudError(problemOf('proxy-or-portal', `Http${statusCode}`, portal));
  const id = typeof requestId === 'string' && requestId !== 'undefined' ? requestId : undefined;
  if (code.includes('Throttling')) {
    return new CloudError(
      problemOf('throttled', code, throttled, id),
      typeof retryAfter === 'number' ? retryAfter : undefined,
    );
  }
  const known = adviceFor(code);
  if (known) return new CloudError(problemOf(known.kind, code, known.message, id));
  if (statusCode === 403 || /^(?:Forbidden|NoPermission|UnauthorizedOperation)/.test(code)) {
    const said = thrown.accessDeniedDetail?.AuthAction;
    return new CloudError(problemOf('permission', code, notPermitted(typeof said === 'string' ? said : action), id));
  }
  const said = redacted(String(thrown.data?.Message ?? ''), secrets()).slice(0, 300);
  return new CloudError(problemOf('service', code, refused(code, said), id));
}

/** Codes of TLS: somebody in between signs in Alibaba Cloud's name. */
const foreignCertificate = /CERT|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY)|ERR_TLS|EPROTO/;

function networkError({ message }: Thrown, name: string, code: string, { secrets, host }: Guard): CloudError {
  if (foreignCertificate.test(code)) return new CloudError(problemOf('proxy-or-portal', code, portal));
  if (name.includes('Timeout')) return new CloudError(problemOf('network', 'Timeout', unreachable(host, 'timeout')));
  if (/^E[A-Z_]+$/.test(code)) return new CloudError(problemOf('network', code, unreachable(host, code)));
  const said = redacted(String(message ?? ''), secrets()).slice(0, 300);
  return new CloudError(problemOf('service', code || name || 'Unknown', refused(code || name || 'Unknown', said)));
}
