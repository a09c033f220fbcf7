/** A file of the build, as the service worker keeps it. */
export interface ListedFile {
  /** Relative to the folder that the page lies in, e.g. `assets/index-1a2b.js`. */
  readonly path: string;
  /** `sha384-…` of its bytes, as in subresource integrity. */
  readonly integrity: string;
  readonly sizeBytes: number;
}

/** Everything that one build of the page needs without a network. */
export interface FileList {
  /** Changes with any file. */
  readonly version: string;
  /** Kept as soon as the page was opened once: page, workers, WASM, cards, the first model. */
  readonly shell: readonly ListedFile[];
  /** Files of the models that are kept once they are used or asked for, by model id. */
  readonly models: Readonly<Record<string, readonly ListedFile[]>>;
  /** Ids of the models whose files are part of `shell`, with their size. */
  readonly includedModels: Readonly<Record<string, number>>;
}
