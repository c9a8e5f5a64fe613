/** Managed services in ROS as entities of the network model. */
import type { Row } from '../../catalogue.ts';
import { databaseRows } from './services-databases.ts';
import { platformRows } from './services-platform.ts';
import { webRows } from './services-web.ts';

export const serviceRows: readonly Row[] = [...databaseRows, ...platformRows, ...webRows];
