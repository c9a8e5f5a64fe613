/** Functions over JSON text. */
import { isList, isMap, known, mapValue, unknown } from '../../../values/value.ts';
import { combine } from '../combine.ts';
import { parseJsonText } from '../text.ts';
import { argumentValues, type Implementation, malformed } from './call.ts';

export const json: Record<string, Implementation> = {
  /** `[key, text]`: the key's value; text is JSON, or already a map. */
  'Fn::GetJsonValue'(call) {
    const [key, text] = argumentValues(call);
    if (!key || !text) return malformed(call);
    return combine([key, text], call.at, ([name, data = null]) => {
      const parsed = typeof data === 'string' ? parseJsonText(data, call.at) : known(data, call.at);
      return mapValue(parsed, ({ value }) => {
        const found = isMap(value)
          ? value.entries.get(String(name))?.value
          : isList(value)
            ? value.items[Number(name)]
            : undefined;
        return found ?? unknown('invalid', `${call.name} ${String(name)}`, call.at);
      });
    });
  },
};
