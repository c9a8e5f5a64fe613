/** The resources of a snapshot as entities of the network model. */
import { catalogue } from '../../catalogue.ts';
import { databaseRows } from './databases.ts';
import { instanceRows } from './instances.ts';
import { loadBalancerRows } from './load-balancers.ts';
import { securityGroupRows } from './security-groups.ts';

export const cloudRows = catalogue(securityGroupRows, instanceRows, loadBalancerRows, databaseRows);
