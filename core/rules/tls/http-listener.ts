import { balancerOf, listenerFacesInternet, partsOf } from '../../network/load-balancers.ts';
import type { Listener, NetworkModel } from '../../network/model.ts';
import { allOf, anyOf, holds, not, type Truth, unknownsOf } from '../../values/truth.ts';
import { ros, terraform } from '../exposure/examples.ts';
import { clbExamples } from '../exposure/listener-examples.ts';
import { alsoAt } from '../exposure/wording.ts';
import { defineRule, type Example } from '../rule.ts';
import { redirectFixes } from './redirect-fixes.ts';

const albListener = `resource "alicloud_alb_load_balancer" "web" {
  address_type = "Internet"
}

resource "alicloud_alb_listener" "http" {
  load_balancer_id  = alicloud_alb_load_balancer.web.id
  listener_protocol = "HTTP"
  listener_port     = 80
  default_actions {
    type = "ForwardGroup"
  }
}
`;

/** Beside an HTTPS listener a redirect is one setting. */
const clbWithHttps: readonly Example[] = [
  ros(`  Balancer:
    Type: ALIYUN::SLB::LoadBalancer
    Properties:
      AddressType: internet
  Secure:
    Type: ALIYUN::SLB::Listener
    Properties:
      LoadBalancerId: !Ref Balancer
      Protocol: https
      ListenerPort: 443
      BackendServerPort: 8080
      Bandwidth: -1
      ServerCertificateId: example
  Plain:
    Type: ALIYUN::SLB::Listener
    Properties:
      LoadBalancerId: !Ref Balancer
      Protocol: http
      ListenerPort: 80
      BackendServerPort: 8080
      Bandwidth: -1
`),
  terraform(`resource "alicloud_slb_load_balancer" "web" {
  address_type = "internet"
}

resource "alicloud_slb_listener" "https" {
  load_balancer_id      = alicloud_slb_load_balancer.web.id
  protocol              = "https"
  frontend_port         = 443
  backend_port          = 8080
  server_certificate_id = "example"
}

resource "alicloud_slb_listener" "http" {
  load_balancer_id = alicloud_slb_load_balancer.web.id
  protocol         = "http"
  frontend_port    = 80
  backend_port     = 8080
}
`),
];

const albWithHttps: Example = terraform(`${albListener}
resource "alicloud_alb_listener" "https" {
  load_balancer_id  = alicloud_alb_load_balancer.web.id
  listener_protocol = "HTTPS"
  listener_port     = 443
  certificates {
    certificate_id = "example"
  }
  default_actions {
    type = "ForwardGroup"
  }
}
`);

