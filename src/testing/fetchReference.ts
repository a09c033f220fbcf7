import { readSafetensors, type SafetensorsTensor } from '#formats/safetensors/readSafetensors.ts';

/** True when the test server can read the folder of reference data. */
export async function hasReference(): Promise<boolean> {
  const response = await fetch('/shared/reference/sizes.json');
  return response.ok && (response.headers.get('content-type') ?? '').includes('json');
}

/** Tensors by name of a `.safetensors` file of the reference data. */
export async function fetchReference(path: string): Promise<ReadonlyMap<string, SafetensorsTensor>> {
  const response = await fetch(`/shared/${path}`);
  return readSafetensors(new Uint8Array(await response.arrayBuffer())).tensors;
}
