/** What keeps several tabs with the same storage out of each other's way. */
export interface StorageLocks {
  /** Runs `work` while no tab sweeps. */
  readonly whileWriting: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs `work` unless a tab is writing; then it is left out. */
  readonly ifNobodyWrites: (work: () => Promise<void>) => Promise<void>;
  /** Claims a run or project until `release` or the tab's end; false when another tab has it. */
  readonly claim: (id: string) => Promise<boolean>;
  /**
   * Claims it even when another tab has it: that tab is asked to let go, and loses it after two
   * seconds.
   */
  readonly take: (id: string) => Promise<void>;
  readonly release: (id: string) => void;
  /** Tells each time when another tab wants, or has taken, what this one has claimed. */
  readonly onWanted: (listener: (id: string, how: 'asked' | 'lost') => void) => void;
  /** What other tabs, or other threads of this page, have claimed. */
  readonly claimedElsewhere: () => Promise<ReadonlySet<string>>;
}

/** Time for another tab to save what it has. */
const GRACE_MS = 2000;

type WantedListener = (id: string, how: 'asked' | 'lost') => void;

/**
 * Locks that all tabs of this browser respect; a tab's end frees its own.
 *
 * @param name of the storage that they are for
 */
export function tabLocks(manager: LockManager, name: string): StorageLocks {
  const writing = `${name}-storage`;
  const claims = new TabClaims(manager, name);
  return {
    whileWriting: (work) => manager.request(writing, { mode: 'shared' }, work),
    ifNobodyWrites: async (work) => {
      await manager.request(writing, { ifAvailable: true }, async (lock) => {
        if (lock) await work();
      });
    },
    claim: (id) => claims.claim(id),
    take: (id) => claims.take(id),
    release: (id) => claims.release(id),
    onWanted: (listener) => claims.listen(listener),
    claimedElsewhere: () => claims.elsewhere(),
  };
}

/** Web Locks that this thread holds until it lets go of them, or they are taken from it. */
class TabClaims {
  readonly #manager: LockManager;
  readonly #prefix: string;
  readonly #releases = new Map<string, () => void>();
  #listener: WantedListener = () => undefined;
  /** Opened when first needed: an open channel keeps a page out of the back/forward cache. */
  #channel: BroadcastChannel | null = null;

  constructor(manager: LockManager, name: string) {
    this.#manager = manager;
    this.#prefix = `${name}-run-`;
  }

  async claim(id: string): Promise<boolean> {
    return this.#releases.has(id) || this.#request(id, { ifAvailable: true });
  }

  async take(id: string): Promise<void> {
    if (await this.claim(id)) return;
    this.#open().postMessage(id);
    const signal = AbortSignal.timeout(GRACE_MS);
    const isFree = await this.#request(id, { signal }).catch(() => false);
    if (!isFree) await this.#request(id, { steal: true });
  }

  release(id: string): void {
    this.#releases.get(id)?.();
    this.#releases.delete(id);
  }

  listen(listener: WantedListener): void {
    this.#listener = listener;
    this.#open();
  }

  async elsewhere(): Promise<ReadonlySet<string>> {
    const { held } = await this.#manager.query();
    const ids = (held ?? [])
      .map(({ name }) => name ?? '')
      .filter((name) => name.startsWith(this.#prefix))
      .map((name) => name.slice(this.#prefix.length));
    return new Set(ids.filter((id) => !this.#releases.has(id)));
  }

  /** Resolves once the lock is there, or cannot be had; it is then held on. */
  #request(id: string, options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let release = (): void => undefined;
      const held = this.#manager.request(this.#prefix + id, options, (lock) => {
        if (!lock) return resolve(false);
        const ended = new Promise<void>((end) => {
          release = end;
        });
        this.#releases.set(id, release);
        resolve(true);
        return ended;
      });
      held.catch((error: unknown) => {
        // Only a lock that was taken away ends this way after it was granted.
        if (this.#releases.get(id) === release && this.#releases.delete(id)) {
          this.#listener(id, 'lost');
        }
        reject(error);
      });
    });
  }

  #open(): BroadcastChannel {
    if (this.#channel) return this.#channel;
    const channel = new BroadcastChannel(`${this.#prefix}wanted`);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string' && this.#releases.has(data)) this.#listener(data, 'asked');
    });
    this.#channel = channel;
    return channel;
  }
}

/** For storage that no other tab sees. */
export function noLocks(): StorageLocks {
  return {
    whileWriting: (work) => work(),
    ifNobodyWrites: (work) => work(),
    claim: () => Promise.resolve(true),
    take: () => Promise.resolve(),
    release: () => undefined,
    onWanted: () => undefined,
    claimedElsewhere: () => Promise.resolve(new Set()),
  };
}
