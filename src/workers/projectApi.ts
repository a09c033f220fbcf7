import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ProjectFacts } from '#domain/project/project.ts';
import type { LeftOutPart } from '#domain/project/projectParts.ts';
import type { ImageSource, PageKey, ProjectChange } from '#storage/project/projectChange.ts';
import type { ProjectSummary, StoredProject } from '#storage/project/projectSummary.ts';
import type { StorageSpace } from '#storage/storageSpace.ts';

/**
 * What the project worker offers. It keeps projects in the browser's storage, away from the page's
 * thread: rows for facts, files for pixels. Every change becomes visible whole or not at all, and
 * its promise settles only once it is safe on disk. Types only.
 *
 * One tab at a time holds a project. A change by a tab that lost it fails with `not-held` and
 * changes nothing.
 */
export interface ProjectApi {
  /** Whether projects outlive the page, and the space they take. */
  space(request: object): StorageSpace;
  /** Every project that was not removed, the last changed first. */
  list(request: object): readonly ProjectSummary[];

  /** Stores a new, empty project, held by this tab. @throws `storage-full` */
  create(request: { readonly facts: ProjectFacts }): null;
  /**
   * Facts of a project, held by this tab from now on. With `takeOver` another tab that holds it
   * saves what it has, within two seconds, and loses it.
   *
   * @throws `not-found`, `held-elsewhere` without `takeOver`, `corrupt-file`, `too-new` when a newer
   *   version of the page has written it
   */
  open(request: { readonly projectId: string; readonly takeOver: boolean }): StoredProject;
  /** Lets go of a project, so that other tabs can open it. No error when it is not held. */
  close(request: { readonly projectId: string }): null;
  /**
   * Waits until another tab wants a held project: ask right after `create` or `open`, without a
   * deadline. `asked` = save what there is and `close` it within two seconds, or else it is taken;
   * `lost` = it is taken already; `closed` = this tab has let go of it, nothing is to be done. Fails
   * with `worker-died` like every call, and the project is then to be opened again.
   *
   * @throws `not-held`
   */
  waitUntilWanted(request: { readonly projectId: string }): 'asked' | 'lost' | 'closed';

  /**
   * Stores changes of a held project, in one transaction after its files were written. Calls need
   * not wait for one another: changes of the same thing keep their order, others overtake a large
   * one. Only `sources`, and the bases of annotations that are stored already, come later than the
   * rest of their change: images are listed as missing until then, and an annotation stands in its
   * former base and its log. The answer comes when all is stored.
   *
   * Log entries that are stored already are left out, so a change can be sent again when its answer
   * got lost. Send a new `base` every few hundred entries: opening replays those that come after it.
   *
   * @throws `storage-full` (all is as before, but for what has no need of the sources or bases that failed),
   *   `not-held`, `not-found`, `invalid-argument` when log entries before the first are missing
   */
  apply(request: { readonly projectId: string; readonly change: ProjectChange }): null;

  /** The image as it was opened. @throws `not-found` when its copy was not finished, `corrupt-file` */
  readSource(request: { readonly projectId: string; readonly imageId: string }): ImageSource;
  /** @throws `not-found`, `corrupt-file` */
  readMap(request: PageKey): ProbabilityMap;
  /** `null` when the page was never annotated. @throws `corrupt-file` */
  readAnnotation(request: PageKey): StoredAnnotation | null;

  /** @throws `not-found`, `invalid-argument` for an empty title, `held-elsewhere` */
  rename(request: { readonly projectId: string; readonly title: string }): ProjectSummary;
  /** A copy of everything, history included, that shares no file with it. @throws `storage-full` */
  duplicate(request: { readonly projectId: string; readonly title: string }): ProjectSummary;
  /** Takes a project off the list; `restore` brings it back until `forget` or the next start. */
  remove(request: { readonly projectId: string }): null;
  restore(request: { readonly projectId: string }): ProjectSummary;
  /** Frees the space of a removed project. No error when there is none. */
  forget(request: { readonly projectId: string }): null;

  /**
   * Everything of a project as a ZIP file with checksums, and the kept models that it uses. The file
   * lies on disk, not in memory, where there is a disk. The project need not be held. What is damaged
   * or missing is left out, and `leftOut` says so.
   */
  exportZip(request: {
    readonly projectId: string;
    /** What storage could not take; it goes into the file all the same. */
    readonly unsaved?: ProjectChange;
  }): { readonly file: Blob; readonly leftOut: readonly LeftOutPart[] };
  /**
   * Stores a project from a ZIP file under a fresh id, its title numbered when it is taken, and its
   * models where they are not kept yet.
   *
   * @throws `corrupt-file` when a checksum is wrong or a part is missing (it names the part),
   *   `too-new`, `too-large`, `storage-full`; nothing is stored then
   */
  importZip(request: { readonly file: Blob }): ProjectSummary;
}
