/**
 * A convolution kernel in the order of ONNX.
 *
 * @param shape [kernelHeight, kernelWidth, c, d], as in `weightShapes`
 * @returns [d, c, kernelHeight, kernelWidth]
 */
export function toOnnxOrder(data: Float32Array, shape: readonly number[]): Float32Array {
  return reordered(data, shape, (moved, ours, onnx) => {
    moved[onnx] = data[ours] as number;
  });
}

/**
 * Undoes `toOnnxOrder`.
 *
 * @param data [d, c, kernelHeight, kernelWidth]
 * @param shape of the result: [kernelHeight, kernelWidth, c, d]
 */
export function fromOnnxOrder(data: Float32Array, shape: readonly number[]): Float32Array {
  return reordered(data, shape, (moved, ours, onnx) => {
    moved[ours] = data[onnx] as number;
  });
}

/** The shape of a weight in an ONNX file: kernels turned round, biases as they are. */
export function onnxShape(shape: readonly number[]): readonly number[] {
  const [height = 1, width = 1, third = 1, fourth = 1] = shape;
  return shape.length === 4 ? [fourth, third, height, width] : shape;
}

function reordered(
  data: Float32Array,
  [height = 0, width = 0, third = 0, fourth = 0]: readonly number[],
  move: (moved: Float32Array, ours: number, onnx: number) => void,
): Float32Array {
  const area = height * width;
  const moved = new Float32Array(data.length);
  for (let position = 0; position < area; position++) {
    for (let c = 0; c < third; c++) {
      for (let d = 0; d < fourth; d++) {
        move(moved, (position * third + c) * fourth + d, (d * third + c) * area + position);
      }
    }
  }
  return moved;
}
