/**
 * What security groups cost as they grow: effective rules, rules that do nothing, one question, and linting a folder of
 * a thousand groups. Rules are made with a fixed seed: realistic ones, and such that nearly all overlap.
 */
import { readUnits } from '../core/dialects/units.ts';
import { verdicts } from '../core/exposure/question.ts';
import { type LintConfig, lint } from '../core/lint.ts';
import { parseAddressList } from '../core/network/addresses.ts';
import { effectiveRules, ruleGroups } from '../core/network/groups.ts';
import type { NetworkModel } from '../core/network/model.ts';
import { ruleEffects } from '../core/network/rule-effects.ts';
import { SourceText } from '../core/text/source.ts';
import { median, runs } from './time.ts';

interface MadeRule {
  readonly protocol: string;
  readonly ports: string;
  readonly source: string;
  readonly policy: 'accept' | 'drop';
  readonly priority: number;
  /** Of a quintuple rule. */
  readonly sourcePorts?: string;
  readonly local?: string;
}

type Make = (random: Random) => MadeRule;

/** A whole number below `n`. */
type Random = (n: number) => number;

/** Mulberry32: the same numbers in every run. */
function randomFrom(seed: number): Random {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

const common = [22, 53, 80, 443, 1433, 2379, 3000, 3306, 3389, 5432, 6379, 6443, 8080, 8443, 9000, 9090, 9200, 27017];

/** Sources from /16 to /32 and now and then everyone, common ports, one drop in ten. */
function realistic(random: Random): MadeRule {
  const port = common[random(common.length)] as number;
  return {
    protocol: random(8) === 0 ? 'udp' : 'tcp',
    ports: random(6) === 0 ? `${port}/${port + 10}` : `${port}/${port}`,
    source: random(20) === 0 ? '0.0.0.0/0' : block(random, 16 + random(17)),
    policy: random(10) === 0 ? 'drop' : 'accept',
    priority: 1 + random(100),
  };
}

/** Wide ranges and sources from /1 to /8: most overlap most others. */
function overlapping(random: Random): MadeRule {
  return {
    ...realistic(random),
    ports: `${1 + random(30_000)}/${30_001 + random(30_000)}`,
    source: block(random, 1 + random(8)),
  };
}

const asQuintuple =
  (make: Make): Make =>
  (random) => ({
    ...make(random),
    sourcePorts: random(2) === 0 ? '1024/65535' : `${1 + random(30_000)}/${30_001 + random(30_000)}`,
    local: block(random, 8 + random(17)),
  });

function block(random: Random, prefix: number): string {
  const address = random(2 ** 32);
  const from = address - (address % 2 ** (32 - prefix));
  return `${[24, 16, 8, 0].map((shift) => Math.floor(from / 2 ** shift) % 256).join('.')}/${prefix}`;
}

function rulesOf(make: Make, count: number): MadeRule[] {
  const random = randomFrom(count);
  return Array.from({ length: count }, () => make(random));
}

function rosGroup(rules: readonly MadeRule[]): SourceText {
  const items = rules.map(({ protocol, ports, source, policy, priority, sourcePorts, local }) => {
    const quintuple = sourcePorts ? `, SourcePortRange: ${sourcePorts}, DestCidrIp: ${local}` : '';
    return `        - {IpProtocol: ${protocol}, PortRange: ${ports}, SourceCidrIp: ${source}, Policy: ${policy}, Priority: ${priority}${quintuple}}\n`;
  });
  return new SourceText(
    'group.yaml',
    `ROSTemplateFormatVersion: '2015-09-01'
Resources:
  Group:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      SecurityGroupIngress:
${items.join('')}`,
  );
}

function terraformGroups(count: number, each: number): string {
  const random = randomFrom(count);
  return Array.from({ length: count }, (_, g) => {
    const rules = Array.from({ length: each }, (_, r) => {
      const { protocol, ports, source, policy, priority } = realistic(random);
      return `resource "alicloud_security_group_rule" "r${g}_${r}" {
  type              = "ingress"
  ip_protocol       = "${protocol}"
  port_range        = "${ports}"
  cidr_ip           = "${source}"
  policy            = "${policy}"
  priority          = ${priority}
  security_group_id = alicloud_security_group.g${g}.id
}
`;
    });
    return `resource "alicloud_security_group" "g${g}" {\n  vpc_id = "vpc-1"\n}\n${rules.join('')}`;
  }).join('');
}

const asked = { addresses: parseAddressList(['0.0.0.0/0']).addresses, protocol: 'tcp', port: 443 } as const;

interface Cost {
  readonly effective: number;
  readonly effects: number;
  readonly question: number;
  /** Sorting the rules, which any answer takes. */
  readonly floor: number;
  /** Groups that were given up. */
  readonly givenUp: number;
}

/** Medians over fresh models, in which nothing is remembered; each step has what the one before it made. */
function costOf(model: NetworkModel): Cost {
  const times: Cost[] = [];
  const until = performance.now() + 1500;
  while (times.length < 3 || (times.length < 25 && performance.now() < until)) {
    const fresh = { ...model };
    const groups = ruleGroups(fresh);
    const [floor] = runs(1, () => groups.map(({ rules }) => rules.toSorted((a, b) => rank(a) - rank(b)))) as [number];
    const [effective] = runs(1, () => groups.map((group) => effectiveRules(fresh, group, 'ingress'))) as [number];
    const [effects] = runs(1, () => groups.map((group) => ruleEffects(fresh, group, 'ingress'))) as [number];
    const [question] = runs(1, () => groups.map((group) => verdicts(fresh, group, asked))) as [number];
    const givenUp = groups.filter((group) => !effectiveRules(fresh, group, 'ingress').certain).length;
    times.push({ effective, effects, question, floor, givenUp });
  }
  const warm = times.slice(times.length >> 1);
  const of = (name: keyof Cost): number => median(warm.map((one) => one[name]));
  return {
    effective: of('effective'),
    effects: of('effects'),
    question: of('question'),
    floor: of('floor'),
    givenUp: of('givenUp'),
  };
}

function rank({ priority }: NetworkModel['securityGroupRules'][number]): number {
  return priority?.kind === 'known' ? priority.value : 1;
}

function modelOf(source: SourceText): NetworkModel {
  const [unit] = readUnits([source]);
  if (!unit) throw new Error(source.path);
  return unit.model;
}

/** One line for each size; the factor is that to the line before it. */
function table(name: string, models: readonly (readonly [string, NetworkModel])[]): void {
  let before: Cost | undefined;
  for (const [size, model] of models) {
    const cost = costOf(model);
    const cell = (what: 'effective' | 'effects' | 'question'): string => {
      const factor = before && before[what] > 0 ? `×${(cost[what] / before[what]).toFixed(0)}` : '';
      return `${cost[what].toFixed(2).padStart(9)} ${factor.padEnd(6)}`;
    };
    console.log(
      `  ${name.padEnd(24)} ${size.padEnd(11)} ${cell('effective')} ${cell('effects')} ${cell('question')} ${cost.floor.toFixed(3).padStart(7)}${cost.givenUp > 0 ? '  given up' : ''}`,
    );
    before = cost;
  }
}

export function groups(config: LintConfig): void {
  console.log(`\nsecurity groups, ms  ${''.padEnd(17)} effective        effects          question           floor`);
  const kinds: readonly (readonly [string, Make, readonly number[]])[] = [
    ['realistic', realistic, [10, 100, 1000]],
    ['overlapping', overlapping, [10, 100, 1000]],
    ['quintuple', asQuintuple(realistic), [10, 100]],
    ['overlapping quintuple', asQuintuple(overlapping), [10, 100]],
  ];
  for (const [name, make, sizes] of kinds) {
    table(
      name,
      sizes.map((size) => [`${size} rules`, modelOf(rosGroup(rulesOf(make, size)))]),
    );
  }
  const sizes = [100, 1000];
  const texts = sizes.map((size) => [`${size} groups`, terraformGroups(size, 10)] as const);
  table(
    'realistic, 10 rules each',
    texts.map(([size, text]) => [size, modelOf(new SourceText('main.tf', text))]),
  );
  for (const [size, text] of texts) {
    let findings = 0;
    const times = runs(5, () => {
      findings = lint([new SourceText('main.tf', text)], config).findings.length;
    });
    console.log(
      `  lint of ${size} of 10 rules, ${(text.length / 1e6).toFixed(1)} MB: ${median(times).toFixed(0)} ms   ${findings} findings`,
    );
  }
}
