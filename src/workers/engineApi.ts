import type { BackendName, EngineInfo } from '#domain/model/engineInfo.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { ModelSource } from '#workers/modelSource.ts';

/** What an engine worker offers: one tfjs backend, one network. Types only. */
export interface EngineApi {
  /** @throws `backend-unavailable` with the reason in plain words */
  start(request: { readonly backend: BackendName }): EngineInfo;
  /**
   * Puts the weights of a network on the device, fetched from a tfjs-layers model or as given.
   * @throws `not-found` when a file is missing or the connection broke, `bad-model` when it is no
   *   U-Net, sizes disagree or a fetched weight is not finite
   */
  loadModel(request: { readonly source: ModelSource }): {
    readonly network: UnetSpec;
    readonly parameterCount: number;
  };
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