export const httpListener = defineRule({
  id: 'tls/http-listener',
  severity: 'warning',
  recommended: true,
  title: { en: 'Public HTTP listener without redirect to HTTPS', zh: '公网 HTTP 监听未重定向到 HTTPS' },
  description: {
    en: `A public CLB, ALB or Global Accelerator listener speaks plain HTTP and serves requests itself: passwords, cookies and content travel readable and changeable. A TCP listener on port 80 is reported as information, because what it carries is not known.

Not reported: listeners that redirect everything to HTTPS (CLB \`listener_forward\`, an ALB or Global Accelerator forwarding rule for all paths), and listeners of internal load balancers. A load balancer that does not stand in these files makes the finding a possible one.`,
    zh: `面向互联网的 CLB、ALB 或全球加速监听以明文 HTTP 提供服务：密码、Cookie 和内容在传输中可被读取和篡改。80 端口的 TCP 监听以提示级别报告，因为无法得知承载的内容。

不报告：将全部请求重定向到 HTTPS 的监听（CLB 的 \`listener_forward\`，ALB 或全球加速针对所有路径的转发规则），以及私网负载均衡的监听。若负载均衡不在这些文件中，则报告为“可能”。`,
  },
  remedy: {
    en: 'Add an HTTPS listener with a certificate and let this one redirect to it (CLB: listener_forward on, forward_port 443; ALB: a rule with a Redirect action to HTTPS).',
    zh: '请添加带证书的 HTTPS 监听，并让该监听重定向过去（CLB：listener_forward 设为 on、forward_port 为 443；ALB：添加重定向到 HTTPS 的转发规则）。',
  },
  references: [
    'https://www.alibabacloud.com/help/slb/classic-load-balancer/user-guide/redirect-http-requests-to-https',
  ],
  bad: [...clbExamples({ protocol: 'http', port: 80 }), ...clbWithHttps, terraform(albListener), albWithHttps],
  good: [
    ...clbExamples({
      protocol: 'http',
      port: 80,
      ros: 'HttpConfig:\n  ListenerForward: "on"\n  ForwardPort: 443',
      terraform: 'listener_forward = "on"\nforward_port     = 443',
    }),
    ...clbExamples({ protocol: 'http', port: 80, addressType: 'intranet' }),
    terraform(`${albListener}
resource "alicloud_alb_rule" "redirect" {
  listener_id = alicloud_alb_listener.http.id
  rule_name   = "https"
  priority    = 1
  rule_conditions {
    type = "Path"
    path_config {
      values = ["/*"]
    }
  }
  rule_actions {
    order = 1
    type  = "Redirect"
    redirect_config {
      protocol = "HTTPS"
    }
  }
}
`),
    ros(`  Listener:
    Type: ALIYUN::ALB::Listener
    Properties:
      LoadBalancerId: alb-bp1example
      ListenerProtocol: HTTPS
      ListenerPort: 443
      SecurityPolicyId: tls_cipher_policy_1_2_strict_with_1_3
      Certificates:
        - CertificateId: example
      DefaultActions:
        - Type: ForwardGroup
`),
  ],
  check({ model, report }) {
    for (const listener of model.listeners) {
      const { protocol, ports } = listener;
      if (protocol === undefined) continue;
      const open = allOf(listenerFacesInternet(model, listener), not(redirects(model, listener)));
      if (open === 'no') continue;
      const because = unknownsOf(...[protocol, listener.loadBalancer].filter((value) => value !== undefined));
      const related = alsoAt(balancerOf(model, listener)?.internet, {
        en: 'the load balancer faces the internet',
        zh: '负载均衡面向互联网',
      });
      const http = holds(protocol, (name) => name === 'http');
      report(allOf(http, open), {
        resource: listener.resource,
        at: protocol,
        message: {
          en: 'This public listener serves plain HTTP and does not redirect to HTTPS. Add an HTTPS listener and redirect to it.',
          zh: '该公网监听以明文 HTTP 提供服务，且未重定向到 HTTPS。请添加 HTTPS 监听并重定向过去。',
        },
        related,
        fixes: () => redirectFixes(model, listener),
        because,
      });
      if (http !== 'no' || ports === undefined) continue;
      const tcp80 = allOf(
        holds(protocol, (name) => name === 'tcp'),
        holds(ports, (range) => range.size === 1 && range.has(80)),
      );
      report(allOf(tcp80, open), {
        resource: listener.resource,
        at: protocol,
        severity: 'info',
        message: {
          en: 'This public TCP listener on port 80 probably carries plain HTTP. Use an HTTPS listener, or end TLS on the servers behind port 443.',
          zh: '该公网 TCP 监听使用 80 端口，承载的很可能是明文 HTTP。请改用 HTTPS 监听，或在后端以 443 端口终结 TLS。',
        },
        related,
        because,
      });
    }
  },
});

function redirects(model: NetworkModel, listener: Listener): Truth {
  const own = listener.redirectsToHttps ? holds(listener.redirectsToHttps, (on) => on) : 'no';
  const rules = partsOf(model, listener).map(({ redirectsToHttps }) =>
    redirectsToHttps ? holds(redirectsToHttps, (on) => on) : 'no',
  );
  return anyOf(own, ...rules);
}
