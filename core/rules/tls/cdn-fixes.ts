/** What mends a CDN domain: an argument of one of its functions, or a function that it does not have yet. */
import type { Fix } from '../../changes/change.ts';
import { isRepeated } from '../../changes/networks.ts';
import { rewritten } from '../../changes/rewriting.ts';
import type { CdnDomain, CdnSetting } from '../../network/services.ts';
import type { Value } from '../../values/value.ts';

export function argumentFixes(
  { resource }: CdnSetting,
  argument: string,
  value: Value<string>,
  instead: string,
): readonly Fix[] {
  if (value.kind !== 'known' || value.byDefault) return [];
  return rewritten(resource, value, instead, {
    en: `Set ${argument} to ${instead}`,
    zh: `将 ${argument} 设为 ${instead}`,
  });
}

/** A function is a resource of its own. */
export function functionFixes(
  domain: CdnDomain,
  name: string,
  given: Readonly<Record<string, string>>,
): readonly Fix[] {
  const { product } = domain;
  if (product?.kind !== 'known' || isRepeated(domain)) return [];
  return [
    {
      title: { en: `Add the function ${name}`, zh: `添加 ${name} 功能` },
      changes: [
        {
          kind: 'part',
          of: domain,
          part: 'cdnSettings',
          link: 'domains',
          to: { product: product.value, name, arguments: given },
        },
      ],
    },
  ];
}
