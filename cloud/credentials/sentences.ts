/** What is said where there are no credentials, with what to do next. The SDK's own words may carry secrets: none is kept. */
import type { Text } from '../../core/text/message.ts';
import type { Link } from './chain.ts';

export const nothingConfigured: Text = {
  en: 'There are no credentials for Alibaba Cloud. Run "aliyun configure" and name the profile with --profile, or set ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.',
  zh: '没有找到阿里云凭证。请运行“aliyun configure”并用 --profile 指定配置，或设置 ALIBABA_CLOUD_ACCESS_KEY_ID 与 ALIBABA_CLOUD_ACCESS_KEY_SECRET。',
};

const linkNames: Readonly<Record<Link['name'], Text>> = {
  environment: { en: 'the environment variables', zh: '环境变量' },
  oidc: { en: 'the OIDC token', zh: 'OIDC 令牌' },
  profile: { en: 'the current profile of ~/.aliyun/config.json', zh: '~/.aliyun/config.json 的当前配置' },
  file: { en: 'the file ~/.alibabacloud/credentials', zh: '文件 ~/.alibabacloud/credentials' },
  'instance-role': { en: "the instance's role", zh: '实例角色' },
  uri: { en: 'the credentials URI', zh: '凭证 URI' },
};

/** All links failed; the instance's role is always tried, and says nothing about what the user meant. */
export function chainFailed(tried: readonly Link['name'][]): Text {
  const meant = tried.filter((name) => name !== 'instance-role');
  if (meant.length === 0) return nothingConfigured;
  return {
    en: `No usable credentials came from ${meant.map((name) => linkNames[name].en).join(', ')}. Sign in again, or name a profile with --profile.`,
    zh: `未能从以下来源取得可用凭证：${meant.map((name) => linkNames[name].zh).join('、')}。请重新登录，或用 --profile 指定配置。`,
  };
}

export function noSuchProfile(name: string, others: readonly string[], path: string): Text {
  const there = others.length > 0 ? others.join(', ') : '-';
  return {
    en: `There is no profile "${name}" in ${path}. Profiles there: ${there}`,
    zh: `${path} 中没有配置“${name}”。现有配置：${there}`,
  };
}

export function noProfiles(path: string): Text {
  return {
    en: `There are no profiles: ${path} does not exist. Run "aliyun configure" first.`,
    zh: `没有任何配置：${path} 不存在。请先运行“aliyun configure”。`,
  };
}

export function mayNotRun(name: string): Text {
  return {
    en: `The profile "${name}" gets its credentials by running a command of its own. Allow it with --allow-command, or choose another profile.`,
    zh: `配置“${name}”通过运行外部命令获取凭证。请用 --allow-command 允许，或选择其他配置。`,
  };
}

const byMode: Readonly<Record<string, Text>> = {
  CloudSSO: {
    en: 'The single sign-on of this profile has expired. Sign in again: aliyun configure --mode CloudSSO --profile',
    zh: '该配置的单点登录已过期。请重新登录：aliyun configure --mode CloudSSO --profile',
  },
  OAuth: {
    en: 'The sign-in of this profile has expired. Sign in again: aliyun configure --mode OAuth --profile',
    zh: '该配置的登录已过期。请重新登录：aliyun configure --mode OAuth --profile',
  },
  External: {
    en: 'The command of this profile gave no credentials. Run it by hand to see why. Profile:',
    zh: '该配置的外部命令未返回凭证。请手动运行该命令查看原因。配置：',
  },
  EcsRamRole: {
    en: 'This profile takes the role of an ECS instance, and this machine has none. Choose another profile than:',
    zh: '该配置使用 ECS 实例角色，但本机没有实例角色。请改用其他配置，而非：',
  },
  RamRoleArn: {
    en: 'The role of this profile could not be assumed: check its ARN, its trust policy and the access key. Profile:',
    zh: '无法扮演该配置中的角色：请检查角色 ARN、信任策略和 AccessKey。配置：',
  },
  ChainableRamRoleArn: {
    en: 'The role of this profile could not be assumed: check its ARN, its trust policy and the source profile. Profile:',
    zh: '无法扮演该配置中的角色：请检查角色 ARN、信任策略和来源配置。配置：',
  },
  OIDC: {
    en: 'The role of this profile could not be assumed with its OIDC token: check the token file and the trust policy. Profile:',
    zh: '无法用 OIDC 令牌扮演该配置中的角色：请检查令牌文件和信任策略。配置：',
  },
};

const incomplete: Text = {
  en: 'The profile is not complete. Write it anew with: aliyun configure --profile',
  zh: '该配置不完整。请重新生成：aliyun configure --profile',
};

export function profileFailed(name: string, mode: string): Text {
  const { en, zh } = byMode[mode] ?? incomplete;
  return { en: `${en} ${name}`, zh: `${zh} ${name}` };
}
