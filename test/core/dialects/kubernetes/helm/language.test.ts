/** Go's template language (pkg.go.dev/text/template), as Helm uses it. */
import { expect, test } from 'vitest';
import { releaseIn, rendered } from './chart.ts';

const values = `
port: 80
big: 1234567
ratio: 0.5
on: true
off: false
empty: ""
host: shop.example
tls: { mode: strict, versions: [one, two] }
ports: [{ name: http, port: 80 }, { name: https, port: 443 }]
`;

test.each([
  ['values print as Go prints them', '{{ .Values.port }} {{ .Values.ratio }} {{ .Values.on }}', '80 0.5 true'],
  ['a large number turns to exponents, for values are float64', '{{ .Values.big }}', '1.234567e+06'],
  ['a missing value prints nothing', '[{{ .Values.nothing }}]', '[]'],
  ['lists and maps print as Go prints them', '{{ .Values.tls }}', 'map[mode:strict versions:[one two]]'],
  ['trim markers take white space and line ends', 'a  \n  {{- .Values.port -}}  \n  b', 'a80b'],
  ['a minus without a space is a sign', '{{-3}} {{ 3 -}} x', '-3 3x'],
  ['comments leave nothing', 'a{{/* b }} c */}}d {{- /* e */ -}} f', 'adf'],
  ['pipelines pass their value as the last argument', '{{ .Values.host | upper | quote }}', '"SHOP.EXAMPLE"'],
  ['variables are made and changed', '{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', '2'],
  ['a variable ends with its block', '{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}', '1'],
  ['else if', '{{ if .Values.off }}a{{ else if .Values.on }}b{{ else }}c{{ end }}', 'b'],
  ['empty is false', '{{ if .Values.empty }}a{{ else }}b{{ end }}', 'b'],
  ['with changes the dot, $ stays', '{{ with .Values.tls }}{{ .mode }} {{ $.Values.port }}{{ end }}', 'strict 80'],
  ['with nothing, else', '{{ with .Values.nothing }}a{{ else }}b{{ end }}', 'b'],
  ['range over a list', '{{ range .Values.ports }}{{ .name }};{{ end }}', 'http;https;'],
  ['range with index', '{{ range $i, $p := .Values.ports }}{{ $i }}={{ $p.port }} {{ end }}', '0=80 1=443 '],
  ['range over a map goes by key', '{{ range $k, $v := .Values.tls }}{{ $k }} {{ end }}', 'mode versions '],
  ['range over a number', '{{ range 3 }}{{ . }}{{ end }}', '012'],
  ['range over nothing, else', '{{ range .Values.nothing }}a{{ else }}b{{ end }}', 'b'],
  [
    'break and continue',
    '{{ range 5 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}',
    '02',
  ],
  ['define and template', '{{ define "x" }}<{{ . }}>{{ end }}{{ template "x" .Values.port }}', '<80>'],
  ['block is a definition and its use', '{{ block "x" .Values.host }}[{{ . }}]{{ end }}', '[shop.example]'],
  ['include is a text', '{{ define "x" }}a\nb{{ end }}{{ include "x" . | nindent 2 }}', '\n  a\n  b'],
  ['a file may be included by its name', '{{ define "y" }}{{ end }}{{ .Template.Name }}', 'shop/templates/a.yaml'],
  ['parentheses and fields behind them', '{{ (index .Values.ports 1).name }}', 'https'],
  ['fields of nothing in parentheses are nothing', '[{{ (.Values.global).registry }}]', '[]'],
  ['and, or and not choose as Go does', '{{ and 1 0 }} {{ or "" "x" }} {{ not 1 }}', '0 x false'],
  ['and ends at the first that is false', '{{ if and .Values.nothing .Values.nothing.more }}a{{ end }}b', 'b'],
  ['comparisons', '{{ eq 1 2 1 }} {{ ne "a" "b" }} {{ lt 1 2 }} {{ ge 2 3 }}', 'true true true false'],
  ['raw texts, characters, numbers', '{{ `a\\n` }}{{ "\\t" }}{{ \'A\' }} {{ 0x10 }} {{ 1_000 }}', 'a\\n\t65 16 1000'],
  ['braces in a text do not end the action', '{{ "}}" }}', '}}'],
])('%s', (_, template, text) => {
  expect(rendered(template, values)).toBe(text);
});

test("Helm's objects: the release is named as `helm template` names it", () => {
  expect(rendered('{{ .Release.Name }}/{{ .Release.Namespace }}/{{ .Release.Service }}')).toBe(
    'release-name/default/Helm',
  );
  expect(rendered('{{ .Chart.Name }}-{{ .Chart.Version }} {{ .Chart.AppVersion }}')).toBe('shop-1.2.3 7.0');
  expect(rendered('{{ .Capabilities.APIVersions.Has "networking.k8s.io/v1/Ingress" }}')).toBe('true');
  expect(rendered('{{ .Capabilities.APIVersions.Has "policy/v1beta1" }}')).toBe('false');
  expect(rendered('{{ .Capabilities.APIVersions.Has "security.openshift.io/v1" }}')).toBe('false');
  expect(rendered('a: {{ .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}')).toBe('a: unknown');
  expect(rendered('{{ if semverCompare ">=1.19-0" .Capabilities.KubeVersion.Version }}v1{{ end }}')).toBe('v1');
});

test("definitions of the chart's other files are at hand", () => {
  const helpers = '{{- define "shop.name" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end -}}';
  expect(rendered('{{ include "shop.name" . }}', '', { 'templates/_helpers.tpl': helpers })).toBe('release-name-shop');
});

test('tpl renders a text of the values', () => {
  expect(rendered('{{ tpl .Values.host . }}', 'host: "{{ .Release.Name }}.local"')).toBe('release-name.local');
});

test('files of the chart are read, not those of elsewhere', () => {
  const files = { 'conf/a.ini': 'x=1', 'conf/b.txt': 'y', 'Chart.lock': 'z' };
  expect(rendered('{{ .Files.Get "conf/a.ini" }}', '', files)).toBe('x=1');
  expect(rendered('{{ (.Files.Glob "conf/*.ini").AsConfig }}', '', files)).toBe('a.ini: x=1');
  expect(rendered('{{ range $path, $_ := .Files.Glob "conf/**" }}{{ $path }} {{ end }}', '', files)).toBe(
    'conf/a.ini conf/b.txt ',
  );
  expect(rendered('[{{ .Files.Get "../other/secret" }}]', '', files)).toBe('[]');
});

test.each([
  ['an action without end', 'a: {{ .Values.x', '{{'],
  ['a block without end', '{{ if .Values.x }}a', '{{ end }}'],
  ['an end of nothing', 'a {{ end }}', 'end'],
  ['words that make no sense', '{{ a | | b }}', '|'],
])('what is no template is refused: %s', (_, template, what) => {
  const release = releaseIn({ 'templates/a.yaml': template });
  expect([...release.refused]).toEqual(['shop/templates/a.yaml']);
  expect(release.notes[0]?.what).toBe(what);
});
