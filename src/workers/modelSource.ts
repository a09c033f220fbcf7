import type { UnetSpec } from '#domain/model/modelCard.ts';

/** Where an engine worker gets a network from. */
export type ModelSource =
  | {
      readonly kind: 'url';
      /** Absolute URL of `model.json`; the weight files lie beside it. */
      readonly modelUrl: string;
    }
  | {
      readonly kind: 'weights';
      readonly network: UnetSpec;
      /** In the order of `weightShapes`. */
      readonly values: Float32Array<ArrayBuffer>;
    };

/** A model that engine workers can load; equal keys mean equal weights. */
export interface LoadableModel {
  readonly key: string;
  /** Called only when a worker has not loaded the key yet. @throws `not-found`, `corrupt-file` */
  readonly source: () => Promise<ModelSource>;
}

/** A model that lies at an address. */
export function modelAt(modelUrl: string): LoadableModel {
  return { key: modelUrl, source: () => Promise.resolve({ kind: 'url', modelUrl }) };
}
