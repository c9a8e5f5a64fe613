/**
 * Which properties of JSON objects are blocks, how many labels these have, and how their strings are meant. Terraform
 * knows it from its own schemas; of the blocks of providers see `body` in bodies.ts.
 * https://developer.hashicorp.com/terraform/language/syntax/json#block-type-specific-exceptions
 */
import type { Strings } from './expressions.ts';

export interface Shape {
  /** How the strings of these arguments are meant. */
  readonly arguments: Readonly<Record<string, Strings>>;
  readonly blocks: Readonly<Record<string, BlockShape>>;
  /** All other arguments; `provider`: they may be blocks that only a provider's schema tells. */
  readonly others: Strings | 'provider';
}

export interface BlockShape {
  readonly labels: number;
  readonly body: Shape;
}

const nothing = {};
const templates: Shape = { arguments: nothing, blocks: nothing, others: 'template' };
const literals: Shape = { arguments: nothing, blocks: nothing, others: 'literal' };
const references: Shape = { arguments: nothing, blocks: nothing, others: 'reference' };

const condition: BlockShape = { labels: 0, body: templates };
const conditions = { precondition: condition, postcondition: condition };

const lifecycle: BlockShape = {
  labels: 0,
  body: {
    arguments: { ignore_changes: 'reference', replace_triggered_by: 'reference' },
    blocks: conditions,
    others: 'literal',
  },
};

const connection: BlockShape = { labels: 0, body: templates };
const provisioner: BlockShape = {
  labels: 1,
  body: { arguments: { when: 'reference', on_failure: 'reference' }, blocks: { connection }, others: 'template' },
};

const resource: BlockShape = {
  labels: 2,
  body: {
    arguments: { count: 'template', for_each: 'template', provider: 'reference', depends_on: 'reference' },
    blocks: { lifecycle, connection, provisioner },
    others: 'provider',
  },
};

/** A nested block of a provider, and the `content` of a dynamic one. */
export const nested: Shape = { arguments: nothing, blocks: nothing, others: 'provider' };

/** A `dynamic` block, whose label is the type of what it makes. */
export const dynamic: BlockShape = {
  labels: 1,
  body: { arguments: { iterator: 'reference' }, blocks: { content: { labels: 0, body: nested } }, others: 'template' },
};

const literal: BlockShape = { labels: 0, body: literals };
const backend: BlockShape = { labels: 1, body: literals };

export const file: Shape = {
  arguments: nothing,
  blocks: {
    terraform: {
      labels: 0,
      body: {
        arguments: nothing,
        blocks: { required_providers: literal, cloud: literal, backend, provider_meta: backend },
        others: 'literal',
      },
    },
    provider: {
      labels: 1,
      body: { arguments: { alias: 'literal', version: 'literal' }, blocks: nothing, others: 'provider' },
    },
    variable: {
      labels: 1,
      body: { arguments: { type: 'reference' }, blocks: { validation: condition }, others: 'literal' },
    },
    output: {
      labels: 1,
      body: {
        arguments: { description: 'literal', depends_on: 'reference' },
        blocks: conditions,
        others: 'template',
      },
    },
    locals: { labels: 0, body: templates },
    module: {
      labels: 1,
      body: {
        arguments: { source: 'literal', version: 'literal', providers: 'reference', depends_on: 'reference' },
        blocks: nothing,
        others: 'template',
      },
    },
    resource,
    data: resource,
    ephemeral: resource,
    check: {
      labels: 1,
      body: { arguments: nothing, blocks: { data: resource, assert: condition }, others: 'template' },
    },
    moved: { labels: 0, body: references },
    import: {
      labels: 0,
      body: { arguments: { to: 'reference', provider: 'reference' }, blocks: nothing, others: 'template' },
    },
    removed: {
      labels: 0,
      body: { arguments: { from: 'reference' }, blocks: { lifecycle, provisioner, connection }, others: 'template' },
    },
  },
  others: 'template',
};

/**
 * Attributes of the alicloud provider that are maps: an object under such a name is no block. For what is read of a
 * resource itself this makes no difference; it decides between `x.y.tags["k"]` and `x.y.vpc[0]` in other expressions.
 */
export const mapAttributes: ReadonlySet<string> = new Set(
  [
    'annotations environment_variables envs labels metadata parameters params resource_tags tags variables',
    'dimensions encryption_context engine_params extra_info feature_gates flink_conf kms_encryption_context',
    'input_parameters request_headers setting_config volume_tags weight',
  ].flatMap((names) => names.split(' ')),
);
