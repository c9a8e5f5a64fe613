/** The answer to `--from ADDRESS --to GROUP:PORT`. */
import { readUnits } from '../../core/dialects/units.ts';
import { groupsNamed, type Question, type Verdict, verdicts } from '../../core/exposure/question.ts';
import { nameOf } from '../../core/exposure/row.ts';
import { placeText } from '../../core/exposure/table.ts';
import { isAddressProblem, parseCidr } from '../../core/network/addresses.ts';
import { type Protocol, parseProtocol } from '../../core/network/protocol.ts';
import { addressText } from '../../core/rules/exposure/wording.ts';
import { caseText } from '../../core/rules/hygiene/case-text.ts';
import type { Language, Text } from '../../core/text/message.ts';
import { type FolderRequest, guarded, readFolders } from '../run.ts';

export interface Asked extends Question {
  readonly group: string;
}

/** What is asked, or what is wrong with how it is asked. */
export function askedOf(from: string, to: string, protocol: string): Asked | Text {
  const read = parseCidr(from);
  if (isAddressProblem(read)) {
    return {
      en: `--from needs an address or a CIDR block, not "${from}".`,
      zh: `--from 需要地址或 CIDR 网段，而不是“${from}”。`,
    };
  }
  const colon = to.lastIndexOf(':');
  const port = Number(to.slice(colon + 1));
  if (colon <= 0 || !Number.isInteger(port) || port < 1 || port > 65535) {
    return {
      en: `--to needs a security group and a port, such as alicloud_security_group.web:22, not "${to}".`,
      zh: `--to 需要安全组和端口，例如 alicloud_security_group.web:22，而不是“${to}”。`,
    };
  }
  const over: Protocol | undefined = parseProtocol(protocol);
  if (over === undefined)
    return {
      en: `--protocol needs a protocol, not "${protocol}".`,
      zh: `--protocol 需要协议名，而不是“${protocol}”。`,
    };
  return { addresses: read.addresses, protocol: over, port, group: to.slice(0, colon) };
}

interface Answer {
  readonly group: string;
  /** Where the group, or else the first of its rules, is written. */
  readonly place: string;
  readonly verdicts: readonly Verdict[];
}

/** The answers of all groups of that name; none where no group has it. */
export function answersIn(request: FolderRequest, asked: Asked, failures: Text[]): readonly Answer[] {
  const answers: Answer[] = [];
  for (const folder of readFolders(request, failures)) {
    if ('finding' in folder) continue;
    guarded(folder.shown, failures, () => {
      for (const { model } of readUnits(folder.sources, folder.surroundings)) {
        for (const group of groupsNamed(model, asked.group)) {
          const at = group.group?.at ?? group.rules[0]?.at;
          const place = at ? placeText({ at: at.source.outermost(at) }) : '';
          answers.push({ group: nameOf(group.key), place, verdicts: verdicts(model, group, asked) });
        }
      }
    });
  }
  return answers;
}

export function answerText(answers: readonly Answer[], { protocol, port }: Asked, language: Language): string {
  return answers
    .flatMap(({ group, place, verdicts: found }) =>
      found.map(({ addresses, answer, by }) => {
        const who = addressText(addresses);
        const where = `${protocol} ${port}`;
        const because = by
          ? `${caseText(by, 'ingress')[language]}${by.peer ? ` (${placeText({ at: by.peer.at.source.outermost(by.peer.at) })})` : ''}`
          : {
              en: `no rule lets them in, and by default nothing comes in (${place})`,
              zh: `没有规则放行，默认不允许任何流量进入 (${place})`,
            }[language];
        const verb = {
          can: { en: 'can reach', zh: '可以访问' },
          may: { en: 'may reach, which depends on what is not known,', zh: '可能可以访问（取决于未知的值）' },
          cannot: { en: 'cannot reach', zh: '不能访问' },
        }[answer][language];
        return language === 'zh'
          ? `${who} ${verb} ${group} 的 ${where}：${because}`
          : `${who} ${verb} ${where} of ${group}: ${because}`;
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
}

export function answerJson(answers: readonly Answer[], { protocol, port }: Asked): string {
  const found = answers.flatMap(({ group, place, verdicts: list }) =>
    list.map(({ addresses, answer, by }) => ({
      group,
      addresses: addresses.toCidrs(),
      protocol,
      port,
      answer,
      rule: by?.rule?.resource.address ?? null,
      place: by?.peer ? placeText({ at: by.peer.at.source.outermost(by.peer.at) }) : place,
    })),
  );
  return `${JSON.stringify({ version: 1, answers: found }, null, 2)}\n`;
}
