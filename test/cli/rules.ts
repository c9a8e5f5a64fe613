/** A few rules on resources' types alone: enough for the command line, and never changed by work on real rules. */
import type { Rule } from '../../core/rules/rule.ts';

function onType(id: string, word: RegExp, more: Pick<Rule, 'severity' | 'recommended'>): Rule {
  const text = { en: `Title of ${id}`, zh: `${id} 的标题` };
  return {
    id,
    ...more,
    title: text,
    description: text,
    remedy: text,
    bad: [{ language: 'terraform', code: 'resource "alicloud_security_group" "open" {\n}\n' }],
    good: [],
    check({ model, report }) {
      for (const resource of model.resources.values()) {
        if (!word.test(resource.type)) continue;
        report('yes', {
          resource,
          at: resource.nameAt,
          message: { en: `${resource.address} is open, 100%`, zh: `${resource.address} 开放了，100%` },
        });
      }
    },
  };
}

export const rules: readonly Rule[] = [
  onType('open/group', /security_?group$/i, { severity: 'error', recommended: true }),
  onType('open/server', /instance$/i, { severity: 'warning', recommended: true }),
  onType('open/service', /(^|\/)Service$/, { severity: 'error', recommended: true }),
  onType('extra/network', /vpc$/i, { severity: 'info', recommended: false }),
];
