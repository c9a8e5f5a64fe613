/** Functions of points in time that are given; `timestamp()` and the like exist only when Terraform runs. */
import type { Location } from '../../../text/source.ts';
import { unknown, type Value } from '../../../values/value.ts';
import { type FunctionDefinition, refuse, scalar } from './definition.ts';
import {
  addDuration,
  type Calendar,
  calendarOf,
  compareTimestamps,
  offsetText,
  parseDuration,
  parseStrictTimestamp,
  parseTimestamp,
  type Timestamp,
  timestampText,
  two,
} from './timestamps.ts';

export const timeFunctions: readonly FunctionDefinition[] = [
  scalar('timeadd', ['string', 'string'], ([time, duration], at) => {
    const start = parseStrictTimestamp(time);
    const length = parseDuration(duration);
    if (!start) return refuse('point in time', at);
    return length === undefined ? refuse('duration', at) : timestampText(addDuration(start, length));
  }),
  scalar('timecmp', ['string', 'string'], ([first, second], at) => {
    const [a, b] = [parseTimestamp(first), parseTimestamp(second)];
    return a && b ? compareTimestamps(a, b) : refuse('point in time', at);
  }),
  scalar('formatdate', ['string', 'string'], ([format, time], at) => {
    if (format.length > maxFormat) return unknown('limit', 'formatdate', at);
    const parsed = parseStrictTimestamp(time);
    return parsed ? formatted(format, parsed, at) : refuse('point in time', at);
  }),
];

const maxFormat = 10_000;

const months = 'January February March April May June July August September October November December'.split(' ');
const weekdays = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

type Verb = (calendar: Calendar, time: Timestamp) => string;

/** https://developer.hashicorp.com/terraform/language/functions/formatdate: every other run of a letter is refused. */
const verbs: Readonly<Record<string, Verb>> = {
  YYYY: ({ year }) => String(year).padStart(4, '0'),
  YY: ({ year }) => two(year % 100),
  MMMM: ({ month }) => months[month - 1] as string,
  MMM: ({ month }) => (months[month - 1] as string).slice(0, 3),
  MM: ({ month }) => two(month),
  M: ({ month }) => String(month),
  DD: ({ day }) => two(day),
  D: ({ day }) => String(day),
  EEEE: ({ weekday }) => weekdays[weekday] as string,
  EEE: ({ weekday }) => (weekdays[weekday] as string).slice(0, 3),
  hh: ({ hour }) => two(hour),
  h: ({ hour }) => String(hour),
  HH: ({ hour }) => two(hour % 12 || 12),
  H: ({ hour }) => String(hour % 12 || 12),
  AA: ({ hour }) => (hour < 12 ? 'AM' : 'PM'),
  aa: ({ hour }) => (hour < 12 ? 'am' : 'pm'),
  mm: ({ minute }) => two(minute),
  m: ({ minute }) => String(minute),
  ss: ({ second }) => two(second),
  s: ({ second }) => String(second),
  ZZZZZ: (_, time) => offsetText(time, ':') ?? '+00:00',
  ZZZZ: (_, time) => offsetText(time, '') ?? '+0000',
  ZZZ: (_, time) => offsetText(time, '') ?? 'UTC',
  Z: (_, time) => offsetText(time, ':') ?? 'Z',
};

/** `''` is a quote, `'…'` is literal, a run of one letter is a verb, everything else stays. */
const token = /''|'(?:[^']|'')*('?)|([A-Za-z])\2*|[^A-Za-z']+/g;

function formatted(format: string, time: Timestamp, at: Location): Value | string {
  const calendar = calendarOf(time);
  const parts: string[] = [];
  for (const [part, closing, letter] of format.matchAll(token)) {
    if (part === "''") parts.push("'");
    else if (closing !== undefined) {
      if (part.length < 2 || !part.endsWith("'")) return refuse('literal without an end', at);
      parts.push(part.slice(1, -1).replaceAll("''", "'"));
    } else if (letter) {
      const verb = Object.hasOwn(verbs, part) ? verbs[part] : undefined;
      if (!verb) return refuse(`format ${part}`, at);
      parts.push(verb(calendar, time));
    } else parts.push(part);
  }
  return parts.join('');
}
