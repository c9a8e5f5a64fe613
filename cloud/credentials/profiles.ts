/** ~/.aliyun/config.json as far as we look at it: which profiles there are, and what they would do. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Text } from '../../core/text/message.ts';

export interface Profile {
  readonly name: string;
  /** AK, StsToken, RamRoleArn, EcsRamRole, OIDC, ChainableRamRoleArn, CloudSSO, OAuth, External. */
  readonly mode: string;
  readonly region: string | undefined;
  /** The profile that a role is assumed from. */
  readonly source: string | undefined;
  /** What a profile of mode External runs. */
  readonly command: string | undefined;
}

export interface Profiles {
  readonly current: string | undefined;
  readonly profiles: readonly Profile[];
  /** Everything in the file that must not be shown. */
  readonly secrets: readonly string[];
}

export function profilesPath(): string {
  return join(homedir(), '.aliyun', 'config.json');
}

/** The profiles, `undefined` where there is no such file, or what is wrong with it: never with its content. */
export function readProfiles(path: string = profilesPath()): Profiles | Text | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return undefined;
    return { en: `The profiles cannot be read: ${path} (${code})`, zh: `无法读取配置文件：${path}（${code}）` };
  }
  try {
    return profilesIn(JSON.parse(text.replace(/^\ufeff/, '')));
  } catch {
    return broken(path);
  }
}

function broken(path: string): Text {
  return {
    en: `The file with the profiles is no valid JSON. Correct it, or write it anew with "aliyun configure": ${path}`,
    zh: `配置文件不是合法的 JSON。请修正，或用“aliyun configure”重新生成：${path}`,
  };
}

const secretNames = /secret|token|key_id|password/i;

function profilesIn(content: unknown): Profiles {
  const { current, profiles } = content as { current?: unknown; profiles?: unknown };
  const secrets: string[] = [];
  const read = (Array.isArray(profiles) ? profiles : []).map((one: Record<string, unknown>): Profile => {
    for (const [name, value] of Object.entries(one)) {
      if (typeof value === 'string' && value !== '' && secretNames.test(name) && !/expire|file/.test(name))
        secrets.push(value);
    }
    return {
      name: textOf(one.name) ?? '',
      mode: textOf(one.mode) ?? '',
      region: textOf(one.region_id),
      source: textOf(one.source_profile),
      command: textOf(one.process_command),
    };
  });
  return { current: textOf(current), profiles: read, secrets };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The profile and those that its role is assumed from, as far as they are there; a circle is walked once. */
export function chainOf(name: string, { profiles }: Profiles): readonly Profile[] {
  const chain: Profile[] = [];
  for (let next: string | undefined = name; next !== undefined; ) {
    const found: Profile | undefined = profiles.find((one) => one.name === next);
    if (!found || chain.includes(found)) return chain;
    chain.push(found);
    next = found.mode === 'ChainableRamRoleArn' ? found.source : undefined;
  }
  return chain;
}
