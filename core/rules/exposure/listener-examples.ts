/** Listeners for examples: a CLB with one listener, in both languages. */
import type { Example } from '../rule.ts';
import { ros, terraform } from './examples.ts';

export interface ExampleListener {
  readonly addressType?: 'internet' | 'intranet';
  readonly protocol: string;
  readonly port: number;
  /** Further lines of the listener, without indentation. */
  readonly ros?: string;
  readonly terraform?: string;
}

export function clbExamples(listener: ExampleListener): readonly Example[] {
  return [rosClb(listener), terraformClb(listener)];
}

function rosClb({ addressType = 'internet', protocol, port, ros: more = '' }: ExampleListener): Example {
  return ros(`  Balancer:
    Type: ALIYUN::SLB::LoadBalancer
    Properties:
      AddressType: ${addressType}
  Listener:
    Type: ALIYUN::SLB::Listener
    Properties:
      LoadBalancerId:
        Ref: Balancer
      Protocol: ${protocol}
      ListenerPort: ${port}
      BackendServerPort: ${port}
      Bandwidth: 10
${indented(more, '      ')}`);
}

function terraformClb({ addressType = 'internet', protocol, port, terraform: more = '' }: ExampleListener): Example {
  return terraform(`resource "alicloud_slb_load_balancer" "balancer" {
  address_type = "${addressType}"
}

resource "alicloud_slb_listener" "listener" {
  load_balancer_id = alicloud_slb_load_balancer.balancer.id
  protocol         = "${protocol}"
  frontend_port    = ${port}
  backend_port     = ${port}
${indented(more, '  ')}}
`);
}

function indented(lines: string, by: string): string {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => `${by}${line}\n`)
    .join('');
}
