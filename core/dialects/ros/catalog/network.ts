/** The network itself, in ROS. */
import type { Row } from '../../catalogue.ts';
import { backendRows } from './backends.ts';
import { instanceRows } from './instances.ts';
import { loadBalancerRows } from './load-balancers.ts';
import { securityGroupRows } from './security-groups.ts';

export const networkRows: readonly Row[] = [...securityGroupRows, ...instanceRows, ...loadBalancerRows, ...backendRows];
