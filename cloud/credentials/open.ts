/** Credentials as the SDK's clients want them: found when they are first needed, and again after a failure. */
import {
  CLIProfileCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
} from '@alicloud/credentials';
import type { Text } from '../../core/text/message.ts';
import { CloudError, problemOf } from '../problem.ts';
import { chainLinks, type Found, type Provider } from './chain.ts';
import { notGiven } from './not-given.ts';
import { chainOf, type Profiles, profilesPath, readProfiles } from './profiles.ts';
import { chainFailed, mayNotRun, noProfiles, noSuchProfile, nothingConfigured } from './sentences.ts';
import type { CredentialSource, MayRun } from './source.ts';

export interface OpenCredentials {
  /** The credentials; fails with a CloudError of kind `credentials` that tells no secret. */
  readonly get: () => Promise<Found>;
  /** All secrets that were seen so far, to be taken out of messages. */
  readonly secrets: () => Iterable<string>;
  /** The region of the profile, where it has one. */
  readonly region: string | undefined;
}

export function openCredentials(source: CredentialSource): OpenCredentials {
  const secrets = new Set<string>();
  const profiles = source.kind === 'keys' ? undefined : readProfiles();
  if (profiles && 'secrets' in profiles) for (const secret of profiles.secrets) secrets.add(secret);
  const named = source.kind === 'profile' ? source.name : currentProfile(profiles);
  let provider: Promise<Provider> | undefined;
  const find = async (): Promise<Found> => {
    provider ??= findProvider(source, profiles);
    try {
      const found = await (await provider).getCredentials();
      for (const secret of [found.accessKeySecret, found.securityToken]) if (secret) secrets.add(secret);
      return found;
    } catch (error) {
      // A provider that has failed keeps failing even when the user has signed in again: the next call builds another.
      provider = undefined;
      if (error instanceof CloudError) throw error;
      if (named === undefined) throw failed('NoCredentials', nothingConfigured);
      throw notGiven(named, modeOf(named, profiles), error);
    }
  };
  let pending: Promise<Found> | undefined;
  return {
    secrets: () => secrets,
    region: regionOf(named, profiles),
    // Many requests begin at once, and a role need be assumed only once for all of them.
    get() {
      pending ??= find().finally(() => {
        pending = undefined;
      });
      return pending;
    },
  };
}

type Read = ReturnType<typeof readProfiles>;

function currentProfile(profiles: Read): string | undefined {
  return process.env.ALIBABA_CLOUD_PROFILE ?? (isRead(profiles) ? profiles.current : undefined);
}

function isRead(profiles: Read): profiles is Profiles {
  return profiles !== undefined && 'secrets' in profiles;
}

function regionOf(name: string | undefined, profiles: Read): string | undefined {
  return isRead(profiles) ? profiles.profiles.find((one) => one.name === name)?.region : undefined;
}

function modeOf(name: string, profiles: Read): string {
  return (isRead(profiles) ? profiles.profiles.find((one) => one.name === name)?.mode : undefined) ?? '';
}

async function findProvider(source: CredentialSource, profiles: Read): Promise<Provider> {
  switch (source.kind) {
    case 'keys': {
      const { accessKeyId, accessKeySecret, securityToken } = source;
      return securityToken
        ? StaticSTSCredentialsProvider.builder()
            .withAccessKeyId(accessKeyId)
            .withAccessKeySecret(accessKeySecret)
            .withSecurityToken(securityToken)
            .build()
        : StaticAKCredentialsProvider.builder()
            .withAccessKeyId(accessKeyId)
            .withAccessKeySecret(accessKeySecret)
            .build();
    }
    case 'profile':
      return profileProvider(source.name, profiles, source.mayRun);
    case 'chain':
      return firstOfChain(profiles, source.mayRun);
  }
}

async function profileProvider(name: string, profiles: Read, mayRun: MayRun | undefined): Promise<Provider> {
  if (profiles === undefined) throw failed('NoProfiles', noProfiles(profilesPath()));
  if (!isRead(profiles)) throw failed('BrokenProfiles', profiles);
  if (!profiles.profiles.some((one) => one.name === name)) {
    const others = profiles.profiles.map((one) => one.name);
    throw failed('NoSuchProfile', noSuchProfile(name, others, profilesPath()));
  }
  await askToRun(name, profiles, mayRun);
  return CLIProfileCredentialsProvider.builder().withProfileName(name).build();
}

/** A command is run only where somebody has said that it may. */
async function askToRun(name: string, profiles: Profiles, mayRun: MayRun | undefined): Promise<void> {
  for (const { name: own, mode, command } of chainOf(name, profiles)) {
    if (mode !== 'External') continue;
    if (!(await mayRun?.(own, command ?? ''))) throw failed('CommandNotAllowed', mayNotRun(own));
  }
}

/** The first link that has credentials. They are kept, because a link may have to ask for them. */
async function firstOfChain(profiles: Read, mayRun: MayRun | undefined): Promise<Provider> {
  const links = chainLinks();
  for (const { name, build } of links) {
    if (name === 'profile') {
      if (!isRead(profiles)) {
        // A broken file is told, not passed over: nobody wants the next account instead.
        if (profiles) throw failed('BrokenProfiles', profiles);
        continue;
      }
      const current = currentProfile(profiles);
      if (current !== undefined) await askToRun(current, profiles, mayRun);
    }
    try {
      const provider = build();
      await provider.getCredentials();
      return provider;
    } catch {
      // The next link is asked; what failed is told when all have.
    }
  }
  throw failed('NoCredentials', chainFailed(links.map(({ name }) => name)));
}

function failed(code: string, message: Text): CloudError {
  return new CloudError(problemOf('credentials', code, message));
}
