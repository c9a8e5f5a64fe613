/**
 * What is kept of the last answer, so that a question about one of its rows reads a few folders and not all of them:
 * where the groups of a pair are, and what everything in there is called in the account. Names and ids, no texts.
 */
import { type DriftRow, driftOfPair } from '../../core/drift/drift.ts';
import { type GroupPair, type PairedBy, type Pairing, pairedGroups } from '../../core/drift/group-pairs.ts';
import type { Components } from '../components.ts';
import { detached } from '../said.ts';
import { rowKeys } from './rows.ts';
import { type FolderUnit, templatesOf } from './templates.ts';

interface KeptPair {
  readonly by: PairedBy;
  readonly folders: readonly string[];
  /** Ids of the account by unit and key of a group in it. */
  readonly ids: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The drift of one group as it is now. */
export interface GroupDrift {
  readonly pair: GroupPair;
  readonly pairing: Pairing;
  /** With their keys. */
  readonly rows: ReadonlyMap<DriftRow, string>;
}

export class LastDrift {
  readonly #moment: () => number;
  #pairs = new Map<string, KeptPair>();
  #asOf: number | undefined;

  /** @param moment another one once templates or the account have changed */
  constructor(moment: () => number) {
    this.#moment = moment;
  }

  /** Before the templates are read. */
  moment(): number {
    return this.#moment();
  }

  /** Whether the same groups would be paired now. */
  get isCurrent(): boolean {
    return this.#asOf === this.#moment();
  }

  /** @param asOf when the templates had not been read yet */
  keep({ pairs, ids }: Pairing, units: readonly FolderUnit[], asOf: number): void {
    this.#asOf = asOf;
    this.#pairs = new Map(
      pairs.map(({ account, template, by }) => {
        const models = new Set(template.map(({ model }) => model));
        const own = units.filter(({ unit }) => models.has(unit.model));
        const named = own.map((one) => [unitKey(one), [...(ids.get(one.unit.model) ?? [])]] as const);
        return detachedPair(account.id, by, new Set(own.map(({ folder }) => folder)), named);
      }),
    );
  }

  /**
   * The drift of a group, from its folders as they are now.
   * @param changed texts instead of those that are typed or on disk, by absolute path
   * @returns `undefined` where the last answer has no such group, or where it is gone since
   */
  now(
    { folders, account }: Pick<Components, 'folders' | 'account'>,
    group: string,
    changed?: Parameters<Components['folders']['templates']>[1],
  ): GroupDrift | undefined {
    const [kept, live] = [this.#pairs.get(group), account()];
    if (!kept || !live) return undefined;
    const units = kept.folders
      .flatMap((folder) => templatesOf(folders, folder, changed))
      .map((one) => ({ ...one, pairedAs: kept.ids.get(unitKey(one)) ?? new Map<string, string>() }));
    const pairing = pairedGroups(units, live.units);
    const found = pairing.pairs.find((one) => one.account.id === group);
    if (!found) return undefined;
    const pair = { ...found, by: kept.by };
    return { pair, pairing, rows: rowKeys(driftOfPair(pair, pairing).rows) };
  }
}

function unitKey({ place, unit: { dialect } }: FolderUnit): string {
  return `${dialect} ${place}`;
}

function detachedPair(
  id: string,
  by: PairedBy,
  folders: ReadonlySet<string>,
  named: readonly (readonly [string, readonly (readonly [string, string])[]])[],
): [string, KeptPair] {
  const plain = detached({ id, folders: [...folders], named });
  return [plain.id, { by, folders: plain.folders, ids: new Map(plain.named.map(([key, ids]) => [key, new Map(ids)])) }];
}
