/** ROS's built-in functions by name. A new function is a row in a topic's table. */
import type { Implementation } from './functions/call.ts';
import { conditionFunctions } from './functions/conditions.ts';
import { external } from './functions/external.ts';
import { jq } from './functions/jq.ts';
import { json } from './functions/json.ts';
import { lists } from './functions/lists.ts';
import { maps } from './functions/maps.ts';
import { network } from './functions/network.ts';
import { numbers } from './functions/numbers.ts';
import { references } from './functions/references.ts';
import { strings } from './functions/strings.ts';

export const functions: Record<string, Implementation> = {
  ...references,
  ...strings,
  ...lists,
  ...maps,
  ...numbers,
  ...network,
  ...conditionFunctions,
  ...json,
  ...jq,
  ...external,
};
