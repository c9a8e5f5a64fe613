/**
 * Every fix of every rule's own examples: it can be written, the text still parses, nothing else becomes wrong, and the
 * finding is gone.
 */
import { describe, expect, test } from 'vitest';
import { lint } from '../../../core/lint.ts';
import { rules } from '../../../core/rules/index.ts';
import type { Example } from '../../../core/rules/rule.ts';
import { SourceText } from '../../../core/text/source.ts';
import { byAPersonOnly } from './by-a-person-only.ts';
import { configOf, findingsOf, fixesIn } from './fixing.ts';

const names: Readonly<Record<Example['language'], string>> = {
  ros: 'template.yaml',
  terraform: 'main.tf',
  kubernetes: 'manifest.yaml',
};

const everything = configOf();

for (const rule of rules) {
  const examples = rule.bad.map(({ language, code }) => ({ path: names[language], language, code }));
  const fixes = examples.map(({ path, code }) => fixesIn(path, code, rule.id));

  describe(rule.id, () => {
    if (byAPersonOnly.has(rule.id)) {
      test('offers no fix', () => {
        expect(fixes.flat()).toEqual([]);
      });
      return;
    }
    test('offers a fix in each dialect that it has examples of', () => {
      const without = new Set(examples.map(({ language }) => language));
      for (const [i, { language }] of examples.entries()) if ((fixes[i] ?? []).length > 0) without.delete(language);
      expect([...without]).toEqual([]);
    });
    for (const [i, { path, language, code }] of examples.entries()) {
      for (const { finding, fix, text } of fixes[i] ?? []) {
        test(`bad ${i + 1} (${language}): ${fix.title.en}`, () => {
          expect(text, 'it can be written').toBeDefined();
          const after = findingsOf(path, text ?? '', rule.id);
          expect(after.filter((one) => one.rule.startsWith('syntax/')).map(({ message }) => message.en)).toEqual([]);
          const same = after.filter(
            ({ message, resource }) => message.en === finding.message.en && resource === finding.resource,
          );
          expect(same, 'the finding is gone').toEqual([]);
          expect(after.length).toBeLessThanOrEqual(findingsOf(path, code, rule.id).length);
        });
        if (fix.safe) {
          test(`bad ${i + 1} (${language}): ${fix.title.en} is safe: it brings nothing else up`, () => {
            const told = (content: string): Set<string> =>
              new Set(lint([new SourceText(path, content)], everything).findings.map((one) => one.rule));
            const before = told(code);
            expect([...told(text ?? '')].filter((id) => !before.has(id))).toEqual([]);
          });
        }
      }
    }
  });
}
