import type { UnetSpec } from '#domain/model/modelCard.ts';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** What an engine worker offers: one tfjs backend, one network. Types only. */
export interface EngineApi {
  /** @throws `backend-unavailable` with the reason in plain words */
  start(request: { readonly backend: BackendName }): EngineInfo;
  /**
   * Weights as one buffer in the order of `weightNames(spec)`.
   * @throws `bad-model` when sizes disagree or a weight is not finite
   */
  loadModel(request: {
    readonly network: UnetSpec;
    readonly weights: Float32Array<ArrayBuffer>;
  }): { readonly parameterCount: number };
  /**
   * Foreground probability (1 − softmax of class 0) of the tile's valid centre.
   * @throws `wrong-result` when the GPU reported an error while the tile ran, `device-lost`,
   *   `out-of-memory`
   */
  predictTile(request: {
    /** [height, width, channels], normalised */
    readonly pixels: Float32Array<ArrayBuffer>;
    readonly width: number;
    readonly height: number;
    /** Average over the 8 rotations and mirrors of the tile. */
    readonly averageSymmetries: boolean;
  }): {
    /** [outputHeight, outputWidth], 0…1 */
    readonly probability: Float32Array<ArrayBuffer>;
  };
}

export interface EngineInfo {
  readonly backend: BackendName;
  /** Name of the GPU adapter, or of the instruction set on WASM. */
  readonly adapter: string;
  /** True for software rasterisers that only pretend to be a GPU. */
  readonly isSoftware: boolean;
  /** Largest single buffer in bytes; `null` where there is no fixed limit. */
  readonly maxBufferBytes: number | null;
}
