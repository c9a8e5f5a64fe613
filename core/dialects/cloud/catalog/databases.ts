/** RDS instances: white lists, endpoints, TLS. */
import { constant, itself, type Row, row } from '../../catalogue.ts';
import { addresses, flag } from '../../fields.ts';
import { unless } from '../../service-fields.ts';
import { someItemIs } from './readers.ts';

const rds = { family: constant('database' as const), product: constant('RDS') };

export const databaseRows: readonly Row[] = [
  row('rds/Database', 'managedServices', {
    ...rds,
    publicEndpoint: someItemIs('endpoints', 'ipType', 'public'),
    // There is none on serverless instances of SQL Server, PostgreSQL and MariaDB.
    tls: unless('chargeType', ['serverless'], flag('ssl.enabled')),
    forcedTls: flag('ssl.forced'),
  }),
  // Every group of a white list counts.
  row('rds/Database', 'managedServices', { ...rds, of: itself, whitelist: addresses('securityIps') }, 'whitelists'),
];
