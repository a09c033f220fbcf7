import { unzipSync } from 'fflate';
import * as ort from 'onnxruntime-web';
import { parse } from 'yaml';
import type { ModelDescription } from '#formats/bioimageio/descriptionSchema.ts';

/** An array as a `.npy` file holds it. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A package of bioimage.io, taken apart by other libraries than those that wrote it. */
export interface OpenedPackage {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly description: ModelDescription;
  readonly input: NpyArray;
  readonly output: NpyArray;
}

/** Unpacks a package; its description is read as YAML. */
export function openPackage(zip: Uint8Array): OpenedPackage {
  const files = unzipSync(zip);
  const description = parse(new TextDecoder().decode(files['rdf.yaml'])) as ModelDescription;
  const tensor = (source: string | undefined) => readNpy(files[source ?? ''] as Uint8Array);
  return {
    files,
    description,
    input: tensor(description.inputs[0]?.test_tensor?.source),
    output: tensor(description.outputs[0]?.test_tensor?.source),
  };
}

/** What onnxruntime makes of the test input, by nothing but the description. */
export async function runPackage({ files, description, input }: OpenedPackage): Promise<NpyArray> {
  const onnx = files[description.weights.onnx?.source ?? ''] as Uint8Array;
  const session = await ort.InferenceSession.create(onnx, { executionProviders: ['wasm'] });
  const [name = ''] = session.inputNames;
  const feed = new ort.Tensor('float32', preprocess(description, input.data), input.shape);
  const results = await session.run({ [name]: feed });
  const output = results[session.outputNames[0] ?? ''] as ort.TypedTensor<'float32'>;
  await session.release();
  return { shape: output.dims, data: output.data };
}

/** The steps before the network, as the text of the specification gives them; one sample. */
export function preprocess({ inputs }: ModelDescription, values: Float32Array): Float32Array {
  let tensor = Float64Array.from(values);
  for (const { id, kwargs } of inputs[0]?.preprocessing ?? []) {
    if (id === 'scale_range') {
      const low = percentile(tensor, kwargs.min_percentile);
      const high = percentile(tensor, kwargs.max_percentile);
      tensor = tensor.map((value) => (value - low) / (high - low + (kwargs.eps ?? 1e-6)));
    } else if (id === 'clip') {
      const { min, max } = kwargs;
      tensor = tensor.map((value) => Math.min(max ?? Infinity, Math.max(min ?? -Infinity, value)));
    } else if (id === 'scale_linear') {
      tensor = tensor.map((value) => value * kwargs.gain + kwargs.offset);
    } else throw new Error(`The test knows no step ${id}.`);
  }
  return Float32Array.from(tensor);
}

function percentile(values: Float64Array, percent: number): number {
  const sorted = values.slice().sort();
  const position = (percent / 100) * (sorted.length - 1);
  const rank = Math.floor(position);
  const lower = sorted[rank] as number;
  return lower + (position - rank) * ((sorted[rank + 1] ?? lower) - lower);
}

function readNpy(bytes: Uint8Array): NpyArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const start = 10 + view.getUint16(8, true);
  const header = new TextDecoder().decode(bytes.subarray(10, start));
  const shape = [...(/'shape': \(([^)]*)\)/.exec(header)?.[1] ?? '').matchAll(/\d+/g)].map(Number);
  if (!header.includes("'descr': '<f4'")) throw new Error(`The test reads no ${header}`);
  return { shape, data: new Float32Array(bytes.slice(start).buffer) };
}
