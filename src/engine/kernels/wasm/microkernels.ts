import { assemble } from '#engine/kernels/wasm/assembler.ts';
import { convolutionLoop } from '#engine/kernels/wasm/convolutionLoop.ts';
import { kernelGradientLoop } from '#engine/kernels/wasm/kernelGradientLoop.ts';
import { maskLoop, poolGradientLoop } from '#engine/kernels/wasm/mapLoops.ts';
import {
  fusedMultiplyAdd,
  type MultiplyAdd,
  separateMultiplyAdd,
} from '#engine/kernels/wasm/multiplyAdd.ts';

/*
 * The one insight: in [height, width, features] order, the three pixels that a row of a 3×3 kernel
 * reads lie side by side, so a convolution is three dot products of 3 · features numbers, with no
 * copying. Twelve vectors of sums fit the processor's sixteen registers, and every number loaded
 * takes part in several multiplications. Written out as bytes, the loops need no compiler.
 */

/** Pixels that the main convolution loop works on at once. */
export const PIXEL_BLOCK = 6;
/** Floats of a kernel's row whose gradients are summed at once. */
export const FLOAT_BLOCK = 6;

/** The loops by name: `convolve{pixels}x{vectors}`, `kernelGradient{floats}x{vectors}`, `mask`, `poolGradient`. */
export type Microkernels = Readonly<Record<string, (...parameters: number[]) => void>>;

/**
 * The loops on a WASM memory; `null` where the browser has no vectors of floats (SIMD).
 *
 * @param choices the first that the browser has is taken
 */
export function instantiateMicrokernels(
  memory: WebAssembly.Memory,
  choices: readonly MultiplyAdd[] = [fusedMultiplyAdd, separateMultiplyAdd],
): Microkernels | null {
  for (const multiplyAdd of choices) {
    const bytes = assemble([
      maskLoop(),
      poolGradientLoop(),
      ...[1, 2].flatMap((vectors) => [
        convolutionLoop(PIXEL_BLOCK, vectors, multiplyAdd),
        convolutionLoop(1, vectors, multiplyAdd),
        kernelGradientLoop(FLOAT_BLOCK, vectors, multiplyAdd),
        kernelGradientLoop(3, vectors, multiplyAdd),
      ]),
    ]);
    if (WebAssembly.validate(bytes)) {
      const module = new WebAssembly.Module(bytes);
      const { exports } = new WebAssembly.Instance(module, { env: { memory } });
      return exports as Microkernels;
    }
  }
  return null;
}
