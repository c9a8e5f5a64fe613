/**
 * `formatdate`, `timeadd` and `timecmp`: functions of times that are given. Times are RFC 3339 as Go reads it; the time
 * of day is nobody's here. https://developer.hashicorp.com/terraform/language/functions/formatdate
 */
import type { Location } from '../../../text/source.ts';
import type { Value } from '../../../values/value.ts';
import { type FunctionDefinition, refuse, scalar } from './definition.ts';

export const dateFunctions: readonly FunctionDefinition[] = [
  scalar('formatdate', ['string', 'string'], ([format, time], at) => {
    const parsed = parseTime(time);
    return parsed ? formatTime(format, parsed, at) : refuse(`time ${time}`, at);
  }),
  scalar('timeadd', ['string', 'string'], ([time, duration], at) => {
    const parsed = parseTime(time);
    const length = parseDuration(duration);
    if (!parsed) return refuse(`time ${time}`, at);
    if (length === undefined) return refuse(`duration ${duration}`, at);
    return timeText({ ...parsed, nanoseconds: parsed.nanoseconds + length });
  }),
  scalar('timecmp', ['string', 'string'], ([a, b], at) => {
    const [first, second] = [parseTime(a), parseTime(b)];
    if (!first || !second) return refuse(`time ${first ? b : a}`, at);
    return first.nanoseconds < second.nanoseconds ? -1 : first.nanoseconds > second.nanoseconds ? 1 : 0;
  }),
];

interface Time {
  /** Since 1970 in UTC. */
  readonly nanoseconds: bigint;
  /** Minutes east of UTC. */
  readonly zone: number;
}

const second = 1_000_000_000n;
const rfc3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

function parseTime(text: string): Time | undefined {
  const match = rfc3339.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, seconds] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [zoneHour, zoneMinute] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || seconds > 59 || zoneHour > 24 || zoneMinute > 60) return undefined;
  const zone = (match[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - zone, seconds);
  const fraction = BigInt((match[7] ?? '').slice(0, 9).padEnd(9, '0'));
  return { nanoseconds: BigInt(date.getTime()) * 1_000_000n + fraction, zone };
}

function daysIn(year: number, month: number): number {
  const last = new Date(0);
  last.setUTCFullYear(year, month, 0);
  return last.getUTCDate();
}

/** The clock as it stands in the time's own zone. */
function clock({ nanoseconds, zone }: Time): Date {
  const seconds = nanoseconds >= 0n ? nanoseconds / second : -((-nanoseconds + second - 1n) / second);
  return new Date((Number(seconds) + zone * 60) * 1000);
}

function timeText(time: Time): string {
  const date = clock(time)
    .toISOString()
    .replace(/\.\d+Z$/, '');
  return date + zoneText(time, ':', true);
}

function zoneText({ zone }: Time, colon: string, zulu: boolean): string {
  if (zone === 0 && zulu) return 'Z';
  const minutes = Math.abs(zone);
  return `${zone < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${colon}${two(minutes % 60)}`;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** Longest durations that Go holds: 64 bits of nanoseconds. */
const most = 2n ** 63n - 1n;

const units: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: second,
  m: 60n * second,
  h: 3600n * second,
};

/** Go's durations: `1h30m`, `-1.5h`; nanoseconds. */
function parseDuration(text: string): bigint | undefined {
  const [, sign, parts = ''] = /^([+-]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+|0)$/.exec(text) ?? [];
  if (sign === undefined) return undefined;
  let total = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of parts.matchAll(/(\d*)\.?(\d*)(ns|us|µs|μs|ms|s|m|h)/g)) {
    const scale = units[unit] ?? 0n;
    total += BigInt(whole || '0') * scale;
    if (fraction !== '')
      total += (BigInt(fraction.slice(0, 18)) * scale) / 10n ** BigInt(Math.min(18, fraction.length));
    if (total > most) return undefined;
  }
  return sign === '-' ? -total : total;
}

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** What each run of one letter stands for. */
const verbs: Readonly<Record<string, (date: Date, time: Time) => string>> = {
  YYYY: (date) => String(date.getUTCFullYear()).padStart(4, '0'),
  YY: (date) => two(date.getUTCFullYear() % 100),
  MMMM: (date) => months[date.getUTCMonth()] ?? '',
  MMM: (date) => (months[date.getUTCMonth()] ?? '').slice(0, 3),
  MM: (date) => two(date.getUTCMonth() + 1),
  M: (date) => String(date.getUTCMonth() + 1),
  DD: (date) => two(date.getUTCDate()),
  D: (date) => String(date.getUTCDate()),
  EEEE: (date) => days[date.getUTCDay()] ?? '',
  EEE: (date) => (days[date.getUTCDay()] ?? '').slice(0, 3),
  hh: (date) => two(date.getUTCHours()),
  h: (date) => String(date.getUTCHours()),
  HH: (date) => two(date.getUTCHours() % 12 || 12),
  H: (date) => String(date.getUTCHours() % 12 || 12),
  AA: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  aa: (date) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  mm: (date) => two(date.getUTCMinutes()),
  m: (date) => String(date.getUTCMinutes()),
  ss: (date) => two(date.getUTCSeconds()),
  s: (date) => String(date.getUTCSeconds()),
  ZZZZZ: (_, time) => zoneText(time, ':', false),
  ZZZZ: (_, time) => zoneText(time, '', false),
  ZZZ: (_, time) => (time.zone === 0 ? 'UTC' : zoneText(time, '', false)),
  Z: (_, time) => zoneText(time, ':', true),
};

/** Letters are verbs, text in `'` is itself with `''` for the quote, and so is everything else. */
function formatTime(format: string, time: Time, at: Location): Value | string {
  const date = clock(time);
  let result = '';
  for (const [part] of format.matchAll(/'(?:[^']|'')*'?|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    if (part.startsWith("'")) {
      if (part.length < 2 || !part.endsWith("'")) return refuse('quote without end in the format', at);
      result += part.slice(1, -1).replaceAll("''", "'");
    } else if (/^[A-Za-z]/.test(part)) {
      const write = Object.hasOwn(verbs, part) ? verbs[part] : undefined;
      if (!write) return refuse(`format verb ${part}`, at);
      result += write(date, time);
    } else result += part;
  }
  return result;
}
