import { describe, expect, test } from 'vitest';
import { run, template } from './run.ts';

describe('functions and APIs', () => {
  test('an anonymous trigger, found in JSON in any case, at its characters', () => {
    const trigger = (config: string) => `resource "alicloud_fc_trigger" "t" {
  type   = "http"
  config = <<EOF
${config}
EOF
}
`;
    const check = (config: string) => run('exposure/function-anonymous', trigger(config)).found;
    expect(check('{"authType": "anonymous"}')).toEqual(['warning certain alicloud_fc_trigger.t "anonymous"']);
    expect(check('{"AuthType": "anonymous", "disableURLInternet": true}')).toEqual([]);
    expect(check('{"authType": "function"}')).toEqual([]);
    expect(check('not json')).toEqual([]);
  });

  test('HTTP beside HTTPS is reported once', () => {
    const api = (protocol: string) => `resource "alicloud_api_gateway_api" "a" {
  request_config {
    protocol = "${protocol}"
  }
}
`;
    expect(run('tls/api-gateway', api('HTTP,HTTPS')).found).toEqual([
      'warning certain alicloud_api_gateway_api.a "HTTP,HTTPS"',
    ]);
    expect(run('tls/api-gateway', api('HTTPS')).found).toEqual([]);
  });

  test('a gateway domain has to force HTTPS', () => {
    const domain = (force: string) => `resource "alicloud_apig_domain" "d" {
  protocol        = "HTTPS"
  cert_identifier = "1-cn-hangzhou"
${force}}
`;
    expect(run('tls/api-gateway', domain('  force_https = false\n')).found).toEqual([
      'warning certain alicloud_apig_domain.d false',
    ]);
    expect(run('tls/api-gateway', domain('  force_https = true\n')).found).toEqual([]);
  });

  test('HTTPS without certificate', () => {
    const domain = (protocol: string, rest = '') =>
      template(`  D:\n    Type: ALIYUN::FC::CustomDomain\n    Properties:\n      Protocol: ${protocol}\n${rest}`);
    expect(run('tls/missing-certificate', domain('HTTPS')).found).toEqual(['error certain D D']);
    expect(run('tls/missing-certificate', domain('HTTP')).found).toEqual([]);
    expect(run('tls/missing-certificate', domain('HTTPS', '      CertConfig:\n        CertName: c\n')).found).toEqual(
      [],
    );
  });

  test('old TLS versions of buckets, gateways and functions', () => {
    const text = `resource "alicloud_oss_bucket_https_config" "h" {
  bucket       = "b"
  enable       = true
  tls_versions = ["TLSv1.0", "TLSv1.2"]
}
resource "alicloud_api_gateway_instance" "g" {
  https_policy = "HTTPS2_TLS1_0"
}
resource "alicloud_fcv3_custom_domain" "d" {
  tls_config {
    min_version = "TLSv1.1"
  }
}
`;
    expect(run('tls/weak-policy', text).found).toEqual([
      'warning certain alicloud_oss_bucket_https_config.h "TLSv1.0"',
      'warning certain alicloud_api_gateway_instance.g "HTTPS2_TLS1_0"',
      'warning certain alicloud_fcv3_custom_domain.d "TLSv1.1"',
    ]);
  });
});

