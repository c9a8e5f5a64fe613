/** Functions whose answer lies outside of the template: the account, other stacks, the clock. */
import { mapValue, unknown } from '../../../values/value.ts';
import { argumentValues, type Implementation, malformed } from './call.ts';

const fromOutside: Implementation = ({ name, at }) => unknown('external', name, at);

export const external: Record<string, Implementation> = {
  'Fn::GetAZs': fromOutside,
  'Fn::GetStackOutput': fromOutside,
  'Fn::MarketplaceImage': fromOutside,

  /** `[format, time zone]`: the time of the deployment. A format without fields says the same at any time. */
  'Fn::FormatTime'(call) {
    const [format] = argumentValues(call);
    if (!format) return malformed(call);
    return mapValue(format, (one) =>
      typeof one.value === 'string' && !one.value.includes('%') ? one : unknown('external', call.name, call.at),
    );
  },

  // CloudFormation's, of attributes of what a parameter names in the account.
  'Fn::ValueOf': fromOutside,
  'Fn::ValueOfAll': fromOutside,
};
