/** Pages of the sample account, or of another one, as elements. */
import type { DetailsPlace } from '../../../../client/account/page-links.ts';
import { readAccount, snapshotText } from '../../../../client/account/reading/index.ts';
import type { Translate } from '../../../../client/translate.ts';
import { sampleSnapshot } from '../../../../cloud/main.ts';
import type { Snapshot, SnapshotGroup } from '../../../../core/dialects/cloud/snapshot.ts';
import type { Counterpart } from '../../../../core/drift/told.ts';
import { t } from '../../translate.ts';
import { type Element, readHtml } from './read-html.ts';

interface Given {
  readonly snapshot?: Snapshot;
  readonly language?: 'en' | 'zh';
  readonly translate?: Translate;
  readonly counterpart?: Counterpart;
}

export const ids = {
  redis: 'sg-bp1db0000000000001',
  erp: 'sg-bp1legacy00000001',
  web: 'sg-bp1web000000000001',
  managed: 'sg-bp1ack000000000001',
  unused: 'sg-bp1unused00000001',
} as const;

export async function htmlOf(
  { id, kind = 'group', region = 'cn-hangzhou' }: Pick<DetailsPlace, 'id'> & Partial<DetailsPlace>,
  { snapshot = sampleSnapshot, language = 'en', translate = t, counterpart }: Given = {},
): Promise<string> {
  const account = await readAccount('Sample account', snapshotText(snapshot), language, translate);
  if ('en' in account) throw new Error(account.en);
  return (await account.details({ kind, id, region }, counterpart)).html;
}

export async function pageOf(...given: Parameters<typeof htmlOf>): Promise<Element> {
  return readHtml(await htmlOf(...given));
}

/** The sample with one of its groups changed. */
export function withGroup(id: string, change: (group: SnapshotGroup) => SnapshotGroup): Snapshot {
  return {
    ...sampleSnapshot,
    regions: sampleSnapshot.regions.map((region) => ({
      ...region,
      securityGroups: (region.securityGroups ?? []).map((group) => (group.id === id ? change(group) : group)),
    })),
  };
}
