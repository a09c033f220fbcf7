import { AppError, hasCode } from '#lib/errors.ts';
import type { RowGuard } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { KeyedQueue } from '#storage/keyedQueue.ts';
import type { OwnerRow } from '#storage/project/projectRows.ts';

/** Why `waitUntilWanted` has answered. */
export type WantedHow = 'asked' | 'lost' | 'closed';

/** What is known of a stored annotation, so that adding to its log reads nothing. */
export interface PageState {
  /** False when there is none. */
  readonly isStored: boolean;
  /** Entries in its base. */
  readonly baseVersion: number;
  /** Entries in base and log. */
  readonly version: number;
  /** Annotations of the page that were removed before. */
  readonly life: number;
}

/** A project that this store holds. */
export class HeldProject {
  readonly projectId: string;
  /** Changes of the same thing, one after the other. */
  readonly queue = new KeyedQueue();
  /** By page key, of the pages that were changed. */
  readonly pages = new Map<string, PageState>();
  readonly #token = crypto.randomUUID();
  #waiting: ((how: WantedHow) => void)[] = [];
  #untold: WantedHow | null = null;

  constructor(projectId: string) {
    this.projectId = projectId;
  }

  /**
   * For every transaction: fails with `not-held` when another tab has opened the project since, with
   * `not-found` when its rows were removed under it.
   */
  get guard(): RowGuard {
    return {
      table: 'projectOwners',
      id: this.projectId,
      check: (row) => {
        if (!row) throw projectGone();
        if (row.owner !== this.#token) throw notHeld();
      },
    };
  }

  /** The row that makes this store the owner, or goes on being it. */
  ownerRow(changedAt = new Date().toISOString()): OwnerRow {
    return { id: this.projectId, owner: this.#token, changedAt };
  }

  /** Resolves with the next event, or with one that nobody was told. */
  wanted(): Promise<WantedHow> {
    const how = this.#untold;
    this.#untold = null;
    return how ? Promise.resolve(how) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  tell(how: WantedHow): void {
    if (this.#waiting.length === 0) this.#untold = how;
    for (const resolve of this.#waiting.splice(0)) resolve(how);
  }
}

/** The projects that this store holds, against all other tabs. */
export class ProjectHolds {
  readonly #held = new Map<string, HeldProject>();
  readonly #opening = new KeyedQueue();
  readonly #backend: StorageBackend;

  constructor(backend: StorageBackend) {
    this.#backend = backend;
    backend.locks.onWanted((lockId, how) => {
      const held = this.#held.get(lockId.slice(LOCK_PREFIX.length));
      if (!held || !lockId.startsWith(LOCK_PREFIX)) return;
      if (how === 'lost') this.#held.delete(held.projectId);
      held.tell(how);
    });
  }

  /** @throws AppError `not-held` */
  find(projectId: string): HeldProject {
    const held = this.#held.get(projectId);
    if (held) return held;
    throw notHeld();
  }

  get(projectId: string): HeldProject | null {
    return this.#held.get(projectId) ?? null;
  }

  /** Holds a project from now on. @throws AppError `held-elsewhere` without `takeOver` */
  hold(projectId: string, takeOver: boolean): Promise<HeldProject> {
    return this.#opening.run([projectId], () => this.#hold(projectId, takeOver));
  }

  async #hold(projectId: string, takeOver: boolean): Promise<HeldProject> {
    const { locks, facts } = this.#backend;
    const known = this.#held.get(projectId);
    if (known) return known;
    const lockId = LOCK_PREFIX + projectId;
    if (takeOver) await locks.take(lockId);
    else if (!(await locks.claim(lockId))) throw heldElsewhere();
    const held = new HeldProject(projectId);
    this.#held.set(projectId, held);
    try {
      const former = await facts.get('projectOwners', projectId);
      await facts.commit({ put: { projectOwners: [held.ownerRow(former?.changedAt ?? '')] } });
    } catch (error) {
      this.release(projectId);
      throw error;
    }
    return held;
  }

  /**
   * Changes a held project after earlier changes with one of the keys.
   * @throws AppError `not-held` when it was lost meanwhile, and what `task` throws
   */
  async change<T>(held: HeldProject, keys: readonly string[], task: () => Promise<T>): Promise<T> {
    try {
      return await held.queue.run(keys, task);
    } catch (error) {
      const isLost = hasCode(error, 'not-held') && this.#held.get(held.projectId) === held;
      if (isLost) this.release(held.projectId, 'lost');
      throw error;
    }
  }

  /** Lets go of a project; those who wait are told why. */
  release(projectId: string, how: WantedHow = 'closed'): void {
    const held = this.#held.get(projectId);
    if (!held) return;
    this.#held.delete(projectId);
    this.#backend.locks.release(LOCK_PREFIX + projectId);
    held.tell(how);
  }

  /** Ids of projects that other tabs hold. */
  async elsewhere(): Promise<ReadonlySet<string>> {
    return projectsIn(await this.#backend.locks.claimedElsewhere());
  }
}

const LOCK_PREFIX = 'project-';

/** Project ids among the ids of claims. */
export function projectsIn(claims: ReadonlySet<string>): ReadonlySet<string> {
  const projects = [...claims].filter((id) => id.startsWith(LOCK_PREFIX));
  return new Set(projects.map((id) => id.slice(LOCK_PREFIX.length)));
}

function notHeld(): AppError {
  return new AppError(
    'not-held',
    'Another tab of this page has opened this project, so nothing more is saved here. Go on in that tab, or open the project here again.',
  );
}

function projectGone(): AppError {
  return new AppError(
    'not-found',
    'What the browser had kept of this project was removed from outside, as by clearing the data of this page.',
  );
}

function heldElsewhere(): AppError {
  return new AppError(
    'held-elsewhere',
    'This project is open in another tab of this page. Go on there, close that tab, or take the project over.',
  );
}
