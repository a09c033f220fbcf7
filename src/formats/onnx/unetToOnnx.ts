import type { UnetSpec } from '#domain/model/modelCard.ts';
import { weightShapes } from '#domain/model/weights.ts';
import { onnxShape, toOnnxOrder } from '#formats/onnx/kernelOrder.ts';
import { type OnnxNotes, type OnnxTensor, writeOnnx } from '#formats/onnx/onnxModel.ts';
import { type OnnxForm, unetGraph } from '#formats/onnx/unetGraph.ts';

/**
 * A network as an ONNX file, for other engines to run.
 *
 * Its input `image` are normalised intensities of a tile whose size is valid for the depth; its
 * outputs cover the tile's centre.
 *
 * @param weights all weights in the order of `weightShapes(spec)`
 * @throws AppError `shape-mismatch` when the network has no tile of the form's size
 */
export function unetToOnnx(
  { spec, weights }: { readonly spec: UnetSpec; readonly weights: Float32Array },
  form: OnnxForm,
  notes: OnnxNotes = { description: '', metadata: {} },
): Uint8Array<ArrayBuffer> {
  const graph = unetGraph(spec, form);
  const tensors = weightShapes(spec).map(({ name, shape, offset, length }): OnnxTensor => {
    const data = weights.subarray(offset, offset + length);
    return {
      name,
      shape: onnxShape(shape),
      data: shape.length === 4 ? toOnnxOrder(data, shape) : data,
    };
  });
  return writeOnnx({ ...graph, constants: [...tensors, ...graph.constants] }, notes);
}
