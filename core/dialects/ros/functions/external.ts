/** Functions whose answer lies outside of the template: the account, other stacks, the clock. */
import { unknown } from '../../../values/value.ts';
import type { Implementation } from './call.ts';

const fromOutside: Implementation = ({ name, at }) => unknown('external', name, at);

export const external: Record<string, Implementation> = {
  'Fn::FormatTime': fromOutside,
  'Fn::GetAZs': fromOutside,
  'Fn::GetStackOutput': fromOutside,
  'Fn::MarketplaceImage': fromOutside,
};
