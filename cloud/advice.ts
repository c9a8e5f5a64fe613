/** Sentences for codes of Alibaba Cloud: what happened, and what to do next. */
import type { Text } from '../core/text/message.ts';
import type { ProblemKind } from './problem.ts';

interface Advice {
  readonly kind: ProblemKind;
  readonly message: Text;
}

const credentials = (en: string, zh: string): Advice => ({ kind: 'credentials', message: { en, zh } });

/** By the code of the answer; a code's first part stands for all that begin with it. */
const advice: Readonly<Record<string, Advice>> = {
  'InvalidAccessKeyId.NotFound': credentials(
    'Alibaba Cloud does not know this access key. It may have been deleted, or belong to the other site (China or international). Check the profile or the environment variables.',
    '阿里云不认识该 AccessKey。它可能已被删除，或属于另一个站点（中国站/国际站）。请检查配置文件或环境变量。',
  ),
  'InvalidAccessKeyId.Inactive': credentials(
    'This access key is disabled. Enable it in the RAM console, or use another one.',
    '该 AccessKey 已被禁用。请在 RAM 控制台启用，或改用其他密钥。',
  ),
  InvalidAccessKeyId: credentials(
    'Alibaba Cloud does not accept this access key. Check the profile or the environment variables.',
    '阿里云不接受该 AccessKey。请检查配置文件或环境变量。',
  ),
  SignatureDoesNotMatch: credentials(
    'The secret does not belong to this access key. Enter the secret again: a character may be missing, or a space too many.',
    'AccessKey Secret 与 AccessKey ID 不匹配。请重新填写，注意是否漏字符或多了空格。',
  ),
  IncompleteSignature: credentials(
    'Alibaba Cloud could not read the signature. A proxy on the way may change requests; else enter the access key again.',
    '阿里云无法识别签名。途中的代理可能改写了请求；否则请重新填写 AccessKey。',
  ),
  'InvalidSecurityToken.Expired': credentials(
    'The temporary credentials have expired. Sign in again (for the CLI: "aliyun configure", or your single sign-on), then repeat.',
    '临时凭证已过期。请重新登录（CLI 可用“aliyun configure”或单点登录），然后重试。',
  ),
  InvalidSecurityToken: credentials(
    'The security token does not belong to this access key. Sign in again, or set all three of id, secret and token.',
    '安全令牌与 AccessKey 不匹配。请重新登录，或同时设置 ID、Secret 和 Token。',
  ),
  MissingSecurityToken: credentials(
    'This access key is a temporary one and needs its security token. Set ALIBABA_CLOUD_SECURITY_TOKEN too, or use a profile.',
    '该 AccessKey 为临时密钥，需要安全令牌。请同时设置 ALIBABA_CLOUD_SECURITY_TOKEN，或使用配置文件。',
  ),
  'InvalidTimeStamp.Expired': credentials(
    "This machine's clock is more than 15 minutes off. Set it right, then repeat.",
    '本机时钟偏差超过 15 分钟。请校准时间后重试。',
  ),
  'InvalidAccount.NotFound': credentials(
    'The account of these credentials does not exist any more. Use other credentials.',
    '凭证所属的账号已不存在。请更换凭证。',
  ),
};

/** Refusals of changes, some of which come with the status of a missing permission. */
const refusals: Readonly<Record<string, Advice>> = {
  AuthorizationLimitExceed: {
    kind: 'service',
    message: {
      en: 'The quota of rules is used up: 1,000 over all groups of a network interface, and 20 groups as sources. Remove rules first.',
      zh: '规则配额已用尽：一块网卡的全部安全组最多 1,000 条规则，最多引用 20 个安全组。请先删除一些规则。',
    },
  },
  'InvalidOperation.ResourceManagedByCloudProduct': {
    kind: 'service',
    message: {
      en: 'A cloud service manages this group; it can only be changed where that service is configured.',
      zh: '该安全组由云服务托管，只能在相应服务中修改。',
    },
  },
  IdempotentProcessing: {
    kind: 'service',
    message: {
      en: 'Alibaba Cloud is still working on the same request. Wait a moment, then find out what came of it.',
      zh: '阿里云仍在处理相同的请求。请稍候，再核对结果。',
    },
  },
  'InvalidParamter.Conflict': {
    kind: 'service',
    message: {
      en: 'Alibaba Cloud refuses the rule: it is the same as another one, or names its own group as source.',
      zh: '阿里云拒绝该规则：与已有规则相同，或以自身安全组为源。',
    },
  },
};

const known: Readonly<Record<string, Advice>> = { ...advice, ...refusals };
const prefixes = Object.keys(known).sort((a, b) => b.length - a.length);

export function adviceFor(code: string): Advice | undefined {
  const prefix = prefixes.find((one) => code === one || code.startsWith(`${one}.`));
  return prefix === undefined ? undefined : known[prefix];
}

/** @param action `ecs:DescribeSecurityGroups`, where the answer or the call says it */
export function notPermitted(action: string): Text {
  return {
    en: `These credentials may not do this. Ask whoever manages the account to allow it in RAM (docs/live-account.md has the policies): ${action}`,
    zh: `该凭证没有此权限。请联系账号管理员在 RAM 中授权（所需策略见 docs/live-account.zh-CN.md）：${action}`,
  };
}

export const throttled: Text = {
  en: 'Alibaba Cloud turned requests away because there were too many in a short time. Wait a minute and try again, or read fewer regions at once.',
  zh: '短时间内请求过多，阿里云进行了限流。请稍候一分钟再试，或减少同时读取的地域。',
};

export function unreachable(host: string, code: string): Text {
  return {
    en: `Alibaba Cloud could not be reached. Check the network, and whether a proxy or firewall stands in between: ${host} (${code})`,
    zh: `无法连接到阿里云。请检查网络，以及是否被代理或防火墙阻断：${host}（${code}）`,
  };
}

export const portal: Text = {
  en: 'Something between here and Alibaba Cloud answered with a web page or with a certificate of its own: a sign-in page of the network, or a proxy. Sign in to the network, or let the proxy pass *.aliyuncs.com.',
  zh: '有设备代替阿里云返回了网页或自己的证书：可能是网络登录页或代理。请先登录网络，或让代理放行 *.aliyuncs.com。',
};

/** The setting itself is not told: it may have a password in it. */
export const proxyUnreadable: Text = {
  en: 'The proxy of the environment (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY) is no address such as http://proxy.example.com:3128. Other proxies than HTTP proxies are not supported.',
  zh: '环境变量 HTTPS_PROXY、HTTP_PROXY 或 ALL_PROXY 中的代理地址无效，应形如 http://proxy.example.com:3128。仅支持 HTTP 代理。',
};

/** @param proxy `host:port` */
export function proxyWantsPassword(proxy: string): Text {
  return {
    en: `The proxy wants a name and a password. Put them into HTTPS_PROXY (http://name:password@host:port): ${proxy}`,
    zh: `代理要求用户名和密码。请写入 HTTPS_PROXY（http://用户名:密码@主机:端口）：${proxy}`,
  };
}

/** @param said what the service says, without secrets; may be empty */
export function refused(code: string, said: string): Text {
  const words = said === '' ? code : `${code}: ${said}`;
  return {
    en: `Alibaba Cloud answered with an error. If it stays, report the request id to its support: ${words}`,
    zh: `阿里云返回了错误。若持续出现，请将请求 ID 提交给其技术支持：${words}`,
  };
}
