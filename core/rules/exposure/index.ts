/** The rules about who may reach which port, about listeners' TLS and about single rules that do nothing, in the order of the catalogue. */
import { conflictingPriority } from '../hygiene/conflicting-priority.ts';
import { danglingReference } from '../hygiene/dangling-reference.ts';
import { defaultGroup } from '../hygiene/default-group.ts';
import { duplicateRule } from '../hygiene/duplicate-rule.ts';
import { redundantRule, shadowedRule } from '../hygiene/idle-rules.ts';
import { inlineAndSeparate } from '../hygiene/inline-and-separate.ts';
import { invalidCidr } from '../hygiene/invalid-cidr.ts';
import { invalidPortRange } from '../hygiene/invalid-port-range.ts';
import { missingDescription } from '../hygiene/missing-description.ts';
import { neverApplied } from '../hygiene/never-applied.ts';
import { ruleOrder } from '../hygiene/rule-order.ts';
import { ruleQuota } from '../hygiene/rule-quota.ts';
import { unusedGroup } from '../hygiene/unused-group.ts';
import type { Rule } from '../rule.ts';
import { httpListener } from '../tls/http-listener.ts';
import { missingCertificate } from '../tls/missing-certificate.ts';
import { weakPolicy } from '../tls/weak-policy.ts';
import { aclAny } from './acl-any.ts';
import { allPorts } from './all-ports.ts';
import { databaseSource } from './database-source.ts';
import { egressAll } from './egress-all.ts';
import { listenerPort } from './listener-port.ts';
import { listenerWithoutAcl } from './listener-without-acl.ts';
import { lowSourcePort } from './low-source-port.ts';
import { natForward } from './nat-forward.ts';
import { nearAnySource } from './near-any-source.ts';
import { networkAcl } from './network-acl.ts';
import { publicInstance } from './public-instance.ts';
import { publicLoadBalancer } from './public-load-balancer.ts';
import { publicSource } from './public-source.ts';
import { riskyPorts } from './risky-port.ts';
import { scalingGroupOpen } from './scaling-group-open.ts';
import { simpleServer } from './simple-server.ts';
import { unlistedPort } from './unlisted-port.ts';
import { wideRange } from './wide-range.ts';

export const networkRules: readonly Rule[] = [
  allPorts,
  ...riskyPorts,
  unlistedPort,
  wideRange,
  publicSource,
  nearAnySource,
  egressAll,
  lowSourcePort,
  databaseSource,
  networkAcl,
  natForward,
  listenerPort,
  listenerWithoutAcl,
  aclAny,
  publicLoadBalancer,
  publicInstance,
  scalingGroupOpen,
  simpleServer,
  httpListener,
  weakPolicy,
  missingCertificate,
  invalidPortRange,
  invalidCidr,
  neverApplied,
  shadowedRule,
  redundantRule,
  ruleOrder,
  duplicateRule,
  conflictingPriority,
  ruleQuota,
  danglingReference,
  inlineAndSeparate,
  defaultGroup,
  missingDescription,
  unusedGroup,
];
