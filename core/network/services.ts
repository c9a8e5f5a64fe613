/**
 * Entities of managed services beyond databases and queues (`ManagedService` in model.ts): object storage, Kubernetes
 * clusters, gateways, functions, CDN and VPN. As there, every field is a `Value`, absent where nothing is set and no
 * default is known. A resource that sets one aspect of another from outside names it in `of`.
 */

import type { Value } from '../values/value.ts';
import type { AddressSet } from './addresses.ts';
import type { BucketPolicy } from './bucket-policy.ts';
import type { Entity, Identity, List } from './model.ts';

type Field<T> = Value<T> | undefined;

/** An OSS bucket, or a resource that sets its ACL, policy, access block or TLS versions. */
export interface Bucket extends Entity {
  /** The bucket's own name; other resources may name it by that text. */
  readonly name: Field<Identity>;
  readonly of: Field<Identity>;
  readonly acl: Field<string>;
  readonly policy: Field<BucketPolicy>;
  readonly blocksPublicAccess: Field<boolean>;
  /** The access block of the whole account. */
  readonly wholeAccount: Field<boolean>;
  /** TLS version control of the bucket is on. */
  readonly tlsVersionControl: Field<boolean>;
  readonly tlsVersions: List<string> | undefined;
}

/** An ACK cluster. */
export interface Cluster extends Entity {
  readonly publicApi: Field<boolean>;
  /** A plug-in that enforces NetworkPolicy is installed and not switched off. */
  readonly networkPolicy: Field<boolean>;
}

/** One API of an API gateway. */
export interface Api extends Entity {
  readonly product: Field<string>;
  /** Lower case: app, anonymous, appopenid. */
  readonly authentication: Field<string>;
  /** Callable by everyone who finds it, not only by apps that were authorized. */
  readonly visible: Field<boolean>;
  readonly internetDisabled: Field<boolean>;
  readonly protocols: List<string> | undefined;
}

/** A gateway instance with a TLS policy for all of its domains. */
export interface ApiGateway extends Entity {
  readonly tlsPolicy: Field<string>;
}

/** A domain name in front of functions or APIs. */
export interface ServiceDomain extends Entity {
  readonly product: Field<'api-gateway' | 'cloud-native-gateway' | 'function'>;
  /** Upper case: HTTP, HTTPS. */
  readonly protocols: List<string> | undefined;
  readonly forcesHttps: Field<boolean>;
  readonly certificate: Field<boolean>;
  readonly minimumTls: Field<string>;
  /** Lower case: anonymous, function, jwt. */
  readonly authentication: Field<string>;
}

/** What calls a function; only HTTP triggers can be called from the internet. */
export interface FunctionTrigger extends Entity {
  readonly http: Field<boolean>;
  /** Lower case: anonymous, function, jwt. */
  readonly authentication: Field<string>;
  readonly internetDisabled: Field<boolean>;
}

/** A function, or the service that groups functions: may its code reach the internet? */
export interface FunctionService extends Entity {
  readonly internetAccess: Field<boolean>;
}

/** A CDN, DCDN or ESA domain. */
export interface CdnDomain extends Entity {
  readonly product: Field<'CDN' | 'DCDN' | 'ESA'>;
  readonly name: Field<Identity>;
  readonly https: Field<boolean>;
}

/** One function of a CDN domain's configuration: `https_force`, `HSTS`, `https_tls_version` … */
export interface CdnSetting extends Entity {
  readonly product: Field<'CDN' | 'DCDN' | 'ESA'>;
  readonly domains: List<Identity> | undefined;
  /** Lower case. */
  readonly name: Field<string>;
  /** By the argument's name in lower case. */
  readonly arguments: ReadonlyMap<string, Value<string>> | undefined;
}

/** IKE and IPsec of a site-to-site connection, or of one of its tunnels; all lower case. */
export interface VpnTunnel extends Entity {
  /** The resource keeps its settings in tunnels; what stands beside them does not apply. */
  readonly inTunnels: Field<boolean>;
  readonly ikeVersion: Field<string>;
  readonly ikeEncryption: Field<string>;
  readonly ikeAuthentication: Field<string>;
  readonly ikeGroup: Field<string>;
  readonly ipsecEncryption: Field<string>;
  readonly ipsecAuthentication: Field<string>;
  readonly ipsecGroup: Field<string>;
}

/** Where a file system is mounted: whoever the access group lets in. */
export interface MountTarget extends Entity {
  readonly accessGroup: Field<Identity>;
}

/** Who may log in to a database by host-based authentication (pg_hba.conf), behind its white list. */
export interface LoginRule extends Entity {
  readonly sources: List<AddressSet> | undefined;
  /** The rule turns its sources away. */
  readonly refuses: Field<boolean>;
}

/** These entities by name; `Entities` in model.ts contains them. */
export interface ServiceEntities {
  buckets: Bucket;
  clusters: Cluster;
  apis: Api;
  apiGateways: ApiGateway;
  serviceDomains: ServiceDomain;
  functionTriggers: FunctionTrigger;
  functionServices: FunctionService;
  cdnDomains: CdnDomain;
  cdnSettings: CdnSetting;
  vpnTunnels: VpnTunnel;
  mountTargets: MountTarget;
  loginRules: LoginRule;
}
