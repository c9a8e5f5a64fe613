/**
 * Points in time as Terraform writes them (RFC 3339) and Go's durations. Numbers are exact: seconds and nanoseconds
 * are kept apart, and durations are BigInt as far as their 64 bits matter.
 */

/** A point in time, and the offset at which it is shown. */
export interface Timestamp {
  /** Since 1970-01-01T00:00:00Z; before it negative. */
  readonly seconds: number;
  /** 0 to 999,999,999. */
  readonly nanoseconds: number;
  /** Of the local time, in minutes east of UTC. */
  readonly offset: number;
}

export interface Calendar {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 is Sunday. */
  readonly weekday: number;
}

const written = /^(\d{4})-(\d\d)-(\d\d)T(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/** `undefined` for what Go's time.Parse refuses. It lets pass more than RFC 3339: `T1:00:00`, a comma, `+24:00`. */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = written.exec(text);
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const [offsetHours, offsetMinutes] = [Number(match[9] ?? 0), Number(match[10] ?? 0)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 24 || offsetMinutes > 60) return undefined;
  const offset = (match[8] === '-' ? -1 : 1) * (offsetHours * 60 + offsetMinutes);
  return {
    seconds: daysSinceEpoch(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset * 60,
    nanoseconds: Number((match[7] ?? '').slice(0, 9).padEnd(9, '0')),
    offset: offset + 0,
  };
}

/** What RFC 3339 itself allows: `formatdate` and `timeadd` want no less. */
export function parseStrictTimestamp(text: string): Timestamp | undefined {
  const isStrict = /T\d\d:[^,]*$/.test(text) && !/[+-](?:24:\d\d|\d\d:60)$/.test(text);
  return isStrict ? parseTimestamp(text) : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Date.UTC takes the years before 100 for others. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000;
}

export function calendarOf({ seconds, offset }: Timestamp): Calendar {
  const date = new Date((seconds + offset * 60) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    weekday: date.getUTCDay(),
  };
}

/** As Go's time.RFC3339 writes it: without fractions of a second, `Z` for the offset 0. */
export function timestampText(time: Timestamp): string {
  const { year, month, day, hour, minute, second } = calendarOf(time);
  const years = `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`;
  const clock = `${two(hour)}:${two(minute)}:${two(second)}`;
  return `${years}-${two(month)}-${two(day)}T${clock}${offsetText(time, ':') ?? 'Z'}`;
}

/** `+08:00`, or without the colon; `undefined` for UTC. */
export function offsetText({ offset }: Timestamp, colon: string): string | undefined {
  if (offset === 0) return undefined;
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
}

/** A number of at least two digits. */
export function two(value: number): string {
  return String(value).padStart(2, '0');
}

export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return Math.sign(a.seconds - b.seconds || a.nanoseconds - b.nanoseconds);
}

/** @param duration in nanoseconds */
export function addDuration({ seconds, nanoseconds, offset }: Timestamp, duration: bigint): Timestamp {
  const billion = 1_000_000_000n;
  const total = BigInt(seconds) * billion + BigInt(nanoseconds) + duration;
  const rest = ((total % billion) + billion) % billion;
  return { seconds: Number((total - rest) / billion), nanoseconds: Number(rest), offset };
}

const units: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);
const largest = 2n ** 63n;

/** `-1h30m`, `1.5s` in nanoseconds; `undefined` for what Go's time.ParseDuration refuses, also for its 64 bits. */
export function parseDuration(text: string): bigint | undefined {
  const [, sign, parts = ''] = /^([+-]?)(.*)$/su.exec(text) ?? [];
  if (parts === '0') return 0n;
  if (parts === '' || parts.length > 1000) return undefined;
  let total = 0n;
  let end = 0;
  for (const { 0: part, index, 1: whole = '', 2: fraction, 3: name = '' } of parts.matchAll(
    /(\d*)(?:\.(\d*))?([^\d.]+)/gu,
  )) {
    const unit = units.get(name);
    if (index !== end || unit === undefined || (whole === '' && !fraction)) return undefined;
    end += part.length;
    total += BigInt(whole || '0') * unit + partOf(unit, fraction ?? '');
    if (total > largest) return undefined;
  }
  if (end !== parts.length || (sign !== '-' && total === largest)) return undefined;
  return sign === '-' ? -total : total;
}

/** Go takes a fraction through a double, without the digits that 64 bits have no room for. */
function partOf(unit: bigint, fraction: string): bigint {
  const room = fraction.search(/[1-9]/) + 19;
  const digits =
    BigInt(fraction.slice(0, room) || '0') > largest ? fraction.slice(0, room - 1) : fraction.slice(0, room);
  return BigInt(Math.trunc(Number(digits || '0') * (Number(unit) / 10 ** digits.length)));
}
