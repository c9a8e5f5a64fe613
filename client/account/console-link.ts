/** Where a resource is shown in Alibaba Cloud's console: that of the Chinese site, or of the international one. */
import type { Language } from '../../core/text/message.ts';
import type { AccountNode } from './node.ts';

/** `undefined` for what has no page of its own. */
export function consoleLink({ kind, key, id, region }: AccountNode, language: Language): string | undefined {
  const site = language === 'zh' ? 'console.aliyun.com' : 'console.alibabacloud.com';
  // What is in a group is shown on the group's page.
  const [, group = ''] = key.split('/');
  if (region === undefined) return undefined;
  switch (kind) {
    case 'group':
    case 'direction':
    case 'rule':
      return `https://ecs.${site}/securityGroupDetail/region/${part(region)}/groupId/${part(group)}/detail/${
        key.includes('/egress') ? 'intranetEgress' : 'intranetIngress'
      }`;
    case 'instance':
      return `https://ecs.${site}/server/${part(id ?? '')}/detail?regionId=${part(region)}`;
    case 'vpc':
      return id === undefined ? undefined : `https://vpc.${site}/vpc/${part(region)}/vpcs/${part(id)}`;
    case 'region':
      return `https://ecs.${site}/securityGroup/region/${part(region)}`;
    default:
      return undefined;
  }
}

const part = encodeURIComponent;
