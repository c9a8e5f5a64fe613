/** RDS: instances with their white lists, endpoints and TLS. */
import type { SnapshotDatabase } from '../../core/dialects/cloud/snapshot.ts';
import type { Answer } from '../calls/clients.ts';
import { itemsAt, textAt } from './answers.ts';
import { listByNumbers, type Part, type RegionReader } from './reader.ts';

const product = 'rds' as const;

export const databases: Part = {
  product,
  lists: ['databases'],
  async read(reader) {
    const found = await listByNumbers(reader, product, 'DescribeDBInstances', {
      path: 'Items.DBInstance',
      key: 'DBInstanceId',
      size: 100,
      total: 'TotalRecordCount',
    });
    const idOf = (one: Answer): string => textAt(one, 'DBInstanceId') ?? '';
    // Apart from one another: some engines have no TLS, and their white lists still count.
    const apart = <T>(read: (id: string) => Promise<T>): Promise<readonly (T | undefined)[]> =>
      reader.details(found, { product, list: 'databases', idOf }, (one) => read(idOf(one)));
    const [whitelists, endpoints, ssl] = await Promise.all([
      apart((id) => whitelistsOf(reader, id)),
      apart((id) => endpointsOf(reader, id)),
      apart((id) => sslOf(reader, id)),
    ]);
    return {
      databases: found.map((one, i) => ({
        id: idOf(one),
        name: textAt(one, 'DBInstanceDescription'),
        engine: textAt(one, 'Engine'),
        engineVersion: textAt(one, 'EngineVersion'),
        chargeType: textAt(one, 'PayType'),
        vpcId: textAt(one, 'VpcId'),
        vSwitchId: textAt(one, 'VSwitchId'),
        whitelists: whitelists[i],
        endpoints: endpoints[i],
        ssl: ssl[i],
      })),
    };
  },
};

type Detail<K extends keyof SnapshotDatabase> = Promise<NonNullable<SnapshotDatabase[K]>>;

async function whitelistsOf({ call }: RegionReader, DBInstanceId: string): Detail<'whitelists'> {
  const answer = await call(product, 'DescribeDBInstanceIPArrayList', { DBInstanceId });
  return (
    itemsAt(answer, 'Items.DBInstanceIPArray')
      // Lists of Alibaba Cloud's own services, which nobody can change.
      .filter((one) => textAt(one, 'DBInstanceIPArrayAttribute') !== 'hidden')
      .map((one) => ({
        name: textAt(one, 'DBInstanceIPArrayName') ?? '',
        securityIps: (textAt(one, 'SecurityIPList') ?? '').split(',').filter((address) => address !== ''),
      }))
  );
}

async function endpointsOf({ call }: RegionReader, DBInstanceId: string): Detail<'endpoints'> {
  const answer = await call(product, 'DescribeDBInstanceNetInfo', { DBInstanceId });
  return itemsAt(answer, 'DBInstanceNetInfos.DBInstanceNetInfo').map((one) => ({
    ipType: textAt(one, 'IPType') ?? '',
    port: textAt(one, 'Port'),
  }));
}

async function sslOf({ call }: RegionReader, DBInstanceId: string): Detail<'ssl'> {
  const answer = await call(product, 'DescribeDBInstanceSSL', { DBInstanceId });
  return {
    enabled: /^(?:on|yes|1|true)$/i.test(textAt(answer, 'SSLEnabled') ?? ''),
    forced: /^1$/.test(textAt(answer, 'ForceEncryption') ?? ''),
  };
}
