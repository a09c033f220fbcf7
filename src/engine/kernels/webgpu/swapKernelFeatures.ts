import type { TensorInfo } from '@tensorflow/tfjs';
import { type GpuProgram, shape4 } from '#engine/kernels/webgpu/gpuProgram.ts';

/**
 * A kernel with its feature axes exchanged: [edge, edge, a, b] → [edge, edge, b, a].
 *
 * @param isFlipped also turned by 180° in the plane, as the gradient by a convolution's input needs
 */
export function swapKernelFeatures(kernel: TensorInfo, isFlipped: boolean): GpuProgram {
  const [height, width, rows, columns] = shape4(kernel);
  const lastTap = height * width - 1;
  return {
    key: `swapKernelFeatures_${lastTap}_${isFlipped}`,
    code: () => `fn main(index : i32) {
      let rows = uniforms.outShape[3]; let columns = uniforms.outShape[2];
      let tap = index / (rows * columns);
      let column = (index / rows) % columns;
      let row = index % rows;
      if (tap > ${lastTap}) { return; }
      let source = ${isFlipped ? `${lastTap} - tap` : 'tap'};
      result[index] = kernel[(source * rows + row) * columns + column];
    }`,
    inputs: [{ name: 'kernel', tensor: kernel, components: 1 }],
    outputShape: [height, width, columns, rows],
    outputComponents: 1,
    threadCount: height * width * rows * columns,
  };
}
