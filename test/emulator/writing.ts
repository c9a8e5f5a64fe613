/** Writes on the sample account's groups in Hangzhou, for tests. */
import type { SecurityGroup } from './account/account.ts';
import { groups } from './account/sample-groups.ts';
import { callRpc, coreClient } from './clients.ts';
import type { Emulator } from './start.ts';

export const ssh = { IpProtocol: 'tcp', PortRange: '22/22', SourceCidrIp: '198.51.100.0/24', Policy: 'accept' };

/** The live state of a group. */
export function groupOf(emulator: Emulator, id: string = groups.web): SecurityGroup {
  return emulator.account.regions[0]!.securityGroups.find(({ SecurityGroupId }) => SecurityGroupId === id)!;
}

/** Calls a write on a group; answers 'done' or the code of the refusal. */
export function writeTo(
  emulator: Emulator,
  action: string,
  query: Readonly<Record<string, unknown>>,
  id: string = groups.web,
): Promise<string> {
  const all = { RegionId: 'cn-hangzhou', SecurityGroupId: id, ...query };
  return callRpc(coreClient(emulator), '2014-05-26', action, all).then(
    () => 'done',
    ({ code }: { code: string }) => code,
  );
}
