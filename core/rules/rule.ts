/**
 * What a rule is. One file per rule (or per family: data and one check) says everything: id, texts in English and
 * Chinese, wrong and right examples, and the check against the network model. Documentation, the rule list and the
 * tests of the examples are generated from it.
 *
 * A rule never sees a dialect, a file or a library. It asks the model, in four-valued answers, and reports.
 */

import type { Fix } from '../changes/change.ts';
import type { Acceptance } from '../changes/configuring.ts';
import type { Resource } from '../dialects/resource.ts';
import type { AddressSet } from '../network/addresses.ts';
import type { KubernetesModel } from '../network/kubernetes.ts';
import type { NetworkModel } from '../network/model.ts';
import type { PortSet } from '../network/ports.ts';
import type { Text } from '../text/message.ts';
import type { Location, SourceText } from '../text/source.ts';
import type { Truth } from '../values/truth.ts';
import type { Unknown, Value } from '../values/value.ts';

export type Severity = 'error' | 'warning' | 'info';

export interface Rule<O extends Options = Options> {
  /** `topic/what-is-wrong`. */
  readonly id: string;
  readonly severity: Severity;
  /** In the pack `recommended`: on by default. */
  readonly recommended: boolean;
  /** A few words, no full stop: "Administration port open to the internet". */
  readonly title: Text;
  /** What it reports and why that is bad, in Markdown; what is deliberately not reported. */
  readonly description: Text;
  /** What to do, in Markdown. */
  readonly remedy: Text;
  readonly references?: readonly string[];
  /** Each must fire this rule. */
  readonly bad: readonly Example[];
  /** None may fire this rule. */
  readonly good: readonly Example[];
  /** Options with their defaults; the configuration may set them (same types). */
  readonly options?: O;
  check(context: RuleContext<O>): void;
}

export type Options = Readonly<Record<string, number | boolean | string | readonly string[]>>;

export interface Example {
  readonly language: 'ros' | 'terraform' | 'kubernetes';
  readonly code: string;
}

export interface RuleContext<O extends Options = Options> {
  readonly model: NetworkModel;
  /** Absent for ROS and Terraform units. */
  readonly kubernetes: KubernetesModel | undefined;
  /** The texts that the model was made from, for names in parts that it does not have: outputs, conditions. */
  readonly files: readonly SourceText[];
  readonly options: O;
  readonly settings: Settings;
  /** `yes` becomes a certain finding, `maybe` a possible one, `unknown` is counted as unresolved, `no` is nothing. */
  report(truth: Truth, finding: Report): void;
}

/** What the configuration says about the user's own network. */
export interface Settings {
  /** Ports that may face the internet; 80 and 443 unless configured. */
  readonly publicPorts: PortSet;
  /** Named networks: `office: [203.0.113.0/24]`. */
  readonly networks: ReadonlyMap<string, AddressSet>;
}

export interface Report {
  readonly resource: Resource;
  /**
   * What is wrong: the value (its place of definition becomes a related location by itself), or a location, such as
   * the resource's name for a missing setting.
   */
  readonly at: Value<unknown> | Location;
  /** One sentence: what is wrong here, with the values that make it so, and what to do. */
  readonly message: Text;
  /** Instead of the rule's own severity. */
  readonly severity?: Severity;
  readonly related?: readonly Related[];
  /** What would mend it, worked out when somebody asks. */
  readonly fixes?: () => readonly Fix[];
  /** What a person may say in the configuration, so that this is no fault. */
  readonly accepts?: () => Acceptance | undefined;
  /** For `unknown`: what would have to be known. */
  readonly because?: readonly Unknown[];
}

export interface Related {
  readonly at: Location;
  readonly message: Text;
  /** Here the value is written that the finding is about: where a person would change it. */
  readonly isOrigin?: boolean;
}

/** Types a rule's options for its check. */
export function defineRule<O extends Options = Options>(rule: Rule<O>): Rule {
  return rule as unknown as Rule;
}
