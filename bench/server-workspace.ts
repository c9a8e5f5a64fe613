/** Texts for measuring the language server: files of a size in each dialect, and a workspace of many small ones. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file of at least so many characters, and what a person types into it. */
export interface Sample {
  readonly name: string;
  readonly text: string;
  /** Stands once in the text; it is typed over again and again. */
  readonly typedOver: string;
}

const typedOver = '10.77.0.0/16';

const dialects: Readonly<Record<string, { name: string; head: string; part: (i: number, cidr: string) => string }>> = {
  Terraform: {
    name: 'main.tf',
    head: 'variable "office" {\n  default = "203.0.113.0/24"\n}\n',
    part: (i, cidr) => `
resource "alicloud_security_group" "g${i}" {
  security_group_name = "group-${i}"
}

resource "alicloud_security_group_rule" "r${i}" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "${22 + (i % 9)}/${22 + (i % 9)}"
  security_group_id = alicloud_security_group.g${i}.id
  cidr_ip           = ${i % 3 === 0 ? 'var.office' : `"${cidr}"`}
}
`,
  },
  ROS: {
    name: 'template.yaml',
    head: "ROSTemplateFormatVersion: '2015-09-01'\nParameters:\n  Office:\n    Type: String\n    Default: 203.0.113.0/24\nResources:\n",
    part: (i, cidr) => `  Group${i}:
    Type: ALIYUN::ECS::SecurityGroup
    Properties:
      VpcId: vpc-1
      SecurityGroupIngress:
        - IpProtocol: tcp
          PortRange: ${22 + (i % 9)}/${22 + (i % 9)}
          SourceCidrIp: ${i % 3 === 0 ? '{ Ref: Office }' : cidr}
`,
  },
  Kubernetes: {
    name: 'services.yaml',
    head: '# Services\n',
    part: (i, cidr) => `---
apiVersion: v1
kind: Service
metadata:
  name: service-${i}
spec:
  type: LoadBalancer
  loadBalancerSourceRanges: [${cidr}]
  selector: { app: app-${i} }
  ports:
    - port: ${6379 + (i % 9)}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app-${i}
spec:
  selector: { matchLabels: { app: app-${i} } }
  template:
    metadata: { labels: { app: app-${i} } }
    spec:
      containers:
        - name: main
          image: redis
`,
  },
};

export function sample(dialect: string, characters: number): Sample {
  const { name, head, part } = dialects[dialect] ?? (dialects.ROS as (typeof dialects)[string]);
  let text = head + part(1, typedOver);
  for (let i = 2; text.length < characters; i++) text += part(i, i % 5 === 0 ? '0.0.0.0/0' : '10.0.0.0/8');
  return { name, text, typedOver };
}

export const dialectNames = Object.keys(dialects);

/** Files of 1 to 4 KB, four in a folder; every tenth folder calls a module. How many there are is the answer. */
export function writeWorkspace(top: string, files: number): number {
  let written = 0;
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(top, path)), { recursive: true });
    writeFileSync(join(top, path), text);
    written++;
  };
  for (let i = 0; i * 4 < files; i++) {
    for (let part = 0; part < 4; part++) {
      const dialect = dialectNames[(i + part) % dialectNames.length] ?? 'ROS';
      const { name, text } = sample(dialect, 1000 * (part + 1));
      const own = dialect === 'Terraform' ? text.replace(/variable[\s\S]*?\n}\n/, '') : text;
      write(`area-${i % 20}/folder-${i}/${part}-${name}`, unique(own, part));
    }
    write(`area-${i % 20}/folder-${i}/variables.tf`, 'variable "office" {\n  default = "203.0.113.0/24"\n}\n');
    if (i % 10 === 0) {
      write(`area-${i % 20}/folder-${i}/module.tf`, 'module "shared" {\n  source = "../../modules/shared"\n}\n');
    }
  }
  write('modules/shared/main.tf', sample('Terraform', 2000).text);
  return written;
}

/** Names of resources are their folder's. */
function unique(text: string, part: number): string {
  return text.replace(/"([gr])(\d+)"/g, `"$1${part}_$2"`).replace(/group\.g(\d+)/g, `group.g${part}_$1`);
}
