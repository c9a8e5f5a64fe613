import { mended } from '../../changes/fields.ts';
import type { VpnTunnel } from '../../network/services.ts';
import type { Text } from '../../text/message.ts';
import { allOf, holds, not } from '../../values/truth.ts';
import { possibilities, type Value } from '../../values/value.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { isTrue, missing } from '../services/whitelists.ts';

type Setting = Exclude<keyof VpnTunnel, 'resource' | 'at' | 'exists' | 'inTunnels'>;

interface Weakness {
  readonly setting: Setting;
  readonly weak: readonly string[];
  readonly en: string;
  readonly zh: string;
  readonly instead: string;
}

const weaknesses: readonly Weakness[] = [
  { setting: 'ikeVersion', weak: ['ikev1'], en: 'IKE version', zh: 'IKE 版本', instead: 'ikev2' },
  { setting: 'ikeEncryption', weak: ['des', '3des'], en: 'IKE encryption', zh: 'IKE 加密算法', instead: 'aes256' },
  {
    setting: 'ikeAuthentication',
    weak: ['md5', 'sha1'],
    en: 'IKE authentication',
    zh: 'IKE 认证算法',
    instead: 'sha256',
  },
  {
    setting: 'ikeGroup',
    weak: ['group1', 'group2', 'group5'],
    en: 'IKE Diffie-Hellman group',
    zh: 'IKE DH 分组',
    instead: 'group14',
  },
  {
    setting: 'ipsecEncryption',
    weak: ['des', '3des'],
    en: 'IPsec encryption',
    zh: 'IPsec 加密算法',
    instead: 'aes256',
  },
  {
    setting: 'ipsecAuthentication',
    weak: ['md5', 'sha1'],
    en: 'IPsec authentication',
    zh: 'IPsec 认证算法',
    instead: 'sha256',
  },
  {
    setting: 'ipsecGroup',
    weak: ['disabled', 'group1', 'group2', 'group5'],
    en: 'IPsec Diffie-Hellman group',
    zh: 'IPsec DH 分组',
    instead: 'group14',
  },
];

const strong = Object.fromEntries(weaknesses.map(({ setting, instead }) => [setting, instead]));

const all = [...new Set(weaknesses.map(({ instead }) => instead))].join(', ');

const useText = (what: string): Text => ({ en: `Use ${what}`, zh: `使用 ${what}` });

const noForwardSecrecy: Text = {
  en: 'This VPN connection goes without perfect forward secrecy: who records it and later learns a key can read it. Use group14.',
  zh: '此 VPN 连接未启用完美前向保密：录下流量者日后一旦获得密钥即可解密。请使用 group14。',
};

export const vpnWeakIpsec = defineRule({
  id: 'tls/vpn-weak-ipsec',
  severity: 'warning',
  recommended: true,
  title: { en: 'VPN with weak IPsec', zh: 'VPN 使用弱 IPsec 算法' },
  description: {
    en: `A site-to-site VPN connection, or one of its tunnels, uses DES or 3DES, MD5 or SHA-1, a Diffie-Hellman group of 1536 bits or less (1, 2, 5), no perfect forward secrecy, or IKE version 1. One finding for each value.

A connection that sets neither IKE nor IPsec is reported once, at its name: the defaults are IKEv1 and group 2.`,
    zh: `站点到站点 VPN 连接或其隧道使用了 DES 或 3DES、MD5 或 SHA-1、1536 位及以下的 DH 分组（1、2、5）、未启用完美前向保密，或使用 IKE 版本 1。每个取值报告一次。

IKE 与 IPsec 均未设置的连接，在其名称处报告一次：默认值为 IKEv1 和 group2。`,
  },
  remedy: {
    en: 'Use `ikev2`, `aes256` (or `aes192`, `aes`), `sha256` or better and `group14` in both phases, on both sides.',
    zh: '两个阶段、两端都使用 `ikev2`、`aes256`（或 `aes192`、`aes`）、`sha256` 及以上、`group14`。',
  },
  bad: [
    terraform(`resource "alicloud_vpn_connection" "office" {
  ike_config {
    ike_version  = "ikev1"
    ike_enc_alg  = "3des"
    ike_auth_alg = "md5"
    ike_pfs      = "group2"
  }
}
`),
    ros('Office', 'ALIYUN::VPC::VpnConnection', 'IpsecConfig:', '  IpsecEncAlg: des', '  IpsecAuthAlg: sha1'),
  ],
  good: [
    terraform(`resource "alicloud_vpn_connection" "office" {
  tunnel_options_specification {
    tunnel_ike_config {
      ike_version  = "ikev2"
      ike_enc_alg  = "aes256"
      ike_auth_alg = "sha256"
      ike_pfs      = "group14"
    }
    tunnel_ipsec_config {
      ipsec_enc_alg  = "aes256"
      ipsec_auth_alg = "sha256"
      ipsec_pfs      = "group14"
    }
  }
}
`),
    ros(
      'Office',
      'ALIYUN::VPC::VpnConnection',
      'IkeConfig:',
      '  IkeVersion: ikev2',
      '  IkeEncAlg: aes256',
      '  IkeAuthAlg: sha256',
      '  IkePfs: group14',
    ),
  ],
  check(context) {
    for (const tunnel of context.model.vpnTunnels) {
      for (const weakness of weaknesses) checkSetting(context, tunnel, weakness);
      checkDefaults(context, tunnel);
    }
  },
});

function checkSetting({ report }: RuleContext, tunnel: VpnTunnel, weakness: Weakness): void {
  const value: Value<string> | undefined = tunnel[weakness.setting];
  if (!value) return;
  const isWeak = (word: string): boolean => weakness.weak.includes(word);
  const word = possibilities(value).find(({ value: one }) => isWeak(one))?.value ?? '';
  report(holds(value, isWeak), {
    resource: tunnel.resource,
    at: value,
    because: missing(value),
    fixes: () => mended(tunnel, weakness.setting, weakness.instead, useText(weakness.instead)),
    message:
      word === 'disabled'
        ? noForwardSecrecy
        : {
            en: `The ${weakness.en} ${word} of this VPN connection is weak. Use ${weakness.instead}.`,
            zh: `此 VPN 连接的 ${weakness.zh} ${word} 强度不足。请使用 ${weakness.instead}。`,
          },
  });
}

/** Whole connections only: a tunnel without a block of its own takes the same defaults, and one finding is enough. */
function checkDefaults({ report }: RuleContext, tunnel: VpnTunnel): void {
  if (!tunnel.inTunnels || weaknesses.some(({ setting }) => tunnel[setting] !== undefined)) return;
  report(allOf(not(isTrue(tunnel.inTunnels))), {
    resource: tunnel.resource,
    at: tunnel.at,
    because: missing(tunnel.inTunnels),
    fixes: () => [{ title: useText(all), changes: [{ kind: 'set', entity: tunnel, to: strong }] }],
    message: {
      en: 'This VPN connection takes the defaults, IKEv1 with Diffie-Hellman group 2. Set ikev2, aes256, sha256 and group14.',
      zh: '此 VPN 连接使用默认的 IKEv1 与 DH group2。请设置 ikev2、aes256、sha256 和 group14。',
    },
  });
}
