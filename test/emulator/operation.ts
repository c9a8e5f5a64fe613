import type { Account, Region } from './account/account.ts';
import type { Principal } from './keys.ts';

/** Parameters by their wire names: query and form body together. */
export type Parameters = ReadonlyMap<string, string>;

export interface Call {
  readonly action: string;
  readonly account: Account;
  /** The region that RegionId names; without it the endpoint's region. */
  readonly region: Region;
  readonly parameters: Parameters;
  /** Who asks; undefined is the account itself. */
  readonly principal: Principal | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A new id such as `sgr-…`, unique in this emulator. */
  readonly newId: (prefix: string) => string;
  /** Answer with the page before the one that is asked for. */
  readonly repeatPage: boolean;
}

export interface Operation {
  readonly required?: readonly string[];
  /** Needs no permission. */
  readonly open?: boolean;
  /** DryRun=true ends with DryRunOperation. */
  readonly dryRun?: boolean;
  /** Changes state: ClientToken makes it idempotent. */
  readonly write?: boolean;
  /** The body of the answer without RequestId; throws a Refusal. */
  readonly run: (call: Call) => Record<string, unknown>;
}

export type Operations = Readonly<Record<string, Operation>>;

/** The numbered values of `Name.1`, `Name.2`, …, or of `Name` alone. */
export function repeated(parameters: Parameters, name: string): readonly string[] {
  const values: [number, string][] = [];
  for (const [key, value] of parameters) {
    const match = key.startsWith(`${name}.`) ? /^\d+$/.exec(key.slice(name.length + 1)) : undefined;
    if (match) values.push([Number(match[0]), value]);
  }
  if (values.length === 0) return parameters.has(name) ? [parameters.get(name)!] : [];
  return values.sort(([a], [b]) => a - b).map(([, value]) => value);
}

/** The members of `Name.1.*`, `Name.2.*`, …, each as parameters of its own. */
export function repeatedObjects(parameters: Parameters, name: string): readonly Parameters[] {
  const objects = new Map<number, Map<string, string>>();
  for (const [key, value] of parameters) {
    const match = key.startsWith(`${name}.`) ? /^(\d+)\.(.+)$/.exec(key.slice(name.length + 1)) : undefined;
    if (!match) continue;
    const number = Number(match[1]);
    if (!objects.has(number)) objects.set(number, new Map());
    objects.get(number)!.set(match[2]!, value);
  }
  return [...objects].sort(([a], [b]) => a - b).map(([, members]) => members);
}
