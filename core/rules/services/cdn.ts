/** CDN domains with the functions of their configuration. */
import { means, sameIdentity } from '../../network/service-links.ts';
import type { CdnDomain, CdnSetting } from '../../network/services.ts';
import type { Text } from '../../text/message.ts';
import { allOf, anyOf, holds, type Truth } from '../../values/truth.ts';
import { possibilities } from '../../values/value.ts';

/** Whether a setting is one of the domain's. */
function belongsTo(setting: CdnSetting, domain: CdnDomain): Truth {
  return anyOf('no', ...(setting.domains ?? []).map((name) => means(name, domain, domain.name)));
}

/** Whether a function of this name is set for a domain with this argument on; unknown functions might be it. */
export function isOn(
  settings: readonly CdnSetting[],
  domain: CdnDomain,
  name: string,
  argument: string,
  accept: (value: string) => boolean = (value) => value === 'on' || value === 'true',
): Truth {
  return anyOf(
    'no',
    ...settings.map((setting): Truth => {
      const named = setting.name ? holds(setting.name, (one) => one === name) : 'no';
      const value = setting.arguments?.get(argument);
      const on = named === 'unknown' ? 'unknown' : value ? holds(value, accept) : 'no';
      return allOf(belongsTo(setting, domain), named, on, setting.exists);
    }),
  );
}

/** Whether a function of this name is set for the domain at all. */
export function isSet(settings: readonly CdnSetting[], domain: CdnDomain, name: string): Truth {
  return anyOf(
    'no',
    ...settings.map((setting) =>
      allOf(
        belongsTo(setting, domain),
        setting.name ? holds(setting.name, (one) => one === name) : 'no',
        setting.exists,
      ),
    ),
  );
}

/** Settings of this name; a setting whose name is one of several counts. */
export function named(settings: readonly CdnSetting[], ...names: readonly string[]): readonly CdnSetting[] {
  return settings.filter(({ name }) => name && possibilities(name).some(({ value }) => names.includes(value)));
}

/** `CDN domain static.example.com` for a message; without the name where it is not known. */
export function titleOf({ product, name }: CdnDomain): Text {
  const kind = product?.kind === 'known' ? product.value : 'CDN';
  const [first] = name ? possibilities(name) : [];
  const known = typeof first?.value === 'string' ? ` ${first.value}` : '';
  return { en: `${kind} domain${known}`, zh: `${kind} 域名${known}` };
}

/** The settings of different resources for the same site (ESA, where the site itself says nothing about TLS). */
export function sameSite(a: CdnSetting, b: CdnSetting): Truth {
  return anyOf('no', ...(a.domains ?? []).flatMap((one) => (b.domains ?? []).map((two) => sameIdentity(one, two))));
}
