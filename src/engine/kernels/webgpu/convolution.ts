import type { TensorInfo } from '@tensorflow/tfjs';
import {
  componentsOf,
  type GpuProgram,
  GROUP_SIZE,
  lanesOf,
  neighboursIn,
  shape4,
  typeOf,
  unroll,
} from '#engine/kernels/webgpu/gpuProgram.ts';

/*
 * A thread computes a block of neighbouring pixels of four features and keeps all of it in named
 * registers: every value it loads serves several products, so neither shared memory nor barriers
 * are needed. A workgroup takes 8 blocks of features of 8 blocks of pixels, so that both the pixels
 * and the weights that it reads serve 8 threads from the cache.
 */

/** A convolution of [batch, height, width, in] maps. */
export interface Convolution {
  readonly x: TensorInfo;
  /** [edge, edge, in, out] */
  readonly kernel: TensorInfo;
  /** [out] */
  readonly bias: TensorInfo | null;
  readonly isRelu: boolean;
  /** Zeros around `x`, in px per side. */
  readonly paddingPx: number;
  readonly stride: 1 | 2;
}

/** Pixels of a thread; more need fewer loads per product, but more registers and code. */
const ROWS = 2;
const COLUMNS = 4;

/** [batch, height, width, out] of the convolution's result. */
export function convolution(request: Convolution): GpuProgram {
  const { x, kernel, bias } = request;
  const outputShape = convolutionShape(request);
  const [batch, height, width, outFeatures] = outputShape;
  const outComponents = componentsOf(outFeatures);
  const inComponents = componentsOf(shape4(x)[3]);
  const outDepth = outFeatures / outComponents;
  const neighbours = neighboursIn(outDepth);
  const perGroup = GROUP_SIZE / neighbours;
  const pixelBlocks = batch * Math.ceil(height / ROWS) * Math.ceil(width / COLUMNS);
  return {
    key: [
      'convolution',
      shape4(kernel)[0],
      request.stride,
      request.paddingPx,
      inComponents,
      outComponents,
      bias !== null,
      request.isRelu,
    ].join('_'),
    code: () => convolutionCode(request),
    inputs: [
      { name: 'x', tensor: x, components: inComponents },
      { name: 'kernel', tensor: kernel, components: outComponents },
      ...(bias ? [{ name: 'bias', tensor: bias, components: outComponents }] : []),
    ],
    outputShape,
    outputComponents: outComponents,
    integers: { neighbours },
    threadCount: Math.ceil(pixelBlocks / perGroup) * perGroup * outDepth,
  };
}

function convolutionShape({ x, kernel, paddingPx, stride }: Convolution) {
  const [batch, height, width] = shape4(x);
  const [edge, , , outFeatures] = shape4(kernel);
  const outEdge = (inEdge: number) => Math.floor((inEdge + 2 * paddingPx - edge) / stride) + 1;
  return [batch, outEdge(height), outEdge(width), outFeatures] as const;
}

function convolutionCode(request: Convolution): string {
  const { kernel, bias, isRelu, paddingPx, stride } = request;
  const [edge, , inFeatures, outFeatures] = shape4(kernel);
  const lanes = lanesOf(componentsOf(inFeatures));
  const outComponents = componentsOf(outFeatures);
  const type = typeOf(outComponents);
  const eachPixel = (code: (row: number, column: number) => string) =>
    unroll(ROWS, (row) => unroll(COLUMNS, (column) => code(row, column)));
  const product = (row: number, column: number) =>
    unroll(lanes.length, (lane) => {
      const sums = eachPixel((r, c) => {
        const value = `x${stride * r + row}_${stride * c + column}${lanes[lane]}`;
        return `sum${r}_${c} += ${value} * w;`;
      });
      const at = `((${row * edge + column} * depth + k) * ${lanes.length} + ${lane}) * outDepth + block`;
      return `{ let w = kernel[${at}]; ${sums} }`;
    });
  return `fn main(index : i32) {
    let inHeight = uniforms.xShape[1]; let inWidth = uniforms.xShape[2];
    let outHeight = uniforms.outShape[1]; let outWidth = uniforms.outShape[2];
    let depth = uniforms.xShape[3] / ${lanes.length};
    let outDepth = uniforms.outShape[3] / ${outComponents};
    let columnBlocks = (outWidth + ${COLUMNS - 1}) / ${COLUMNS};
    let rowBlocks = (outHeight + ${ROWS - 1}) / ${ROWS};
    let group = index / ${GROUP_SIZE};
    let tiles = outDepth / uniforms.neighbours;
    let block = (group % tiles) * uniforms.neighbours + index % uniforms.neighbours;
    let pixels = (group / tiles * ${GROUP_SIZE} + index % ${GROUP_SIZE}) / uniforms.neighbours;
    let outColumn = (pixels % columnBlocks) * ${COLUMNS};
    let outRow = ((pixels / columnBlocks) % rowBlocks) * ${ROWS};
    let image = pixels / (columnBlocks * rowBlocks);
    if (image >= uniforms.outShape[0]) { return; }
    let row = outRow * ${stride} - ${paddingPx};
    let column = outColumn * ${stride} - ${paddingPx};
    let start = ((image * inHeight + row) * inWidth + column) * depth;
    ${eachPixel((r, c) => `var sum${r}_${c} = ${bias ? 'bias[block]' : `${type}()`};`)}
    ${paddedAddresses(request)}
    for (var k = 0; k < depth; k++) {
      ${loads(request)}
      ${unroll(edge, (r) => unroll(edge, (c) => product(r, c)))}
    }
    let end = ((image * outHeight + outRow) * outWidth + outColumn) * outDepth + block;
    ${eachPixel((r, c) => {
      const value = isRelu ? `max(sum${r}_${c}, ${type}())` : `sum${r}_${c}`;
      return `if (outRow + ${r} < outHeight && outColumn + ${c} < outWidth) {
        result[end + (${r} * outWidth + ${c}) * outDepth] = ${value};
      }`;
    })}
  }`;
}

/** All pixels that a thread's block depends on. */
function loads({ kernel, paddingPx, stride }: Convolution): string {
  return eachInput(shape4(kernel)[0], stride, (r, c) => {
    if (paddingPx === 0) return `let x${r}_${c} = x[start + (${r} * inWidth + ${c}) * depth + k];`;
    return `let x${r}_${c} = x[row${r} + column${c} + k] * (isRow${r} * isColumn${c});`;
  });
}

/** Where padded rows and columns are read, and a factor of 0 for those outside of the map. */
function paddedAddresses({ kernel, paddingPx, stride }: Convolution): string {
  if (paddingPx === 0) return '';
  const [edge] = shape4(kernel);
  const rows = unroll(stride * (ROWS - 1) + edge, (r) => {
    const inside = `clamp(row + ${r}, 0, inHeight - 1)`;
    return `let row${r} = (image * inHeight + ${inside}) * inWidth * depth;
      let isRow${r} = f32(row + ${r} == ${inside});`;
  });
  const columns = unroll(stride * (COLUMNS - 1) + edge, (c) => {
    const inside = `clamp(column + ${c}, 0, inWidth - 1)`;
    return `let column${c} = ${inside} * depth; let isColumn${c} = f32(column + ${c} == ${inside});`;
  });
  return rows + columns;
}

function eachInput(edge: number, stride: number, code: (row: number, column: number) => string) {
  return unroll(stride * (ROWS - 1) + edge, (r) =>
    unroll(stride * (COLUMNS - 1) + edge, (c) => code(r, c)),
  );
}
