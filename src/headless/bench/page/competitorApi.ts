/** What each engine's worker offers to the bench: one network, one tile size. Types only. */
export interface CompetitorApi {
  /** Loads the network; the answer names the adapter. */
  start(request: CompetitorStart): { readonly adapter: string };
  /**
   * One tile [height, width, channels], host memory to host memory. Engines that do the same work
   * give the same result: foreground probability [outputHeight, outputWidth] of inference, the loss
   * [1] before a training step.
   */
  run(request: { readonly pixels: Float32Array<ArrayBuffer> }): {
    readonly result: Float32Array<ArrayBuffer>;
  };
}

/** What an engine runs, and where. */
export interface CompetitorStart {
  readonly task: 'inference' | 'training';
  readonly backend: 'webgpu' | 'wasm';
  /** Threads, where the engine has any. */
  readonly threads: number;
  /** Absolute address of the network's `model.json`. */
  readonly modelUrl: string;
  /** Absolute address of the same network as ONNX, fixed to this tile. */
  readonly onnxUrl: string;
  /** Input edge of the square tile in px. */
  readonly edge: number;
}
