import type { ProjectSummary } from '#storage/project/projectSummary.ts';
import type { StorageSpace } from '#storage/storageSpace.ts';

/** Whether everything that the user did is safe on disk. */
export type SaveState =
  /** Nothing to be kept yet. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved' }
  /** It goes on trying; `message` says what is wrong and what to do. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The browser keeps nothing; `reason` says why. */
  | { readonly kind: 'memory'; readonly reason: string }
  /** Another tab has taken the project over: nothing more can be saved here. */
  | { readonly kind: 'lost' };

/** The open project and the list of all. */
export interface ProjectSlice {
  readonly project: {
    /** `null` until the first image is open: an empty project is not kept. */
    readonly id: string | null;
    readonly title: string;
    readonly save: SaveState;
    /** True once saving takes longer than a second: not even a quick reload would wait for it. */
    readonly isSaveSlow: boolean;
    /** True from the choice of a project until all its images stand in the list. */
    readonly isOpening: boolean;
    /** `null` until they were asked for. */
    readonly list: readonly ProjectSummary[] | null;
    readonly space: StorageSpace | null;
  };
}

export const initialProject: ProjectSlice = {
  project: {
    id: null,
    title: '',
    save: { kind: 'empty' },
    isSaveSlow: false,
    isOpening: false,
    list: null,
    space: null,
  },
};

/** The slice with parts of it replaced. */
export function withProject(
  slice: ProjectSlice,
  change: Partial<ProjectSlice['project']>,
): ProjectSlice {
  return { project: { ...slice.project, ...change } };
}

export type { ProjectSummary } from '#storage/project/projectSummary.ts';
