/** Ports: those of the web first, then every service that is known, the most usual of each family first. */
import { PORT_CATALOGUE, PORT_FAMILIES, type PortService } from '../../core/network/port-catalogue.ts';
import type { Language } from '../../core/text/message.ts';
import { riskWords } from '../hover/ports.ts';
import { kinds, type Offer } from './offer.ts';

/** A service that uses more ports than this, side by side, is written as one range. */
const maxSingles = 4;

export function portOffers(spelling: 'slash' | 'single', language: Language): Offer[] {
  const services = new Map<string, PortService[]>();
  for (const service of [...PORT_CATALOGUE.filter(isWeb), ...PORT_CATALOGUE]) {
    for (const { from, to } of rangesOf(service, spelling)) {
      const text = spelling === 'slash' ? `${from}/${to}` : String(from);
      const here = services.get(text);
      if (here) here.push(service);
      else services.set(text, [service]);
    }
  }
  return [...services].map(([label, all]) => {
    const names = [...new Set(all.map(({ name }) => name))];
    const about = [...new Set(all)].map((service) => aboutOf(service, language)).join('\n\n');
    return { label, kind: kinds.Value, detail: names.join(', '), words: names.join(' '), about };
  });
}

function isWeb({ family }: PortService): boolean {
  return family === 'web';
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function rangesOf({ ports }: PortService, spelling: 'slash' | 'single'): Range[] {
  return ports.intervals.flatMap(({ from, to }) => {
    const singles = Array.from({ length: Math.min(to - from + 1, maxSingles + 1) }, (_, i) => ({
      from: from + i,
      to: from + i,
    }));
    if (singles.length <= maxSingles) return singles;
    return spelling === 'slash' ? [{ from, to }] : [];
  });
}

function aboutOf({ name, family, risk, note }: PortService, language: Language): string {
  const kind = `**${name}** · ${riskWords[risk][language]}${language === 'zh' ? '，' : ', '}${PORT_FAMILIES[family].name[language]}`;
  return note ? `${kind}. ${note[language]}` : kind;
}
