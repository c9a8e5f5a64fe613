/** Fixes as a person takes them: a text is linted, one fix is applied, and the text is linted again. */

import type { Fix } from '../../../core/changes/change.ts';
import { applyEdits } from '../../../core/changes/edit.ts';
import { editsOf } from '../../../core/changes/write.ts';
import { type Finding, type LintConfig, lint } from '../../../core/lint.ts';
import { AddressSet, parseCidr } from '../../../core/network/addresses.ts';
import { PortSet } from '../../../core/network/ports.ts';
import { rules } from '../../../core/rules/index.ts';
import { SourceText } from '../../../core/text/source.ts';

const office = parseCidr('203.0.113.0/24');
const sites = ['198.51.100.0/25', '192.0.2.0/28'].map((block) => parseCidr(block));

function addressesOf(parsed: ReturnType<typeof parseCidr>): AddressSet {
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed.addresses;
}

const settings: LintConfig['settings'] = {
  publicPorts: PortSet.single(80).union(PortSet.single(443)),
  networks: new Map([
    ['office', addressesOf(office)],
    ['sites', AddressSet.unionOf(sites.map(addressesOf))],
  ]),
};

/** All rules, or the one of this id, whether or not they are on by default. */
export function configOf(id?: string): LintConfig {
  return {
    settings,
    rules: rules
      .filter((rule) => id === undefined || rule.id === id)
      .map((rule) => ({ rule, severity: rule.severity, options: rule.options })),
    inlineSuppressions: true,
  };
}

export interface Fixed {
  readonly finding: Finding;
  readonly fix: Fix;
  /** `undefined` where the fix cannot be written here. */
  readonly text: string | undefined;
}

/** All fixes of all findings of one rule in a text. */
export function fixesIn(path: string, code: string, id: string): readonly Fixed[] {
  const { findings } = lint([new SourceText(path, code)], configOf(id));
  return findings.flatMap((finding) =>
    (finding.fixes?.() ?? []).map((fix) => {
      const edits = editsOf(fix);
      return { finding, fix, text: edits && applyEdits(code, edits) };
    }),
  );
}

/** What a lint says of a text, by rule. */
export function findingsOf(path: string, code: string, id: string): readonly Finding[] {
  return lint([new SourceText(path, code)], configOf(id)).findings;
}
