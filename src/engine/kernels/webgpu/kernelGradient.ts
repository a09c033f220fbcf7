import type { TensorInfo } from '@tensorflow/tfjs';
import {
  componentsOf,
  type GpuProgram,
  lanesOf,
  neighboursIn,
  shape4,
  typeOf,
  unroll,
} from '#engine/kernels/webgpu/gpuProgram.ts';

/*
 * Every weight's gradient is a sum over all pixels: few weights, many pixels. One thread per weight,
 * as tfjs has it, leaves a GPU idle in the first layers. Here the rows of pixels are split among
 * threads; each keeps partial sums of a kernel row of weights in registers, and a second program
 * adds the parts in a fixed order, so that results repeat bit for bit. Neighbouring threads form
 * tiles of up to 8 × 8 features, whose pixels they read from the cache.
 */

/** A convolution without padding and the gradient of its result. */
export interface KernelGradient {
  /** [batch, inHeight, inWidth, in] */
  readonly x: TensorInfo;
  /** [batch, height, width, out] */
  readonly gradient: TensorInfo;
  /** Of the kernel. */
  readonly edge: number;
  readonly stride: 1 | 2;
}

/** Keeps a large GPU busy; more only cost memory for partial sums. */
const THREADS_WANTED = 32_768;
/** With fewer, writing a partial sum would cost more than computing it. */
const MIN_PIXELS_PER_PART = 64;

/** Partial sums over stretches of rows: [parts, edge · edge, in, out]. */
export function kernelGradientParts(request: KernelGradient): GpuProgram {
  const { x, gradient, edge, stride } = request;
  const [batch, height, width, outFeatures] = shape4(gradient);
  const inFeatures = shape4(x)[3];
  const { inComponents, outComponents, vectors } = layoutOf(inFeatures, outFeatures);
  const threadsPerPart =
    edge * (inFeatures / inComponents) * (outFeatures / (outComponents * vectors));
  const rows = batch * height;
  const partsWanted = Math.min(
    Math.ceil(THREADS_WANTED / threadsPerPart),
    Math.floor((rows * width) / MIN_PIXELS_PER_PART),
  );
  const rowsPerPart = Math.ceil(rows / Math.min(rows, Math.max(1, partsWanted)));
  const partCount = Math.ceil(rows / rowsPerPart);
  return {
    key: ['kernelGradient', edge, stride, inComponents, outComponents, vectors].join('_'),
    code: () => kernelGradientCode(request),
    inputs: [
      { name: 'x', tensor: x, components: inComponents },
      { name: 'gradient', tensor: gradient, components: outComponents },
    ],
    outputShape: [partCount, edge * edge, inFeatures, outFeatures],
    outputComponents: outComponents,
    integers: {
      rowsPerPart,
      outNeighbours: neighboursIn(outFeatures / (outComponents * vectors)),
      inNeighbours: neighboursIn(inFeatures / inComponents),
    },
    threadCount: threadsPerPart * partCount,
  };
}

/** A result in single values has its inputs so, too. */
function layoutOf(inFeatures: number, outFeatures: number) {
  const outComponents = componentsOf(outFeatures);
  const inComponents = outComponents === 4 ? componentsOf(inFeatures) : 1;
  return { inComponents, outComponents, vectors: outFeatures % 8 === 0 ? 2 : 1 } as const;
}

function kernelGradientCode({ x, gradient, edge, stride }: KernelGradient): string {
  const { inComponents, outComponents, vectors } = layoutOf(shape4(x)[3], shape4(gradient)[3]);
  const lanes = lanesOf(inComponents);
  const each = (code: (column: number, lane: number, vector: number) => string) =>
    unroll(edge, (c) => unroll(lanes.length, (lane) => unroll(vectors, (v) => code(c, lane, v))));
  return `fn main(index : i32) {
    let height = uniforms.gradientShape[1]; let width = uniforms.gradientShape[2];
    let inHeight = uniforms.xShape[1]; let inWidth = uniforms.xShape[2];
    let inFeatures = uniforms.xShape[3];
    let depth = inFeatures / ${inComponents};
    let outDepth = uniforms.gradientShape[3] / ${outComponents};
    let blocks = outDepth / ${vectors};
    let tileWidth = uniforms.outNeighbours; let tileHeight = uniforms.inNeighbours;
    let tile = index / (tileWidth * tileHeight);
    let block = (tile % (blocks / tileWidth) * tileWidth + index % tileWidth) * ${vectors};
    let kTile = tile / (blocks / tileWidth) % (depth / tileHeight);
    let k = kTile * tileHeight + index / tileWidth % tileHeight;
    let kernelRow = (index / (blocks * depth)) % ${edge};
    let part = index / (blocks * depth * ${edge});
    if (part >= uniforms.outShape[0]) { return; }
    ${each((c, lane, v) => `var sum${c}_${lane}_${v} = ${typeOf(outComponents)}();`)}
    let lastRow = min((part + 1) * uniforms.rowsPerPart, uniforms.gradientShape[0] * height);
    for (var row = part * uniforms.rowsPerPart; row < lastRow; row++) {
      let inRow = (row / height) * inHeight + (row % height) * ${stride} + kernelRow;
      let start = inRow * inWidth * depth + k;
      let gradientStart = row * width * outDepth + block;
      for (var column = 0; column < width; column++) {
        ${unroll(edge, (c) => `let x${c} = x[start + (column * ${stride} + ${c}) * depth];`)}
        ${unroll(vectors, (v) => `let g${v} = gradient[gradientStart + column * outDepth + ${v}];`)}
        ${each((c, lane, v) => `sum${c}_${lane}_${v} += x${c}${lanes[lane]} * g${v};`)}
      }
    }
    let tap = (part * ${edge} + kernelRow) * ${edge};
    ${each((c, lane, v) => {
      const at = `((tap + ${c}) * inFeatures + k * ${inComponents} + ${lane}) * outDepth + block + ${v}`;
      return `result[${at}] = sum${c}_${lane}_${v};`;
    })}
  }`;
}
