/**
 * Whole configurations through the real Terraform, where it is on the machine: the same resources at the same
 * addresses with the same values. `terraform_data` belongs to Terraform itself, so that no provider is needed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { evaluateModule } from '../../../../core/dialects/terraform/evaluate.ts';
import { answerOf } from '../../../../core/values/answer.ts';
import { filesOf } from '../workspace.ts';
import { attribute } from './module.ts';

type Texts = Readonly<Record<string, string>>;

const keep = (name: string, value: string, more = ''): string =>
  `resource "terraform_data" "${name}" {\n${more}  input = ${value}\n}\n`;

const given: Readonly<Record<string, Texts>> = {
  'inputs, defaults, conversions': {
    'main.tf': `
module "a" {
  source = "./m"
  text   = 5
  flag   = "true"
  list   = ["x", 1, true]
  object = { port = "22", extra = "dropped" }
}
module "b" {
  source = "./m"
}
module "c" {
  source  = "./m"
  text    = null
  notnull = null
  list    = []
}
`,
    'm/main.tf': `
variable "text" {
  type    = string
  default = "default"
}
variable "flag" {
  type    = bool
  default = false
}
variable "list" {
  type    = set(string)
  default = ["b", "a", "b"]
}
variable "notnull" {
  default  = "default"
  nullable = false
}
variable "object" {
  type = object({
    port  = number
    cidr  = optional(string, "10.0.0.0/8")
    none  = optional(list(number))
    inner = optional(object({ a = optional(number, 1) }), {})
  })
  default = { port = 80, cidr = null }
}
${keep('d', '[var.text, var.flag, var.list, var.notnull, var.object]')}`,
  },
  'outputs between modules, count and for_each on calls': {
    'main.tf': `
locals {
  nets = { a = "10.1.0.0/16", b = "10.2.0.0/16" }
}
module "net" {
  source   = "./net"
  for_each = local.nets
  cidr     = each.value
  name     = each.key
}
module "list" {
  source = "./net"
  count  = 2
  cidr   = module.net["a"].cidrs[count.index]
}
module "single" {
  source = "./net"
  cidr   = one([for n in module.net : n.cidrs[1] if n.name == "b"])
}
${keep('all', '{ for k, n in module.net : k => n.cidrs }')}${keep('splat', 'module.list[*].cidrs[0]')}${keep('keys', 'keys(module.net)')}${keep('whole', 'module.single')}
${keep('missing', 'try(module.net["c"].cidrs, "none")')}`,
    'net/main.tf': `
variable "cidr" {
  type = string
}
variable "name" {
  default = "unnamed"
}
locals {
  cidrs = [for i in range(2) : cidrsubnet(var.cidr, 4, i)]
}
output "cidrs" {
  value = local.cidrs
}
output "name" {
  value = var.name
}
${keep('each', 'each.value', '  for_each = toset(local.cidrs)\n')}`,
  },
  'nested modules, a value handed down three levels': {
    'main.tf': 'variable "x" {\n  default = ["1", "2"]\n}\nmodule "one" {\n  source = "./one"\n  x = var.x\n}\n',
    'one/main.tf':
      'variable "x" {}\nmodule "two" {\n  source = "./two"\n  for_each = toset(var.x)\n  x = each.key\n}\noutput "x" {\n  value = values(module.two)[*].x\n}\n' +
      keep('d', 'values(module.two)[*].x'),
    'one/two/main.tf':
      'variable "x" {}\nmodule "three" {\n  source = "../../three"\n  count = tonumber(var.x)\n  x = "${var.x}-${count.index}"\n}\noutput "x" {\n  value = join(",", module.three[*].x)\n}\n',
    'three/main.tf': `variable "x" {}\noutput "x" {\n  value = upper("v\${var.x}")\n}\n${keep('d', 'var.x')}`,
  },
  'variable files and their order': {
    'main.tf': `${['a', 'b', 'c', 'd', 'e'].map((name) => `variable "${name}" {\n  default = "main"\n}\n`).join('')}${keep('d', '[var.a, var.b, var.c, var.d, var.e]')}`,
    'terraform.tfvars': 'a = "tfvars"\nb = "tfvars"\nc = "tfvars"\nd = "tfvars"\n',
    'terraform.tfvars.json': '{"b": "json", "c": "json", "d": {"x": [1, "${y}", null]}}',
    'b.auto.tfvars': 'c = "b.auto"\n',
    'a.auto.tfvars.json': '{"c": "a.auto"}',
    'other.tfvars': 'e = "waits"\n',
  },
  'override files': {
    'a.tf': `
variable "v" {
  type    = string
  default = "a"
}
locals {
  l = "a"
  m = "a"
}
module "m" {
  source = "./m"
  x      = "a"
  y      = "a"
}
output "o" {
  value = "a"
}
${keep('d', '[var.v, local.l, local.m]', '  count = 1\n')}`,
    'a_override.tf': 'variable "v" {\n  default = "first"\n}\nlocals {\n  l = "first"\n}\n',
    'override.tf':
      'variable "v" {\n  default = "last"\n}\nmodule "m" {\n  x = "last"\n}\nresource "terraform_data" "d" {\n  count = 2\n}\n',
    'm/main.tf': `variable "x" {}\nvariable "y" {}\n${keep('d', '[var.x, var.y]')}`,
  },
  'instances and references among them': {
    'main.tf': `
${keep('one', '"one"')}${keep('counted', 'count.index', '  count = 3\n')}${keep('keyed', '{ k = each.key, v = each.value }', '  for_each = { x = 1, y = [2] }\n')}${keep('none', '1', '  count = 0\n')}
${keep('refs', '[terraform_data.one.input, terraform_data.counted[1].input, terraform_data.counted[*].input, terraform_data.keyed["y"].input, [for k, r in terraform_data.keyed : r.input.v], length(terraform_data.none), one(terraform_data.none[*].input), terraform_data.one[*].input, { for k, v in terraform_data.keyed : k => v.input.k }]')}${keep('set', 'each.key == each.value', '  for_each = toset(["p", "q"])\n')}${keep('dash', 'each.value', '  for_each = { "a.b/c \\" d" = 1 }\n')}`,
  },
  'files that functions read': {
    'main.tf': `
module "m" {
  source = "./m"
}
${keep('file', 'file("data/a.json")')}${keep('hash', '[filemd5("data/a.json"), filesha1("data/a.json"), filesha256("data/a.json"), filebase64sha512("data/a.json"), filebase64("data/a.json")]')}
${keep('exists', '[fileexists("data/a.json"), fileexists("data/none"), fileexists("none/none"), fileexists("${path.module}/main.tf")]')}
${keep('set', '[fileset(".", "{data,m}/**"), fileset("data", "*.json"), fileset("data", "**/*.{json,yaml}"), fileset("data", "?.json"), fileset("data", "[ab].*"), fileset(path.module, "data/*"), fileset("data", "sub")]')}
${keep('decoded', '[jsondecode(file("data/a.json")).ports[1], yamldecode(file("./data/sub/b.yaml")).cidr]')}
${keep('template', 'templatefile("data/t.tftpl", { name = "x", ports = [22, 80], on = true })')}
${keep('nested', 'templatefile("data/n.tftpl", { t = templatefile("data/t.tftpl", { name = "y", ports = [], on = false }) })')}
${keep('number', 'templatefile("data/one.tftpl", { n = 5 })')}
${keep('string', 'templatestring(local.text, { who = "you" })')}
locals {
  text = "hello $\${who}"
}
${keep('paths', '[path.module, path.root, basename("a/b/c.txt"), basename("a/"), basename(""), dirname("a/b/c.txt"), dirname("c"), dirname("/c"), dirname("a/b/"), pathexpand("x")]')}
${keep('tries', '[try(file("none"), "no file"), try(templatefile("data/t.tftpl", {}), "no variables"), can(file("data/a.json")), try(templatefile("data/r.tftpl", {}), "recursion"), try(fileset("data", "[")[0], "pattern")]')}
`,
    'data/a.json': '{"ports": [22, 443], "é": true}\n',
    'data/sub/b.yaml': 'cidr: 0.0.0.0/0\n',
    'data/sub/c.json': '{}',
    'data/t.tftpl':
      'name: ${name}\n%{ for p in ports ~}\nport ${p}\n%{ endfor ~}\n%{ if on }on%{ else }off%{ endif }\n',
    'data/n.tftpl': '<${t}>',
    'data/r.tftpl': '${templatefile("data/n.tftpl", { t = 1 })}',
    'data/one.tftpl': '${n}',
    'm/main.tf': keep(
      'd',
      '[path.module, path.root, file("${path.module}/x.txt"), fileexists("m/x.txt"), fileset(path.module, "*")]',
    ),
    'm/x.txt': 'text of m\n',
  },
  'JSON and text functions across files, heredocs, conditionals with maps': {
    'main.tf': `
locals {
  config = jsondecode(<<-EOT
    { "ports": [22, 443], "open": true }
  EOT
  )
  rules = merge([for p in local.config.ports : { "p\${p}" = { port = "\${p}/\${p}", cidr = p == 443 ? "0.0.0.0/0" : null } }]...)
}
${keep('d', 'local.rules')}${keep('e', 'each.value', '  for_each = { for k, v in local.rules : k => v.port if v.cidr != null }\n')}`,
  },
};

const terraform = spawnSync('terraform', ['version'], { env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: '1' } });

test.skipIf(terraform.status !== 0).each(Object.entries(given))(
  'terraform agrees on %s',
  (_, texts) => {
    expect(ours(texts)).toEqual(theirs(texts));
  },
  60_000,
);

type Inputs = Record<string, unknown>;

function ours(texts: Texts): Inputs {
  const files = filesOf(texts);
  const { resources, problems } = evaluateModule(files.in(''), files.surroundings);
  expect(problems).toEqual([]);
  return Object.fromEntries(
    resources.map((resource) => {
      const input = attribute(resource, 'input');
      const answer = input && answerOf(input);
      return [resource.address, answer?.kind === 'value' ? JSON.parse(answer.json) : answer];
    }),
  );
}

interface PlannedModule {
  readonly resources?: readonly { readonly address: string; readonly values: { readonly input?: unknown } }[];
  readonly child_modules?: readonly PlannedModule[];
}

function theirs(texts: Texts): Inputs {
  const folder = mkdtempSync(join(tmpdir(), 'portguard-terraform-'));
  try {
    for (const [path, text] of Object.entries(texts)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const run = (...args: string[]): string => {
      const { status, stdout, stderr } = spawnSync('terraform', args, {
        cwd: folder,
        env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: '1', HOME: folder },
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`terraform ${args[0]}: ${stdout}${stderr}`);
      return stdout;
    };
    run('init', '-backend=false', '-no-color');
    run('plan', '-out=plan', '-no-color', '-input=false');
    const { planned_values } = JSON.parse(run('show', '-json', 'plan')) as {
      planned_values: { root_module: PlannedModule };
    };
    return Object.fromEntries(resourcesOf(planned_values.root_module));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function resourcesOf({ resources = [], child_modules = [] }: PlannedModule): [string, unknown][] {
  const own = resources.map(({ address, values }): [string, unknown] => [address, values.input]);
  return [...own, ...child_modules.flatMap(resourcesOf)];
}
