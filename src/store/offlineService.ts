/** A model of the page that is not kept by the user himself. */
export interface OfflineModel {
  readonly sizeBytes: number;
  /**
   * `included` comes with the page; `stored` is kept since it was used or asked for; `absent` needs a
   * connection.
   */
  readonly place: 'included' | 'stored' | 'absent';
}

/** How the page fares without a network. */
export interface OfflineStatus {
  /** `unavailable` where the browser or the address allows no service worker. */
  readonly state: 'unavailable' | 'preparing' | 'ready' | 'failed';
  /** Why it failed and what to do; empty else. */
  readonly reason: string;
  /** True once a newer version of the page is complete and waits. */
  readonly hasUpdate: boolean;
  /** True while the browser offers to install the page. */
  readonly canInstall: boolean;
  /** By model id; empty until the page is ready. */
  readonly models: Readonly<Record<string, OfflineModel>>;
}

/** Progress and end of a download. */
export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Fraction 0…1. */
  readonly onProgress: (fraction: number) => void;
}

/** Keeps the page and its models in the browser, and brings newer versions of it. */
export interface OfflineService {
  /** Begins to keep the page; nothing is fetched for that before. */
  readonly start: () => Promise<void>;
  /** Calls `listener` now and after each change; returns its remover. */
  readonly subscribe: (listener: (status: OfflineStatus) => void) => () => void;
  /**
   * Downloads a model for later; all of it or nothing is kept.
   *
   * @throws `not-found` when the connection breaks, `corrupt-file`, `storage-full`, `cancelled`
   */
  readonly storeModel: (modelId: string, options: DownloadOptions) => Promise<void>;
  /** Frees the space of a stored model. */
  readonly removeModel: (modelId: string) => Promise<void>;
  /** Lets the newer version take over and reloads this page; other tabs go on with theirs. */
  readonly update: () => Promise<void>;
  /** Shows the browser's question whether to install the page. */
  readonly install: () => Promise<void>;
}
