import { entryFixes } from '../../changes/entries.ts';
import { productName } from '../../network/service-links.ts';
import { holds } from '../../values/truth.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { inFamily, missing, worldEntries } from '../services/whitelists.ts';

/** The access groups that NAS makes by itself; both let in every address. */
const defaultGroups = ['default_vpc_group_name', 'default_classic_group_name'];

export const fileSystemAny = defineRule({
  id: 'exposure/file-system-any',
  severity: 'warning',
  recommended: false,
  title: { en: 'File system that every address may mount', zh: '任意地址都可挂载的文件系统' },
  description: {
    en: 'A NAS (or DFS) access rule lets in `0.0.0.0/0`, or a mount target uses the default access group, which does the same. NFS asks for no password: every machine in the VPC, and in networks connected to it, can mount the file system and read or change everything in it.',
    zh: 'NAS（或 DFS）权限规则放行 `0.0.0.0/0`，或挂载点使用了同样放行所有地址的默认权限组。NFS 不要求密码：VPC 及与其互联网络中的任何机器都能挂载该文件系统，读取或修改全部内容。',
  },
  remedy: {
    en: 'Make an access group with the CIDR blocks of the vSwitches whose machines mount the file system.',
    zh: '创建权限组，只放行需要挂载的机器所在的交换机网段。',
  },
  bad: [
    terraform(`resource "alicloud_nas_access_rule" "any" {
  access_group_name = "shared"
  source_cidr_ip    = "0.0.0.0/0"
}
`),
    ros('Any', 'ALIYUN::NAS::AccessRule', 'AccessGroupName: shared', 'SourceCidrIp: 0.0.0.0/0'),
    ros('Mount', 'ALIYUN::NAS::MountTarget', 'FileSystemId: fs-1', 'AccessGroupName: DEFAULT_VPC_GROUP_NAME'),
  ],
  good: [
    terraform(`resource "alicloud_nas_access_rule" "app" {
  access_group_name = "shared"
  source_cidr_ip    = "10.0.1.0/24"
}
`),
    ros('Mount', 'ALIYUN::NAS::MountTarget', 'FileSystemId: fs-1', 'AccessGroupName: shared'),
  ],
  check(context) {
    const { model, report } = context;
    for (const service of model.managedServices.filter(inFamily('file-system'))) {
      const product = productName(service);
      for (const { entry, truth, text } of worldEntries(service.whitelist)) {
        report(truth, {
          resource: service.resource,
          at: entry,
          because: missing(entry),
          // A group without rules lets nobody in.
          fixes: () => entryFixes(context, { entity: service, field: 'whitelist', entry, hasOthers: true }),
          message: {
            en: `This ${product} access rule lets every address (${text}) in the VPC and connected networks mount the file system. Name the clients' networks.`,
            zh: `此 ${product} 权限规则允许 VPC 及与其互联的网络中任意地址（${text}）挂载文件系统。请只写客户端网段。`,
          },
        });
      }
    }
    for (const { resource, accessGroup } of model.mountTargets) {
      if (!accessGroup) continue;
      report(
        holds(accessGroup, (name) => typeof name === 'string' && defaultGroups.includes(name.toLowerCase())),
        {
          resource,
          at: accessGroup,
          because: missing(accessGroup),
          message: {
            en: 'This mount target uses the default access group, which lets in every address. Use one with the networks of the clients.',
            zh: '此挂载点使用默认权限组，放行所有地址。请改用只含客户端网段的权限组。',
          },
        },
      );
    }
  },
});
