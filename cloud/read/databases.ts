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
    const details = await reader.details(found, { product, list: 'databases', idOf }, (one) =>
      detailsOf(reader, idOf(one)),
    );
    return {
      databases: found.map((one, i) => ({
        id: idOf(one),
        name: textAt(one, 'DBInstanceDescription'),
        engine: textAt(one, 'Engine'),
        engineVersion: textAt(one, 'EngineVersion'),
        chargeType: textAt(one, 'PayType'),
        vpcId: textAt(one, 'VpcId'),
        vSwitchId: textAt(one, 'VSwitchId'),
        ...details[i],
      })),
    };
  },
};

async function detailsOf(
  { call }: RegionReader,
  DBInstanceId: string,
): Promise<Pick<SnapshotDatabase, 'whitelists' | 'endpoints' | 'ssl'>> {
  const lists = await call(product, 'DescribeDBInstanceIPArrayList', { DBInstanceId });
  const nets = await call(product, 'DescribeDBInstanceNetInfo', { DBInstanceId });
  const ssl = await call(product, 'DescribeDBInstanceSSL', { DBInstanceId });
  return {
    whitelists: itemsAt(lists, 'Items.DBInstanceIPArray')
      // Lists of Alibaba Cloud's own services, which nobody can change.
      .filter((one) => textAt(one, 'DBInstanceIPArrayAttribute') !== 'hidden')
      .map((one) => ({
        name: textAt(one, 'DBInstanceIPArrayName') ?? '',
        securityIps: (textAt(one, 'SecurityIPList') ?? '').split(',').filter((address) => address !== ''),
      })),
    endpoints: itemsAt(nets, 'DBInstanceNetInfos.DBInstanceNetInfo').map((one) => ({
      ipType: textAt(one, 'IPType') ?? '',
      port: textAt(one, 'Port'),
    })),
    ssl: {
      enabled: /^(?:on|yes|1|true)$/i.test(textAt(ssl, 'SSLEnabled') ?? ''),
      forced: /^1$/.test(textAt(ssl, 'ForceEncryption') ?? ''),
    },
  };
}
