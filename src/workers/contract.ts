/** One contract seen from the caller's side: every method returns a promise and can be cancelled. */
export type Client<Api> = {
  readonly [M in keyof Api]: Api[M] extends (request: infer Q) => infer R
    ? (request: Q, options?: CallOptions) => Promise<R>
    : never;
};

/** The same contract seen from the worker: what it must implement. */
export type Handlers<Api> = {
  readonly [M in keyof Api]: Api[M] extends (request: infer Q) => infer R
    ? (request: Q, context: CallContext) => Promise<Reply<R>>
    : never;
};

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (fraction: number) => void;
  /** Buffers moved into the worker, not copied; the caller must not touch them again. */
  readonly transfer?: Transferable[];
  /** The call fails with `timeout` when no answer came by then; `undefined` waits for ever. */
  readonly deadlineMs?: number;
}

export interface CallContext {
  readonly signal: AbortSignal;
  readonly progress: (fraction: number) => void;
}

export interface Reply<T> {
  readonly value: T;
  readonly transfer?: Transferable[];
}
