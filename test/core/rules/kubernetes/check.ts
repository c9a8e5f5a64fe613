/** Runs single rules over manifests, without the rest of the engine. */
import { readKubernetes } from '../../../../core/dialects/kubernetes/index.ts';
import { PortSet } from '../../../../core/network/ports.ts';
import type { Report, Rule } from '../../../../core/rules/rule.ts';
import { SourceText } from '../../../../core/text/source.ts';
import type { Truth } from '../../../../core/values/truth.ts';

export interface Found {
  readonly rule: string;
  readonly truth: Truth;
  readonly resource: string;
  /** The characters that the finding underlines. */
  readonly at: string;
  /** 1-based. */
  readonly line: number;
  readonly message: string;
  readonly severity: string;
}

/** What a rule says of manifests of one folder: certain, possible and unknown answers alike. */
export function answers(rule: Rule, ...texts: readonly string[]): Found[] {
  const unit = readKubernetes(texts.map((text, i) => new SourceText(`shop/${i}.yaml`, text)));
  const found: Found[] = [];
  const report = (truth: Truth, { at, message, resource, severity }: Report): void => {
    if (truth === 'no') return;
    const place = 'kind' in at ? at.at : at;
    found.push({
      rule: rule.id,
      truth,
      resource: resource.address,
      at: place.source.text.slice(place.start, place.end),
      line: place.source.positionAt(place.start).line + 1,
      message: message.en,
      severity: severity ?? rule.severity,
    });
  };
  rule.check({
    model: unit.model,
    kubernetes: unit.kubernetes,
    files: unit.files,
    options: rule.options ?? {},
    settings: { publicPorts: PortSet.single(80).union(PortSet.single(443)), networks: new Map() },
    report,
  });
  return found;
}

/** What would be shown: certain and possible findings, as `Kind.namespace.name: characters`. */
export function findings(rule: Rule, ...texts: readonly string[]): string[] {
  return answers(rule, ...texts)
    .filter(({ truth }) => truth === 'yes' || truth === 'maybe')
    .map(({ resource, at }) => `${resource}: ${at}`);
}
