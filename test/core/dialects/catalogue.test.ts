/** Every attribute that a catalogue reads exists in the provider: a rule on a key that does not exist never fires. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pathsOf, type Row } from '../../../core/dialects/catalogue.ts';
import { rosRows } from '../../../core/dialects/ros/catalog/index.ts';
import { terraformRows } from '../../../core/dialects/terraform/catalog/index.ts';

const facts = join(import.meta.dirname, '../../../../shared/facts');

interface Prop {
  readonly props?: Props;
  readonly block?: Props;
  readonly type?: string;
}
type Props = Readonly<Record<string, Prop>>;
type Schema = Readonly<Record<string, { readonly props: Props }>>;

function schemaOf(name: string): Schema | undefined {
  const file = join(facts, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Schema) : undefined;
}

/** The first part of the path that the schema does not have. */
function missing(schema: Schema, type: string, path: string): string | undefined {
  let props: Props | undefined = schema[type]?.props;
  for (const key of path.split('.')) {
    // Free-form maps and JSON texts have no schema below them.
    if (props === undefined) return undefined;
    const prop: Prop | undefined = props[key];
    if (prop === undefined) return `${type}.${path}`;
    props = prop.block ?? prop.props;
  }
  return undefined;
}

function missingPaths(schema: Schema, rows: ReadonlyMap<string, readonly Row[]>): string[] {
  const all = [...rows.values()].flat().filter(({ type }) => type in schema);
  return [...new Set(all.flatMap((row) => pathsOf(row).map((path) => missing(schema, row.type, path))))]
    .filter((path) => path !== undefined)
    .sort();
}

/**
 * ROS packages whose schema is not among the facts, and where their attributes were read: CDK-GH is the generated code of
 * aliyun/Resource-Orchestration-Service-Cloud-Development-Kit, RS26 the resource type dump of 2026-03-11, HELP the
 * resource's page on alibabacloud.com, U the official templates.
 */
const otherPackages: Readonly<Record<string, string>> = {
  'ALIYUN::ACS': 'RS26',
  'ALIYUN::ALB': 'CDK-GH, RS26',
  'ALIYUN::AMQP': 'RS26',
  'ALIYUN::APIG': 'RS26',
  'ALIYUN::CDN': 'U, R21',
  'ALIYUN::CR': 'RS26',
  'ALIYUN::CS': 'RS26, HELP',
  'ALIYUN::DCDN': 'R21',
  'ALIYUN::ECI': 'CDK-GH, HELP',
  'ALIYUN::EMR': 'CDK-GH, HELP',
  'ALIYUN::ESS': 'CDK-GH, U',
  'ALIYUN::GA': 'CDK-GH',
  'ALIYUN::GPDB': 'RS26',
  'ALIYUN::MSE': 'RS26',
  'ALIYUN::MaxCompute': 'RS26',
  'ALIYUN::Memcache': 'RS26',
  'ALIYUN::NLB': 'CDK-GH',
  'ALIYUN::OTS': 'RS26',
  'ALIYUN::POLARDB': 'RS26',
  'ALIYUN::REDIS': 'RS26, U',
  'ALIYUN::ROCKETMQ5': 'CDK-GH, U',
  'ALIYUN::SELECTDB': 'RS26',
  'ALIYUN::SLB': 'CDK-GH, R21, U',
  'ALIYUN::TSDB': 'RS26',
};

/** Spellings that the schema does not have and that are read on purpose: the catalogue says why at the row. */
const onPurpose = new Set([
  'ALIYUN::MONGODB::Instance.SSLOptions.SSLAction',
  // The schema's package is older than this type; U, resources/mongodb.
  'ALIYUN::MONGODB::ServerlessInstance',
  // An older name that the schema's package no longer has; U, examples/elastic.
  'ALIYUN::ECS::EIPAssociation',
]);

const terraform = schemaOf('terraform-schema.json');
const ros = schemaOf('ros-schema.json');

describe.skipIf(!terraform)('terraform', () => {
  test('every resource type exists', () => {
    expect([...terraformRows.keys()].filter((type) => !(type in (terraform ?? {})))).toEqual([]);
  });
  test('every path exists', () => {
    expect(missingPaths(terraform ?? {}, terraformRows)).toEqual([]);
  });
});

describe.skipIf(!ros)('ros', () => {
  test('every resource type exists, or belongs to a package that was read elsewhere', () => {
    const packageOf = (type: string): string => type.split('::').slice(0, 2).join('::');
    const unknown = [...rosRows.keys()].filter(
      (type) => !(type in (ros ?? {})) && !(packageOf(type) in otherPackages) && !onPurpose.has(type),
    );
    expect(unknown).toEqual([]);
  });
  test('every path exists', () => {
    expect(missingPaths(ros ?? {}, rosRows).filter((path) => !onPurpose.has(path))).toEqual([]);
  });
});
