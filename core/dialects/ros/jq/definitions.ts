/** The functions of jq that are defined in jq (src/builtin.jq of jq 1.6 and 1.7), read when the first is called. */
import { parseDefinitions } from './parser.ts';
import type { Bound } from './scope.ts';

let read: ReadonlyMap<string, Bound> | undefined;

export function prelude(): ReadonlyMap<string, Bound> {
  read ??= new Map(
    parseDefinitions(source).map(({ name, parameters, body }) => [
      `${name}/${parameters.length}`,
      { name, parameters, body, caller: undefined, variables: undefined, labels: undefined, next: undefined },
    ]),
  );
  return read;
}

const source = `
def map(f): [.[] | f];
def map_values(f): .[] |= f;
def select(f): if f then . else empty end;
def recurse(f): def r: ., (f | r); r;
def recurse(f; cond): def r: ., (f | select(cond) | r); r;
def recurse: recurse(.[]?);
def recurse_down: recurse;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type | . == "array" or . == "object");
def scalars: select(type | . != "array" and . != "object");
def add(f): reduce f as $x (null; . + $x);
def del(f): delpaths([path(f)]);
def paths: path(..) | select(length > 0);
def paths(f): . as $dot | paths | select(. as $p | $dot | getpath($p) | f);
def leaf_paths: paths(scalars);
def to_entries: [keys_unsorted[] as $k | {key: $k, value: .[$k]}];
def from_entries: map({
    (.key // .k // .name // .Name // .K // .Key | if type == "string" then . elif . == null then error("Cannot use null (null) as object key") else tojson end):
    (if has("value") then .value elif has("v") then .v else .Value end)
  }) | add + {} // {};
def with_entries(f): to_entries | map(f) | from_entries;
def in(xs): . as $x | xs | has($x);
def inside(xs): . as $x | xs | contains($x);
def index($i): indices($i) | .[0];
def rindex($i): indices($i) | .[-1:][0];
def first: .[0];
def last: .[-1];
def last(f): reduce f as $x (null; $x);
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def skip($n; f): foreach f as $x ($n; . - 1; if . < 0 then $x else empty end);
def all: reduce .[] as $x (true; . and $x);
def any: reduce .[] as $x (false; . or $x);
def all(f): all(.[]; f);
def any(f): any(.[]; f);
def all(g; cond): isempty(first(g | cond | if . then empty else 0 end));
def any(g; cond): isempty(first(g | cond | if . then 0 else empty end)) | not;
def unique: unique_by(.);
def combinations: if length == 0 then [] else .[0][] as $x | (.[1:] | combinations) as $w | [$x] + $w end;
def combinations(n): . as $dot | [range(n)] | map($dot) | combinations;
def walk(f): if type == "object" then map_values(walk(f)) elif type == "array" then map(walk(f)) else . end | f;
def match(re; mode): _match(re; mode; false) | .[];
def match($val): match($val; null);
def test(re; mode): _match(re; mode; true);
def test($val): test($val; null);
def capture(re; mods): match(re; mods) | [.captures | .[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture($val): capture($val; null);
def scan($re): match($re; "g") | if (.captures | length) > 0 then [.captures | .[] | .string] else .string end;
def scan($re; $flags): match($re; "g" + $flags) | if (.captures | length) > 0 then [.captures | .[] | .string] else .string end;
def split($re; flags): . as $s
  | [foreach ((match($re; flags + "g") | [.offset, .length]), null) as $m
      ([0, null]; if $m == null then [.[0], $s[.[0]:]] else [$m[0] + $m[1], $s[.[0]:$m[0]]] end; .[1])];
def splits($re): splits($re; null);
def splits($re; flags): split($re; flags) | .[];
def sub($re; f; $flags): . as $in
  | (reduce (match($re; $flags) | . as $m | [$m]) as [$m] ([0, [""]];
      .[0] as $at | .[1] as $made
      | [$m.offset + $m.length,
         [$made[] + $in[$at:$m.offset] + ($m | [.captures | .[] | select(.name != null) | {key: .name, value: .string}] | from_entries | f)]]))
  | .[0] as $at | .[1][] + $in[$at:];
def sub($re; f): sub($re; f; "");
def gsub($re; f; $flags): sub($re; f; $flags + "g");
def gsub($re; f): sub($re; f; "g");
def ascii: [.] | implode;
def tostream: path(def r: (.[]? | r), .; r) as $p | getpath($p)
  | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(f): {x: null, e: false} as $init
  | foreach f as $i ($init;
      if .e then $init else . end
      | if $i | length == 2
        then setpath(["e"]; $i[0] | length == 0) | setpath(["x"] + $i[0]; $i[1])
        else setpath(["e"]; $i[0] | length == 1) end;
      if .e then .x else empty end);
def truncate_stream(stream): . as $n | null | stream | . as $input
  | if (.[0] | length) > $n then setpath([0]; .[0][$n:]) else empty end;
def INDEX(stream; f): reduce stream as $row ({}; .[$row | f | tostring] |= $row);
def INDEX(f): INDEX(.[]; f);
def IN(s): any(s == .; .);
def IN(src; s): any(src == s; .);
def toarray: if type == "array" then . else [.] end;
def pick(f): . as $top | reduce path(f) as $p (null; setpath($p; $top | getpath($p)));
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def have_decnum: false;
`;
