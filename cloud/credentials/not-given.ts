/** Why a profile has no credentials, as far as what the SDK threw tells it. Its own words may carry secrets: none is kept. */
import { adviceFor, unreachable } from '../advice.ts';
import { CloudError, problemOf } from '../problem.ts';
import { profileFailed } from './sentences.ts';

export function notGiven(profile: string, mode: string, error: unknown): CloudError {
  const { message = '', code, name = '' } = error as { readonly message?: string; code?: unknown; name?: string };
  // `connect ECONNREFUSED 10.0.0.1:443POST https://sts.aliyuncs.com/?… failed.`
  const [, host] = /(?:GET|POST|PUT) https?:\/\/([^/?\s]+)/i.exec(message) ?? [];
  const failure = name.includes('Timeout') ? 'timeout' : /^E[A-Z_]+$/.exec(String(code))?.[0];
  if (host !== undefined && failure !== undefined && host !== metadata) {
    return new CloudError(problemOf('network', failure, unreachable(host, failure)));
  }
  // Who gives temporary credentials answers a refusal with JSON, which the SDK puts into the message.
  const [, said] = /"Code"\s*:\s*"([A-Za-z][\w.]{0,80})"/.exec(message) ?? [];
  if (said === undefined)
    return new CloudError(problemOf('credentials', 'NoCredentials', profileFailed(profile, mode)));
  const { en, zh } = adviceFor(said)?.message ?? profileFailed(profile, mode);
  const told = { en: `${en} (${said})`, zh: `${zh}（${said}）` };
  return new CloudError(problemOf('credentials', said, told));
}

/** A machine that is no ECS instance does not have it, and that is the reason itself. */
const metadata = '100.100.100.200';
