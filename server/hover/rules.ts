/** Rules by their ids, and comments and annotations that suppress them. */

import { builtInChecks } from '../../core/config/built-in.ts';
import type { RulePlace } from '../../core/config/rule-places.ts';
import { isMeant } from '../../core/config/rule-settings.ts';
import { type SuppressedFinding, type Suppression, suppressionsOf } from '../../core/config/suppressions.ts';
import { escapedMarkdown } from '../../core/exposure/table.ts';
import { rules } from '../../core/rules/index.ts';
import { severityNames } from '../../core/rules/page.ts';
import type { Text } from '../../core/text/message.ts';
import type { Location } from '../../core/text/source.ts';
import type { Linted } from '../linted.ts';
import type { RulePage } from '../rule-page.ts';
import { contains } from '../values-at.ts';
import { bullets, lines, moreText } from './markdown.ts';

/** How many findings, and rules of a topic, are told. */
const shown = 8;

const all = [...rules, ...builtInChecks];

interface Explained {
  readonly text: Text;
  readonly at: Location;
}

/** A rule's id or pattern, where one is named at an offset. */
export function ruleNamedAt(
  places: readonly RulePlace[],
  path: string,
  offset: number,
  page: RulePage,
): Explained | undefined {
  const named = places.map(({ pattern, at }) => ({ pattern, at: at.source.outermost(at) }));
  const found = named.find(({ at }) => contains(at, path, offset));
  const text = found && ruleText(found.pattern, page);
  return found && text && { text, at: found.at };
}

/** What a suppression takes away: at the id of a rule that rule's findings, elsewhere in it all of them. */
export function suppressionAt(
  folders: readonly Linted[],
  path: string,
  offset: number,
  page: RulePage,
): Explained | undefined {
  const suppressions = folders.flatMap(({ units }) => units.flatMap(suppressionsOf));
  const suppressed = folders.flatMap((one) => one.suppressed);
  const rule = ruleNamedAt(
    suppressions.flatMap((one) => one.rules),
    path,
    offset,
    page,
  );
  const here = suppressions.filter(({ at }) => contains(at.source.outermost(at), path, offset));
  const [first] = here;
  if (!first) return rule;
  const at = rule?.at ?? first.at.source.outermost(first.at);
  const taken = suppressed.filter(({ by }) => by.some((one) => isIn(one.source.outermost(one), at)));
  const told = lines(takenText(taken), reasonText(first, taken));
  return { text: rule ? lines(rule.text, told) : told, at };
}

function isIn(inner: Location, outer: Location): boolean {
  return inner.source.path === outer.source.path && inner.start >= outer.start && inner.end <= outer.end;
}

function ruleText(pattern: string, page: RulePage): Text | undefined {
  const meant = all.filter(({ id }) => isMeant(id, pattern));
  const [rule] = meant;
  if (!rule) return undefined;
  const link = (id: string): string => `[\`${id}\`](${page(id)})`;
  if (rule.id === pattern) {
    const [en, zh] = [severityNames[rule.severity].en, severityNames[rule.severity].zh];
    return lines({ en: `**${rule.title.en}** · ${en}`, zh: `**${rule.title.zh}** · ${zh}` }, rule.description, {
      en: link(rule.id),
      zh: link(rule.id),
    });
  }
  const items = meant
    .slice(0, shown)
    .map(({ id, title }) => ({ en: `${link(id)} ${title.en}`, zh: `${link(id)} ${title.zh}` }));
  const left = meant.length - items.length;
  return lines(
    { en: `**${meant.length} rules**`, zh: `**${meant.length} 条规则**` },
    bullets([...items, ...(left > 0 ? [moreText(left)] : [])]),
  );
}

const nothing: Text = { en: 'It takes no finding away here.', zh: '此处没有因它而忽略的问题。' };

function takenText(taken: readonly SuppressedFinding[]): Text {
  if (taken.length === 0) return nothing;
  const items = taken.slice(0, shown).map(({ finding: { rule, message, at } }) => {
    const line = at.source.positionAt(at.start).line + 1;
    return {
      en: `line ${line}, \`${rule}\`: ${escapedMarkdown(message.en)}`,
      zh: `第 ${line} 行，\`${rule}\`：${escapedMarkdown(message.zh)}`,
    };
  });
  const left = taken.length - items.length;
  const count = taken.length;
  return lines(
    { en: `It takes ${count} ${count === 1 ? 'finding' : 'findings'} away:`, zh: `因它而忽略的问题（${count} 个）：` },
    bullets([...items, ...(left > 0 ? [moreText(left)] : [])]),
  );
}

function reasonText({ reason }: Suppression, taken: readonly SuppressedFinding[]): Text {
  const given = reason ?? taken[0]?.reason;
  if (given === undefined) return noReason;
  return { en: `Reason: ${escapedMarkdown(given)}`, zh: `理由：${escapedMarkdown(given)}` };
}

const noReason: Text = {
  en: 'It has no reason, so it does not count: write one behind `--`.',
  zh: '没有写明理由，因此不生效：请在 `--` 之后写明。',
};
