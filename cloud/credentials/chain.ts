/**
 * The official chain, link by link, in its order. The SDK's own chain object asks for https://undefined/ where nothing is
 * configured, and stays broken once it has failed; here only links that are configured are built, each time anew.
 */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  CLIProfileCredentialsProvider,
  ECSRAMRoleCredentialsProvider,
  EnvironmentVariableCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  ProfileCredentialsProvider,
  URICredentialsProvider,
} from '@alicloud/credentials';
import { profilesPath } from './profiles.ts';

/** What all of the SDK's providers can do. */
export interface Provider {
  getCredentials(): Promise<Found>;
  getProviderName(): string;
}

export interface Found {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
  readonly providerName: string;
}

export interface Link {
  readonly name: 'environment' | 'oidc' | 'profile' | 'file' | 'instance-role' | 'uri';
  readonly build: () => Provider;
}

type Environment = Readonly<Record<string, string | undefined>>;

const isTrue = (word: string | undefined): boolean => word?.toLowerCase() === 'true';

/** The links that are configured on this machine. */
export function chainLinks(env: Environment = process.env): readonly Link[] {
  const credentialsFile = env.ALIBABA_CLOUD_CREDENTIALS_FILE ?? join(homedir(), '.alibabacloud/credentials');
  const links: readonly (Link & { readonly isSet: boolean })[] = [
    {
      name: 'environment',
      isSet: Boolean(env.ALIBABA_CLOUD_ACCESS_KEY_ID && env.ALIBABA_CLOUD_ACCESS_KEY_SECRET),
      build: () => EnvironmentVariableCredentialsProvider.builder().build(),
    },
    {
      name: 'oidc',
      isSet: Boolean(
        env.ALIBABA_CLOUD_ROLE_ARN && env.ALIBABA_CLOUD_OIDC_PROVIDER_ARN && env.ALIBABA_CLOUD_OIDC_TOKEN_FILE,
      ),
      build: () => OIDCRoleArnCredentialsProvider.builder().build(),
    },
    {
      name: 'profile',
      isSet: !isTrue(env.ALIBABA_CLOUD_CLI_PROFILE_DISABLED) && existsSync(profilesPath()),
      build: () => CLIProfileCredentialsProvider.builder().build(),
    },
    {
      name: 'file',
      isSet: existsSync(credentialsFile),
      build: () => ProfileCredentialsProvider.builder().build(),
    },
    {
      name: 'instance-role',
      isSet: !isTrue(env.ALIBABA_CLOUD_ECS_METADATA_DISABLED),
      build: () =>
        ECSRAMRoleCredentialsProvider.builder()
          .withRoleName(env.ALIBABA_CLOUD_ECS_METADATA as string)
          .build(),
    },
    {
      name: 'uri',
      isSet: Boolean(env.ALIBABA_CLOUD_CREDENTIALS_URI),
      build: () =>
        URICredentialsProvider.builder()
          .withCredentialsURI(env.ALIBABA_CLOUD_CREDENTIALS_URI as string)
          .build(),
    },
  ];
  return links.filter(({ isSet }) => isSet);
}
