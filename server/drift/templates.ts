/** The templates of the workspace that an account is compared with: the folders that `portguard drift` would read. */
import type { TemplateUnit } from '../../core/drift/group-pairs.ts';
import type { Components } from '../components.ts';
import { detailOf } from '../failure.ts';
import { slashed } from '../paths.ts';
import type { Turn } from './turns.ts';

/** A unit with the folder that has it, absolute. */
export interface FolderUnit extends TemplateUnit {
  readonly folder: string;
}

export interface WorkspaceTemplates {
  readonly units: readonly FolderUnit[];
  /** Files that were left out because there are too many. */
  readonly leftFiles: number;
  /** Folders that could not be read, with the reason for the log. */
  readonly failed: readonly { readonly folder: string; readonly detail: string }[];
}

/**
 * All of them, folder by folder; folders that were linted and have no security groups are not read again.
 * @returns `undefined` where nobody wants it any more
 */
export async function workspaceTemplates(
  { folders, settings }: Pick<Components, 'folders' | 'settings'>,
  turn: Turn,
): Promise<WorkspaceTemplates | undefined> {
  const units: FolderUnit[] = [];
  const failed: { folder: string; detail: string }[] = [];
  let [files, leftFiles] = [0, 0];
  for (const job of folders.workspace.walk()) {
    if (!(await turn())) return undefined;
    if (!job) continue;
    if ('problem' in job) {
      failed.push({ folder: slashed(job.path), detail: job.code });
      continue;
    }
    const folder = slashed(job.folder);
    const isWhole = folders.isWhole(folder);
    if (!isWhole && files + job.files.length > settings().index.maxFiles) {
      leftFiles += job.files.length;
      continue;
    }
    if (!isWhole) files += job.files.length;
    if (folders.known.get(folder)?.hasGroups === false) continue;
    try {
      units.push(...templatesOf(folders, folder));
    } catch (error) {
      failed.push({ folder, detail: detailOf(error) });
    }
  }
  return { units, leftFiles, failed };
}

/** Those of one folder; none where nothing of it is looked at. */
export function templatesOf(
  folders: Pick<Components['folders'], 'templates'>,
  folder: string,
  changed?: Parameters<Components['folders']['templates']>[1],
): readonly FolderUnit[] {
  return (folders.templates(folder, changed) ?? []).map((unit) => ({ ...unit, folder }));
}
