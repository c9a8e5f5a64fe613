/** Drift as JSON, version 1. Lines and columns are 1-based. */
import { type DriftRow, templateName } from '../../core/drift/drift.ts';
import type { Effect } from '../../core/drift/effects.ts';
import type { AccountGroup } from '../../core/drift/group-pairs.ts';
import { ruleIdOf } from '../../core/drift/rule-ids.ts';
import type { SideRule } from '../../core/drift/side-rules.ts';
import { placeOf, ruleText } from '../../core/drift/wording.ts';
import { rangeText } from '../../core/rules/exposure/wording.ts';
import type { Language } from '../../core/text/message.ts';
import type { DriftFacts } from './facts.ts';

export function driftJson({ drift: { rows, pairing }, isLive }: DriftFacts, language: Language): string {
  const { onlyTemplate, onlyAccount, managed, pairs } = pairing;
  const report = {
    version: 1,
    compared: pairs.length,
    drift: rows.map((row) => rowJson(row, isLive, language)),
    notPaired: { templates: [...new Set(onlyTemplate.map(templateName))], account: onlyAccount.map(groupJson) },
    managed: { groups: managed.length, rules: managed.reduce((sum, { group }) => sum + group.rules.length, 0) },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function groupJson({ id, group: { group } }: AccountGroup): object {
  return { id, name: group.name?.kind === 'known' ? group.name.value : null };
}

function rowJson(
  { pair, direction, kind, certainty, account, template, effects }: DriftRow,
  isLive: boolean,
  language: Language,
): object {
  return {
    group: { ...groupJson(pair.account), templates: [...new Set(pair.template.map(templateName))], pairedBy: pair.by },
    direction,
    kind,
    certainty,
    account: account.map((one) => ({
      id: ruleIdOf(one.rule) ?? null,
      rule: ruleText(one)[language],
      ...(isLive ? {} : placeJson(one)),
    })),
    template: template.map((one) => ({
      resource: one.rule.resource.address,
      rule: ruleText(one)[language],
      ...placeJson(one),
    })),
    effects: effects.map(effectJson),
  };
}

function placeJson(one: SideRule): object {
  const { source, start } = placeOf(one);
  const { line, column } = source.positionAt(start);
  return { file: source.path, line: line + 1, column: column + 1 };
}

function effectJson({ change, certainty, peer, protocol, except, ports, services, reach, ways }: Effect): object {
  return {
    change,
    certainty,
    peer:
      peer.kind === 'addresses'
        ? { addresses: peer.addresses.toCidrs() }
        : peer.kind === 'members'
          ? { membersOf: peer.of }
          : { unknown: peer.words },
    protocol,
    except,
    ports: ports ? rangeText(ports).split(', ') : [],
    services,
    reach: reach ?? null,
    ways,
  };
}