describe('CDN', () => {
  const domain = 'resource "alicloud_dcdn_domain" "d" {\n  domain_name  = "a.example.com"\n  ssl_protocol = "on"\n}\n';
  const setting = (name: string, argument: string, value: string, of = '"a.example.com"') =>
    `resource "alicloud_dcdn_domain_config" "c" {
  domain_name   = ${of}
  function_name = "${name}"
  function_args {
    arg_name  = "${argument}"
    arg_value = "${value}"
  }
}
`;

  test('no redirect to HTTPS, unless a function for this domain makes one', () => {
    expect(run('tls/cdn', domain).found).toEqual(['warning certain alicloud_dcdn_domain.d "d"']);
    expect(run('tls/cdn', domain + setting('https_force', 'enable', 'on')).found).toEqual([]);
    expect(run('tls/cdn', domain + setting('https_force', 'enable', 'on', '"b.example.com"')).found).toHaveLength(1);
    expect(
      run('tls/cdn', domain + setting('https_force', 'enable', 'on', 'alicloud_dcdn_domain.d.domain_name')).found,
    ).toEqual([]);
  });

  test('CDN lets in TLS 1.0 until a function says otherwise', () => {
    const cdn =
      'resource "alicloud_cdn_domain_new" "d" {\n  domain_name = "a.example.com"\n  certificate_config {\n    cert_id = "1"\n  }\n}\n';
    const versions = setting('https_tls_version', 'tls12', 'on').replace('alicloud_dcdn', 'alicloud_cdn');
    const said = (text: string) => run('tls/cdn', text).messages.filter((message) => message.includes('by default'));
    expect(said(cdn)).toEqual([expect.stringContaining('CDN domain a.example.com accepts TLS 1.0 and 1.1')]);
    expect(said(cdn + versions)).toEqual([]);
  });

  test('weak settings at their values', () => {
    const found = (name: string, argument: string, value: string) =>
      run('tls/cdn', setting(name, argument, value)).found;
    expect(found('https_tls_version', 'tls11', 'on')).toEqual(['warning certain alicloud_dcdn_domain_config.c "on"']);
    expect(found('https_tls_version', 'tls12', 'on')).toEqual([]);
    expect(found('forward_scheme', 'scheme_origin', 'http')).toHaveLength(1);
    expect(found('http_force', 'enable', 'on')).toHaveLength(1);
  });

  test('what to do is said in words that hold for CDN functions and for the attributes of ESA', () => {
    const esa =
      'resource "alicloud_esa_https_application_configuration" "c" {\n  site_id     = 1\n  https_force = "off"\n}\n';
    expect(run('tls/cdn', esa).messages).toEqual(['HTTP is not redirected to HTTPS. Switch https_force on.']);
    expect(run('tls/cdn', setting('https_force', 'enable', 'off')).messages).toEqual([
      'HTTP is not redirected to HTTPS. Switch https_force on.',
    ]);
  });

  test('functions in JSON text are not read, and take nothing for granted', () => {
    const text = template(`  C:
    Type: ALIYUN::CDN::DomainConfig
    Properties:
      DomainNames: a.example.com
      Functions: '[{"functionName": "https_force"}]'
`);
    expect(run('tls/cdn', text).found).toEqual([]);
  });

  test('HSTS: missing, off and short', () => {
    expect(run('tls/hsts', domain).found).toEqual(['info certain alicloud_dcdn_domain.d "d"']);
    expect(run('tls/hsts', domain + setting('HSTS', 'enabled', 'on')).found).toEqual([]);
    expect(run('tls/hsts', domain + setting('HSTS', 'enabled', 'off')).found).toEqual([
      'info certain alicloud_dcdn_domain_config.c "off"',
    ]);
    expect(run('tls/hsts', setting('HSTS', 'https_hsts_max_age', '3600')).found).toHaveLength(1);
  });
});

describe('tls/vpn-weak-ipsec', () => {
  const check = (text: string) => run('tls/vpn-weak-ipsec', text).found;

  test('each tunnel, each value', () => {
    const text = `resource "alicloud_vpn_connection" "v" {
  tunnel_options_specification {
    tunnel_ike_config {
      ike_version = "ikev2"
      ike_enc_alg = "aes256"
    }
  }
  tunnel_options_specification {
    tunnel_ike_config {
      ike_version = "ikev1"
    }
    tunnel_ipsec_config {
      ipsec_pfs = "disabled"
    }
  }
}
`;
    expect(check(text)).toEqual([
      'warning certain alicloud_vpn_connection.v "ikev1"',
      'warning certain alicloud_vpn_connection.v "disabled"',
    ]);
  });

  test('no forward secrecy is not a weak group named "disabled"', () => {
    const text = 'resource "alicloud_vpn_connection" "v" {\n  ipsec_config {\n    ipsec_pfs = "disabled"\n  }\n}\n';
    expect(run('tls/vpn-weak-ipsec', text).messages).toEqual([
      expect.stringContaining('without perfect forward secrecy'),
    ]);
  });

  test('nothing set is the weak default, once', () => {
    expect(check('resource "alicloud_vpn_connection" "v" {\n}\n')).toEqual([
      'warning certain alicloud_vpn_connection.v "v"',
    ]);
  });
});
