/**
 * One style for what findings say, asserted on every rule's own examples. A message is a sentence that says what is
 * wrong and what to do; a title and a related place are labels and take no final stop.
 */
import { describe, expect, test } from 'vitest';
import { builtInChecks } from '../../../core/config/built-in.ts';
import { lint } from '../../../core/lint.ts';
import { PortSet } from '../../../core/network/ports.ts';
import { rules } from '../../../core/rules/index.ts';
import type { Rule } from '../../../core/rules/rule.ts';
import * as hcl from '../../../core/syntax/hcl/messages.ts';
import * as yaml from '../../../core/syntax/yaml/messages.ts';
import type { Text } from '../../../core/text/message.ts';
import { SourceText } from '../../../core/text/source.ts';

const names = { ros: 'template.yaml', terraform: 'main.tf', kubernetes: 'manifest.yaml' };

const settings = { publicPorts: PortSet.single(80).union(PortSet.single(443)), networks: new Map() };

function findingsOf(rule: Rule) {
  return rule.bad.flatMap(({ language, code }) => {
    const config = {
      settings,
      rules: [{ rule, severity: rule.severity, options: rule.options }],
      inlineSuppressions: true,
    };
    return lint([new SourceText(names[language], code)], config).findings;
  });
}

/** Begins with a capital letter, a number or a quotation, or with a name that is written as in code. */
const begins = /^(?:[A-Z\d"`]|nginx |[a-z]+(?:[A-Z_-][A-Za-z_-]*)+ )/;

const folder = /文件夹/;
/** 公网 names products and addresses (公网地址, 公网 SLB); what is open is open to 互联网. */
const openTo = /(?:对|向|从|整个)公网(?!地址|负载均衡|访问地址)/;

function faultsOfSentence({ en, zh }: Text): string[] {
  return [
    ...(begins.test(en) ? [] : ['en begins in lower case']),
    ...(/[^.]\.$/.test(en) ? [] : ['en does not end with one full stop']),
    ...(/undefined|\?\?|\s{2}/.test(`${en} ${zh}`) ? ['a value is missing in it'] : []),
    ...(/\. [A-Z]/.test(en) ? [] : ['en says no second sentence: what to do']),
    ...(en.includes('; ') ? ['en joins what to do with a semicolon'] : []),
    ...(en.split(/\.\s+(?=[A-Z])/).length > 3 ? ['en is longer than three sentences'] : []),
    ...(/[^。]。$/.test(zh) ? [] : ['zh does not end with one 。']),
    ...(/；请/.test(zh) ? ['zh joins what to do with a semicolon'] : []),
    ...faultsOfTerms(zh),
  ];
}

function faultsOfLabel({ en, zh }: Text): string[] {
  return [
    ...(/[.;:]$/.test(en) ? ['en ends with a stop'] : []),
    ...(/[。；：.;:]$/.test(zh) ? ['zh ends with a stop'] : []),
    ...faultsOfTerms(zh),
  ];
}

function faultsOfTerms(zh: string): string[] {
  return [
    ...(folder.test(zh) ? ['zh says 文件夹 for 目录'] : []),
    ...(openTo.test(zh) ? ['zh says 公网 for 互联网'] : []),
    ...(/\p{Script=Han}[,;:!?]|[,;!?]\p{Script=Han}/u.test(zh) ? ['zh has ASCII punctuation'] : []),
  ];
}

/** Whole paragraphs end with a stop; a list's items may end with a semicolon. */
function faultsOfProse({ en, zh }: Text): string[] {
  return [
    ...(begins.test(en) ? [] : ['en begins in lower case']),
    ...(/\.$/.test(en.trim()) ? [] : ['en does not end with a full stop']),
    ...(/。$/.test(zh.trim()) ? [] : ['zh does not end with 。']),
    ...faultsOfTerms(zh),
  ];
}

const tell = (faults: readonly string[], { en, zh }: Text): string[] =>
  faults.map((fault) => `${fault}: ${en} | ${zh}`);

describe('messages of the examples', () => {
  for (const rule of rules) {
    test(rule.id, () => {
      const findings = findingsOf(rule);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.flatMap(({ message }) => tell(faultsOfSentence(message), message))).toEqual([]);
      const related = findings.flatMap((finding) => finding.related.map(({ message }) => message));
      expect(related.flatMap((message) => tell(faultsOfLabel(message), message))).toEqual([]);
    });
  }
});

/** All that a reader's table can say; what is put in by a function stands in for the template's own words. */
function readerTexts(table: Readonly<Record<string, Text | ((...words: never[]) => Text)>>): Text[] {
  return Object.values(table).map((entry) =>
    typeof entry === 'function' ? (entry as (...words: string[]) => Text)('{', '}') : entry,
  );
}

/** Readers quote the text that they stumbled on behind a colon at the end: a stop would read as a part of it. */
const quotesAtEnd = /(?:: |：)\S.*$/;

describe('readers', () => {
  for (const [name, table] of Object.entries({ hcl, yaml })) {
    test(name, () => {
      const texts = readerTexts(table);
      expect(texts.length).toBeGreaterThan(30);
      expect(
        texts.flatMap((message) => {
          const quotes = quotesAtEnd.test(message.en) && quotesAtEnd.test(message.zh) && !message.en.endsWith('.');
          const said = quotes ? { en: `${message.en}.`, zh: `${message.zh}。` } : message;
          return tell(
            faultsOfSentence(said).filter((fault) => !/semicolon|second sentence/.test(fault)),
            message,
          );
        }),
      ).toEqual([]);
    });
  }
});

describe('documentation', () => {
  for (const { id, title, description, remedy } of [...rules, ...builtInChecks]) {
    test(id, () => {
      expect(title.en).toMatch(begins);
      expect(tell(faultsOfLabel(title), title)).toEqual([]);
      expect(tell(faultsOfProse(description), description)).toEqual([]);
      expect(tell(faultsOfProse(remedy), remedy)).toEqual([]);
    });
  }
});
