import { entryFixes } from '../../changes/entries.ts';
import { defineRule } from '../rule.ts';
import { ros, terraform } from '../services/examples.ts';
import { inFamily, missing, worldEntries } from '../services/whitelists.ts';

export const registryAny = defineRule({
  id: 'exposure/registry-any',
  severity: 'warning',
  recommended: false,
  title: { en: 'Container registry open to every address', zh: '镜像仓库对所有地址开放' },
  description: {
    en: 'The access control list of a Container Registry instance lets every address reach its public endpoint. A leaked password is then enough to pull every image, or to push one that your clusters will run.',
    zh: '容器镜像服务实例的访问控制放行所有地址访问其公网入口。此时只要泄露一个密码，就能拉取全部镜像，或推送会在集群中运行的镜像。',
  },
  remedy: {
    en: 'List the addresses of the build machines, and let clusters pull through the VPC endpoint.',
    zh: '只列出构建机的地址，集群通过 VPC 入口拉取镜像。',
  },
  bad: [
    terraform(`resource "alicloud_cr_endpoint_acl_policy" "any" {
  instance_id   = "cri-1"
  endpoint_type = "internet"
  entry         = "0.0.0.0/0"
}
`),
    ros(
      'Any',
      'ALIYUN::CR::InstanceEndpointAclPolicy',
      'InstanceId: cri-1',
      'EndpointType: internet',
      'Entry: 0.0.0.0/0',
    ),
  ],
  good: [
    terraform(`resource "alicloud_cr_endpoint_acl_policy" "build" {
  instance_id   = "cri-1"
  endpoint_type = "internet"
  entry         = "203.0.113.7/32"
}
`),
    ros('Build', 'ALIYUN::CR::InstanceEndpointAclPolicy', 'InstanceId: cri-1', 'Entry: 203.0.113.7/32'),
  ],
  check(context) {
    const { model, report } = context;
    for (const service of model.managedServices.filter(inFamily('registry'))) {
      const { resource, whitelist } = service;
      for (const { entry, truth, text } of worldEntries(whitelist)) {
        report(truth, {
          resource,
          at: entry,
          because: missing(entry),
          fixes: () => entryFixes(context, { entity: service, field: 'whitelist', entry }),
          message: {
            en: `The container registry lets in ${text}, that is the whole internet. List the addresses of the build machines.`,
            zh: `镜像仓库放行 ${text}，即整个互联网。请只列出构建机的地址。`,
          },
        });
      }
    }
  },
});
