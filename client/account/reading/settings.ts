/** What a configuration says of its owner's networks, and of the ports that may face the internet. */
import { resolveConfig } from '../../../core/config/resolve.ts';
import { readConfig } from '../../../core/config/schema.ts';
import type { Settings } from '../../../core/rules/rule.ts';
import { SourceText } from '../../../core/text/source.ts';

/** @param text of a `.portguard.yaml`; without one the defaults count. Levels of rules are of no concern here. */
export function settingsIn(text = ''): Settings {
  return resolveConfig(readConfig(new SourceText('.portguard.yaml', text), []).config, []).settings;
}
