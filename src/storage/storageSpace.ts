/** Space in the browser's storage for this page. */
export interface StorageSpace {
  /** `memory` = all is gone with the page; `reason` says why. */
  readonly kind: 'lasting' | 'memory';
  readonly reason: string;
  /** `null` where the browser does not tell. */
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  /** True once the browser promised not to clear it when space gets short. */
  readonly isPersistent: boolean;
}
