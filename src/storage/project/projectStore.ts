import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ProjectFacts } from '#domain/project/project.ts';
import type { ProjectParts } from '#domain/project/projectParts.ts';
import type { FactChanges } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { freshTitle } from '#storage/modelNames.ts';
import { ModelStore } from '#storage/modelStore.ts';
import { storeBase } from '#storage/project/applyAnnotation.ts';
import { applyChange, keysOfChange } from '#storage/project/applyChange.ts';
import { copyProject } from '#storage/project/copyProject.ts';
import { eraseProject } from '#storage/project/eraseProject.ts';
import { readSource, storeSource } from '#storage/project/imageSource.ts';
import { importProject } from '#storage/project/importProject.ts';
import { storeWithFiles } from '#storage/project/newFiles.ts';
import type { ImageSource, PageKey, ProjectChange } from '#storage/project/projectChange.ts';
import { type HeldProject, ProjectHolds, type WantedHow } from '#storage/project/projectHolds.ts';
import type { ProjectSummary, StoredProject } from '#storage/project/projectSummary.ts';
import { projectTitle } from '#storage/project/projectTitle.ts';
import { findProject, readAnnotation, readMap, readProject } from '#storage/project/readProject.ts';
import { storedParts } from '#storage/project/storedParts.ts';
import { listProjects, summaryOf } from '#storage/project/summaries.ts';
import { spaceOf } from '#storage/spaceOf.ts';
import type { StorageSpace } from '#storage/storageSpace.ts';

interface ById {
  readonly projectId: string;
}

/**
 * Projects in rows and files, with the methods of `ProjectApi` but for its ZIP files; that says what
 * each of them promises. In a test, `new ProjectStore(Promise.resolve(memoryStorage('A test.')))`
 * keeps projects like the browser does; a second store over the same backend is a page that was
 * opened later.
 */
