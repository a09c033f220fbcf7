import type { TensorInfo } from '@tensorflow/tfjs';
import {
  componentsOf,
  type GpuProgram,
  lanesOf,
  shape4,
  typeOf,
  unroll,
} from '#engine/kernels/webgpu/gpuProgram.ts';

/** Input pixels of a thread, side by side. */
const COLUMNS = 8;

/**
 * 2×2 up-convolution of stride 2 plus bias, then ReLU. The four output pixels of an input pixel do
 * not overlap: each thread computes one of them for a row of input pixels.
 *
 * @param x [batch, height, width, in]
 * @param kernel [2, 2, in, out]
 * @param bias [out]
 * @returns [batch, 2 · height, 2 · width, out]
 */
export function upconvolutionRelu(x: TensorInfo, kernel: TensorInfo, bias: TensorInfo): GpuProgram {
  const [batch, height, width, inFeatures] = shape4(x);
  const outFeatures = shape4(kernel)[3];
  const components = componentsOf(outFeatures);
  const inComponents = componentsOf(inFeatures);
  return {
    key: `upconvolutionRelu_${inComponents}_${components}`,
    code: () => upconvolutionCode(lanesOf(inComponents), typeOf(components), components),
    inputs: [
      { name: 'x', tensor: x, components: inComponents },
      { name: 'kernel', tensor: kernel, components },
      { name: 'bias', tensor: bias, components },
    ],
    outputShape: [batch, 2 * height, 2 * width, outFeatures],
    outputComponents: components,
    threadCount: batch * height * Math.ceil(width / COLUMNS) * 4 * (outFeatures / components),
  };
}

function upconvolutionCode(lanes: readonly string[], type: string, components: number): string {
  return `fn main(index : i32) {
    let height = uniforms.xShape[1]; let width = uniforms.xShape[2];
    let depth = uniforms.xShape[3] / ${lanes.length};
    let outDepth = uniforms.outShape[3] / ${components};
    let columnBlocks = (width + ${COLUMNS - 1}) / ${COLUMNS};
    let block = index % outDepth;
    let corner = (index / outDepth) % 4;
    let column = ((index / (4 * outDepth)) % columnBlocks) * ${COLUMNS};
    let line = index / (4 * outDepth * columnBlocks);
    if (line >= uniforms.xShape[0] * height) { return; }
    let start = (line * width + column) * depth;
    ${unroll(COLUMNS, (c) => `var sum${c} = bias[block];`)}
    for (var k = 0; k < depth; k++) {
      ${unroll(COLUMNS, (c) => `let x${c} = x[start + ${c} * depth + k];`)}
      ${unroll(lanes.length, (lane) => {
        const at = `((corner * depth + k) * ${lanes.length} + ${lane}) * outDepth + block`;
        const sums = unroll(COLUMNS, (c) => `sum${c} += x${c}${lanes[lane]} * w;`);
        return `{ let w = kernel[${at}]; ${sums} }`;
      })}
    }
    let outRow = 2 * line + corner / 2;
    let outColumn = 2 * column + corner % 2;
    let end = (outRow * 2 * width + outColumn) * outDepth + block;
    ${unroll(COLUMNS, (c) => {
      const value = `max(sum${c}, ${type}())`;
      return `if (column + ${c} < width) { result[end + ${2 * c} * outDepth] = ${value}; }`;
    })}
  }`;
}
