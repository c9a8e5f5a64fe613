/** ROS resource types as entities of the network model. A table for each field; this file only joins them. */
import { catalogue } from '../../catalogue.ts';
import { networkRows } from './network.ts';
import { serviceRows } from './services.ts';

export const rosRows = catalogue(networkRows, serviceRows);