export class ProjectStore {
  readonly #opening: Promise<{
    readonly backend: StorageBackend;
    readonly holds: ProjectHolds;
    readonly models: ModelStore;
  }>;

  constructor(backend: Promise<StorageBackend>) {
    this.#opening = backend.then((opened) => ({
      backend: opened,
      holds: new ProjectHolds(opened),
      models: new ModelStore(backend),
    }));
  }

  async space(_request: object = {}): Promise<StorageSpace> {
    return spaceOf((await this.#opening).backend.status);
  }

  async list(_request: object = {}): Promise<readonly ProjectSummary[]> {
    const { backend, holds } = await this.#opening;
    return listProjects(backend, await holds.elsewhere());
  }

  async create({ facts }: { readonly facts: ProjectFacts }): Promise<null> {
    const { backend, holds } = await this.#opening;
    const held = await holds.hold(facts.id, false);
    try {
      await holds.change(held, ['facts'], () => applyChange(backend, held, { facts }));
    } catch (error) {
      holds.release(facts.id);
      throw error;
    }
    return null;
  }

  async open({
    projectId,
    takeOver,
  }: ById & { readonly takeOver: boolean }): Promise<StoredProject> {
    const { backend, holds } = await this.#opening;
    await findProject(backend, projectId);
    const wasHeld = holds.get(projectId) !== null;
    const held = await holds.hold(projectId, takeOver);
    try {
      await held.queue.settled();
      const { isOld, ...project } = await readProject(backend, projectId);
      const { facts, images } = project;
      // Rows of one version only, whatever is changed next.
      if (isOld) await applyChange(backend, held, { facts, images });
      return project;
    } catch (error) {
      if (!wasHeld) holds.release(projectId);
      throw error;
    }
  }

  async close({ projectId }: ById): Promise<null> {
    const { holds } = await this.#opening;
    await holds.get(projectId)?.queue.settled();
    holds.release(projectId);
    return null;
  }

  async waitUntilWanted({ projectId }: ById): Promise<WantedHow> {
    const { holds } = await this.#opening;
    return holds.find(projectId).wanted();
  }

  async apply({ projectId, change }: ById & { readonly change: ProjectChange }): Promise<null> {
    const { backend, holds } = await this.#opening;
    const held = holds.find(projectId);
    const { sources = [], ...small } = change;
    const keys = keysOfChange(small);
    if (keys.length > 0) {
      const later = await holds.change(held, keys, () => applyChange(backend, held, small));
      for (const base of later) {
        await holds.change(held, ['bases'], () => storeBase(backend, held, base));
      }
    }
    for (const source of sources) {
      await holds.change(held, ['sources'], () => storeSource(backend, held, source));
    }
    return null;
  }

  async readSource({
    projectId,
    imageId,
  }: ById & { readonly imageId: string }): Promise<ImageSource> {
    return readSource((await this.#opening).backend, projectId, imageId);
  }

  async readMap(page: PageKey): Promise<ProbabilityMap> {
    return readMap((await this.#opening).backend, page);
  }

  async readAnnotation(page: PageKey): Promise<StoredAnnotation | null> {
    return readAnnotation((await this.#opening).backend, page);
  }

  async rename({ projectId, title }: ById & { readonly title: string }): Promise<ProjectSummary> {
    const wanted = projectTitle(title);
    await this.#whileHeld(projectId, async (backend, held) => {
      const row = await findProject(backend, projectId);
      const renamed = { ...row, facts: { ...row.facts, title: wanted } };
      await commitRows(backend, { projects: [renamed], projectOwners: [held.ownerRow()] }, held);
    });
    return this.#summary(projectId);
  }

  async remove({ projectId }: ById): Promise<null> {
    await this.#whileHeld(projectId, async (backend, held) => {
      const row = await findProject(backend, projectId);
      const removed = { ...row, removedAt: new Date().toISOString() };
      await commitRows(backend, { projects: [removed] }, held);
    });
    await this.close({ projectId });
    return null;
  }

  async restore({ projectId }: ById): Promise<ProjectSummary> {
    const { backend } = await this.#opening;
    // Under the lock, so that no sweep takes its images between row and commit.
    await storeWithFiles(backend, 'The change of the project', async () => {
      const row = await backend.facts.get('projects', projectId);
      // Without a row it is gone for good, which the summary tells.
      if (row) await backend.facts.commit({ put: { projects: [{ ...row, removedAt: null }] } });
      return [];
    });
    return this.#summary(projectId);
  }

  async forget({ projectId }: ById): Promise<null> {
    const { backend } = await this.#opening;
    const row = await backend.facts.get('projects', projectId);
    if (row && row.removedAt !== null) await eraseProject(backend, projectId);
    return null;
  }

  async duplicate({
    projectId,
    title,
  }: ById & { readonly title: string }): Promise<ProjectSummary> {
    const wanted = projectTitle(title);
    const { backend, holds } = await this.#opening;
    await holds.get(projectId)?.queue.settled();
    return this.#summary(await copyProject(backend, projectId, wanted));
  }

  /** A stored project part by part, for a ZIP file. @throws AppError `not-found` */
  async parts({ projectId }: ById): Promise<ProjectParts> {
    const { backend, holds, models } = await this.#opening;
    await holds.get(projectId)?.queue.settled();
    return storedParts(backend, models, projectId);
  }

  /**
   * Stores a project that comes part by part, and its models where they are not kept yet. Its title
   * is numbered when another project has it.
   *
   * @throws AppError `storage-full`, and what reading a part throws; nothing is stored then
   */
  async importParts(
    parts: ProjectParts,
    onProgress: (fraction: number) => void = () => undefined,
  ): Promise<ProjectSummary> {
    const { backend, models } = await this.#opening;
    const others = (await this.list()).map(({ title }) => title);
    const facts = { ...parts.facts, title: freshTitle(parts.facts.title, others) };
    const fresh: ProjectParts = { ...parts, facts };
    return this.#summary(await importProject(backend, models, fresh, onProgress));
  }

  async #summary(projectId: string): Promise<ProjectSummary> {
    const { backend, holds } = await this.#opening;
    return summaryOf(backend, projectId, await holds.elsewhere());
  }

  /** Does something to a project that is held, or is held just for that. */
  async #whileHeld(
    projectId: string,
    work: (backend: StorageBackend, held: HeldProject) => Promise<void>,
  ): Promise<void> {
    const { backend, holds } = await this.#opening;
    await findProject(backend, projectId);
    const isHeld = holds.get(projectId) !== null;
    const held = await holds.hold(projectId, false);
    try {
      await holds.change(held, ['facts'], () => work(backend, held));
    } finally {
      if (!isHeld) holds.release(projectId);
    }
  }
}

/** Stores rows without files. */
function commitRows(
  backend: StorageBackend,
  put: NonNullable<FactChanges['put']>,
  held: HeldProject,
): Promise<void> {
  return storeWithFiles(backend, 'The change of the project', async () => {
    await backend.facts.commit({ put, guard: held.guard });
    return [];
  });
}
