import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';

/** A named array of 32-bit floats. */
export interface ReferenceTensor {
  readonly shape: number[];
  readonly data: Float32Array;
}

/** True when the test server can read the folder of reference data. */
export async function hasReference(): Promise<boolean> {
  const response = await fetch('/shared/reference/sizes.json');
  return response.ok && (response.headers.get('content-type') ?? '').includes('json');
}

/** Tensors by name of a `.safetensors` file of the reference data. */
export async function fetchReference(path: string): Promise<ReadonlyMap<string, ReferenceTensor>> {
  const response = await fetch(`/shared/${path}`);
  const { tensors } = readSafetensors(new Uint8Array(await response.arrayBuffer()));
  return new Map(
    [...tensors].map(([name, { shape, data }]) => [
      name,
      { shape: [...shape], data: Float32Array.from(data as Float32Array) },
    ]),
  );
}
