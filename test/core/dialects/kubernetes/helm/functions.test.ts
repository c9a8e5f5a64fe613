/** Functions of sprig (masterminds.github.io/sprig) and of Helm (helm.sh/docs/chart_template_guide/function_list). */
import { expect, test } from 'vitest';
import { rendered } from './chart.ts';

const values = `
name: web
list: [b, a, b]
map: { b: 2, a: { c: [1, "2"] } }
empty: {}
text: |
  one
  two
truth: "true"
`;

test.each([
  [
    '{{ default "x" .Values.nothing }} {{ default "x" .Values.name }} {{ .Values.nothing | default false }}',
    'x web false',
  ],
  ['{{ coalesce .Values.nothing "" "c" }} {{ ternary "a" "b" true }} {{ empty .Values.empty }}', 'c a true'],
  ['{{ quote 1 "a\\"b" nil }} {{ squote "x" }}', '"1" "a\\"b" \'x\''],
  ['{{ trim "  a " }}|{{ trimSuffix "-" "a-" }}|{{ trimPrefix "v" "v1" }}|{{ trimAll "$" "$5$" }}', 'a|a|1|5'],
  ['{{ trunc 3 "abcdef" }} {{ trunc -2 "abcdef" }} {{ substr 1 3 "abcdef" }}', 'abc ef bc'],
  ['{{ upper "a" }} {{ lower "B" }} {{ title "two words" }} {{ replace "." "-" "a.b" }}', 'A b Two Words a-b'],
  ['{{ contains "b" "abc" }} {{ hasPrefix "a" "abc" }} {{ hasSuffix "a" "abc" }}', 'true true false'],
  ['{{ join "," .Values.list }} {{ splitList "," "a,b" }} {{ (split "." "x.y")._1 }}', 'b,a,b [a b] y'],
  ['{{ printf "%s-%d %v %q %5.2f %03d" "a" 5 true "b" 1.5 7 }}', 'a-5 true "b"  1.50 007'],
  ['{{ printf "%d" (int 80.0) }} {{ print "a" 1 2 "b" }}', '80 a1 2b'],
  ['{{ list 1 2 | len }} {{ first .Values.list }} {{ last .Values.list }} {{ rest .Values.list }}', '2 b b [a b]'],
  ['{{ uniq .Values.list }} {{ without .Values.list "b" }} {{ has "a" .Values.list }}', '[b a] [a] true'],
  [
    '{{ append .Values.list "c" }} {{ prepend .Values.list "c" }} {{ concat (list 1) (list 2) }}',
    '[b a b c] [c b a b] [1 2]',
  ],
  ['{{ sortAlpha .Values.list }} {{ until 3 }} {{ untilStep 2 6 2 }} {{ seq 3 }}', '[a b b] [0 1 2] [2 4] 1 2 3'],
  ['{{ $d := dict "a" 1 }}{{ $_ := set $d "b" 2 }}{{ $d }} {{ hasKey $d "b" }} {{ get $d "c" }}', 'map[a:1 b:2] true '],
  [
    '{{ keys .Values.map | sortAlpha }} {{ pick .Values.map "b" }} {{ omit .Values.map "a" }}',
    '[a b] map[b:2] map[b:2]',
  ],
  [
    '{{ merge (dict "a" 1) (dict "a" 2 "b" 3) }} {{ mergeOverwrite (dict "a" 1) (dict "a" 2) }}',
    'map[a:1 b:3] map[a:2]',
  ],
  ['{{ dig "a" "x" "none" .Values.map }} {{ index .Values.map "b" }}', 'none 2'],
  ['{{ $c := deepCopy .Values.map }}{{ $_ := set $c "b" 9 }}{{ .Values.map.b }}', '2'],
  [
    '{{ add 1 2 3 }} {{ sub 5 2 }} {{ mul 2 3 }} {{ div 7 2 }} {{ mod 7 2 }} {{ max 1 5 }} {{ round 1.256 2 }}',
    '6 3 6 3 1 5 1.26',
  ],
  [
    '{{ kindOf .Values.map }} {{ kindIs "slice" .Values.list }} {{ typeOf "a" }} {{ kindOf 1 }} {{ kindOf .Values.map.b }}',
    'map true string int float64',
  ],
  ['{{ toString 5 | kindOf }} {{ int "12" }} {{ atoi "3" }} {{ toString nil }}', 'string 12 3 <nil>'],
  ['{{ b64enc "grün" }} {{ b64dec "Z3LDvG4=" }}', 'Z3LDvG4= grün'],
  ['{{ sha256sum "abc" }}', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['{{ toJson .Values.map }} {{ (fromJson "{\\"x\\": 5}").x }}', '{"a":{"c":[1,"2"]},"b":2} 5'],
  ['{{ toYaml .Values.map }}', 'a:\n  c:\n  - 1\n  - "2"\nb: 2'],
  ['{{ toYaml .Values.text }}|{{ toYaml .Values.truth }}|{{ toYaml .Values.empty }}', '|\n  one\n  two|"true"|{}'],
  ['{{ (fromYaml "a: {b: 1}").a.b }}', '1'],
  [
    '{{ regexMatch "^a+$" "aaa" }} {{ regexReplaceAll "a(b)" "abab" "<${1}>" }} {{ regexFind "[0-9]+" "a12" }}',
    'true <b><b> 12',
  ],
  [
    '{{ semverCompare "^1.2.0" "1.9.1" }} {{ semverCompare "~1.2" "1.3.0" }} {{ semverCompare ">=1.2 <2 || 3.x" "3.1.0" }}',
    'true false true',
  ],
  ['{{ semverCompare ">=1.21-0" "v1.30.1-aliyun.1" }} {{ semverCompare ">=1.21" "v1.30.1-aliyun.1" }}', 'true false'],
  ['{{ lookup "v1" "Secret" "default" "x" }} {{ required "why" .Values.name }}', 'map[] web'],
])('%s', (template, text) => {
  expect(rendered(template, values)).toBe(text);
});

test.each([
  '{{ randAlphaNum 8 }}',
  '{{ now | date "2006" }}',
  '{{ (genCA "x" 1).Cert | b64enc }}',
  '{{ required "why" .Values.none }}',
])('what differs each time, or has to be given, is not known: %s', (template) => {
  expect(rendered(`a: ${template}`)).toBe('a: unknown');
});
