/** Whether what is kept outlives the page. */
export type StorageStatus =
  | { readonly kind: 'lasting' }
  /** All works, but is gone with the page; `reason` says why, one sentence for people. */
  | { readonly kind: 'memory'; readonly reason: string };
