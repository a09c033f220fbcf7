/** What keeps several tabs with the same storage out of each other's way. */
export interface StorageLocks {
  /** Runs `work` while no tab sweeps. */
  readonly whileWriting: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs `work` unless a tab is writing; then it is left out. */
  readonly ifNobodyWrites: (work: () => Promise<void>) => Promise<void>;
  /** Claims a run for this tab until `release` or the tab's end; false when another tab has it. */
  readonly claim: (runId: string) => Promise<boolean>;
  readonly release: (runId: string) => void;
  /** Runs that other tabs have claimed. */
  readonly claimedElsewhere: () => Promise<ReadonlySet<string>>;
}

/**
 * Locks that all tabs of this browser respect; a tab's end frees its own.
 *
 * @param name of the storage that they are for
 */
export function tabLocks(manager: LockManager, name: string): StorageLocks {
  const writing = `${name}-storage`;
  const runPrefix = `${name}-run-`;
  const releases = new Map<string, () => void>();
  return {
    whileWriting: (work) => manager.request(writing, { mode: 'shared' }, work),
    ifNobodyWrites: async (work) => {
      await manager.request(writing, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
      });
    },
    claim: (runId) =>
      new Promise((resolve, reject) => {
        if (releases.has(runId)) return resolve(true);
        manager
          .request(runPrefix + runId, { ifAvailable: true }, (lock) => {
            resolve(lock !== null);
            if (!lock) return undefined;
            return new Promise<void>((release) => releases.set(runId, release));
          })
          .catch(reject);
      }),
    release: (runId) => {
      releases.get(runId)?.();
      releases.delete(runId);
    },
    claimedElsewhere: async () => {
      const { held } = await manager.query();
      const runIds = (held ?? [])
        .map(({ name }) => name ?? '')
        .filter((name) => name.startsWith(runPrefix))
        .map((name) => name.slice(runPrefix.length));
      return new Set(runIds.filter((runId) => !releases.has(runId)));
    },
  };
}

/** For storage that no other tab sees. */
export function noLocks(): StorageLocks {
  return {
    whileWriting: (work) => work(),
    ifNobodyWrites: (work) => work(),
    claim: () => Promise.resolve(true),
    release: () => undefined,
    claimedElsewhere: () => Promise.resolve(new Set()),
  };
}
