/** SARIF 2.1.0, for code scanning. Paths are relative to the repository's top folder, where GitHub looks for them. */
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Location, Log, ReportingDescriptor, Result } from 'sarif';
import { type BuiltInCheck, builtInChecks } from '../../core/config/built-in.ts';
import { topicOf } from '../../core/config/rule-settings.ts';
import { pageUrl } from '../../core/rules/page.ts';
import type { Place, ReportedFinding } from '../report.ts';
import type { Format, FormatContext } from './format.ts';
import { messageOf } from './words.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

export const format: Format = (report, context) => {
  const checks = [...context.rules, ...builtInChecks];
  const index = new Map(checks.map(({ id }, at) => [id, at]));
  const result = (finding: ReportedFinding): Result => resultOf(finding, index.get(finding.rule), context);
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'PortGuard',
            informationUri: 'https://github.com/portguard/portguard',
            semanticVersion: context.version,
            language: context.language === 'zh' ? 'zh-CN' : 'en',
            rules: checks.map((check) => descriptorOf(check, context)),
          },
        },
        language: context.language === 'zh' ? 'zh-CN' : 'en',
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { uri: `${pathToFileURL(context.root).href.replace(/\/$/, '')}/` } },
        results: [
          ...report.findings.map(result),
          ...report.suppressed.map((one) => ({
            ...result(one),
            suppressions: [{ kind: 'inSource' as const, justification: one.reason }],
          })),
        ],
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function descriptorOf(check: BuiltInCheck, { language }: FormatContext): ReportingDescriptor {
  const { id, severity, title, description, remedy } = check;
  return {
    id,
    name: id,
    shortDescription: { text: title[language] },
    fullDescription: { text: description[language] },
    help: { text: remedy[language], markdown: `${description[language]}\n\n${remedy[language]}` },
    helpUri: pageUrl(id, language),
    defaultConfiguration: { level: levels[severity] },
    properties: isSecurity(id)
      ? { tags: ['security', topicOf(id)], 'security-severity': securitySeverity[severity] }
      : { tags: [topicOf(id)] },
  };
}

/** GitHub shows "critical" to "low" by this number. */
const securitySeverity = { error: '8.0', warning: '5.0', info: '2.0' } as const;

function isSecurity(id: string): boolean {
  return !builtInChecks.some((check) => check.id === id);
}

function resultOf(finding: ReportedFinding, ruleIndex: number | undefined, context: FormatContext): Result {
  const { rule, severity, certainty, resource, related, fingerprint } = finding;
  const { language } = context;
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[severity],
    message: { text: messageOf(finding, language) },
    locations: [
      {
        ...locationOf(finding, context),
        ...(resource === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: resource, kind: 'resource' }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            ...locationOf(one, context),
            message: { text: one.message[language] },
          })),
        }),
    partialFingerprints: { 'portguard/v1': fingerprint },
    properties: { certainty },
  };
}

function locationOf({ file, range: { start, end } }: Place, { cwd, root }: FormatContext): Location {
  return {
    physicalLocation: {
      artifactLocation: artifactOf(resolve(cwd, file), root),
      region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    },
  };
}

function artifactOf(path: string, root: string): ArtifactLocation {
  const inside = relative(root, path);
  if (inside.startsWith('..') || isAbsolute(inside)) return { uri: pathToFileURL(path).href };
  return { uri: inside.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}
