/** Whatever a chart says, rendering it ends soon, and what was not looked at is said. */
import { expect, test } from 'vitest';
import { releaseIn } from './chart.ts';

const doubling = Array.from(
  { length: 40 },
  (_, i) => `{{ define "d${i}" }}{{ include "d${i + 1}" . }}{{ include "d${i + 1}" . }}{{ end }}`,
);
const wide = `a: &a [x, x, x, x, x, x, x, x, x]\n${Array.from('bcdefgh', (name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[i]}`).join()}]`).join('\n')}\n`;

test.each([
  ['a template that includes itself', '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}', ''],
  ['a very long loop', '{{ range until 1000000000 }}x{{ end }}{{ range 1000000000 }}x{{ end }}', ''],
  ['loops within loops', '{{ range 9999 }}{{ range 9999 }}{{ $x := 1 }}{{ end }}{{ end }}', ''],
  ['tpl of itself', '{{ tpl .Values.t . }}', 't: "{{ tpl .Values.t . }}{{ tpl .Values.t . }}"'],
  ['a text that doubles', '{{ $x := "ab" }}{{ range 60 }}{{ $x = print $x $x }}{{ end }}{{ $x }}', ''],
  ['a list that doubles', '{{ $x := list 1 }}{{ range 60 }}{{ $x = concat $x $x }}{{ end }}{{ len $x }}', ''],
  ['templates that double', `${doubling.join('')}{{ define "d40" }}x{{ end }}{{ include "d0" . }}`, ''],
  ['values that multiply', '{{ toYaml .Values }}', wide],
  [
    'values that contain themselves',
    '{{ $d := dict }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}{{ toJson $d }}{{ $d }}',
    '',
  ],
  [
    'values that are copied again and again',
    '{{ $d := dict }}{{ range 99999 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ deepCopy $d | len }}',
    '',
  ],
  ['a deep condition', `${'{{ if 1 }}'.repeat(5000)}${'{{ end }}'.repeat(5000)}`, ''],
  ['deep parentheses', `{{ ${'('.repeat(5000)}1${')'.repeat(5000)} }}`, ''],
  ['an expensive pattern', '{{ regexReplaceAll "(a*)*b" (repeat 20000 "a") "x" | len }}', ''],
  [
    'undecided branches in one another',
    `${'{{ if (required "a" .x) }}a\n'.repeat(50)}${'{{ else }}b\n{{ end }}'.repeat(50)}`,
    '',
  ],
])('%s', (_, template, values) => {
  const before = performance.now();
  const release = releaseIn({ 'templates/a.yaml': template, 'values.yaml': values });
  const [rendering] = release.renderings.get('shop/templates/a.yaml') ?? [];
  expect(performance.now() - before).toBeLessThan(5000);
  // Either it is told, or what came out is bounded.
  expect(release.refused.size === 1 || (rendering?.source.text.length ?? 0) < 8_000_000).toBe(true);
});

test('a template that reaches a limit is told, and the rest of the chart is rendered', () => {
  const release = releaseIn({
    'templates/a.yaml': '{{ define "x" }}{{ include "x" . }}{{ end }}{{ include "x" . }}',
    'templates/b.yaml': 'b: {{ .Chart.Name }}\n',
  });
  expect([...release.refused]).toEqual(['shop/templates/a.yaml']);
  expect(release.notes.map(({ what }) => what)).toEqual(['limit']);
  expect(release.renderings.get('shop/templates/b.yaml')?.[0]?.source.text).toBe('b: shop\n');
});
