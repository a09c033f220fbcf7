import { type Code, op, type WasmFunction } from '#engine/kernels/wasm/assembler.ts';
import { countUpTo } from '#engine/kernels/wasm/multiplyAdd.ts';

const VECTOR_BYTES = 16;

/**
 * Keeps a gradient where an activated map is above 0.
 *
 * Parameters: gradient, map, result, vectors of four floats.
 */
export function maskLoop(): WasmFunction {
  const [gradient, map, result, count, zero] = [0, 1, 2, 3, 4];
  return {
    name: 'mask',
    parameters: countUpTo(4).map(() => 'i32' as const),
    locals: ['v128'],
    body: op.countDown(count, [
      ...op.get(result),
      ...[...op.get(gradient), ...op.loadVector(0)],
      ...[...op.get(map), ...op.loadVector(0), ...op.get(zero), ...op.isGreater],
      ...op.and,
      ...op.storeVector(0),
      ...[gradient, map, result].flatMap((at) => op.advance(at, op.constant(VECTOR_BYTES))),
    ]),
  };
}

/**
 * Hands the gradient of each 2×2 block of two rows to the first of its largest inputs.
 *
 * Parameters: gradient; x and result (the upper row); blocks; vectors of four floats in a pixel;
 * bytes of a pixel; bytes of a row.
 */
export function poolGradientLoop(): WasmFunction {
  const [gradient, x, result, blocks, vectors, pixelBytes, rowBytes] = [0, 1, 2, 3, 4, 5, 6];
  const [count, largest, free, value] = [7, 8, 9, 10];
  /** Address of one of the block's four pixels, in reading order. */
  const pixel = (base: number, index: number): Code => [
    ...op.get(base),
    ...(index % 2 === 1 ? [...op.get(pixelBytes), ...op.add] : []),
    ...(index >= 2 ? [...op.get(rowBytes), ...op.add] : []),
  ];
  const load = (index: number): Code => [...pixel(x, index), ...op.loadVector(0)];
  const four = countUpTo(4);
  const oneVector: Code = [
    ...load(0),
    ...[1, 2, 3].flatMap((index) => [...load(index), ...op.maximum]),
    ...op.set(largest),
    // Every lane is free until its first largest input is found.
    ...[...op.get(largest), ...op.get(largest), ...op.isEqual, ...op.set(free)],
    ...four.flatMap((index) => [
      ...[...load(index), ...op.get(largest), ...op.isEqual],
      ...[...op.get(free), ...op.and, ...op.set(value)],
      ...pixel(result, index),
      ...[...op.get(gradient), ...op.loadVector(0), ...op.get(value), ...op.and],
      ...op.storeVector(0),
      ...[...op.get(free), ...op.get(value), ...op.andNot, ...op.set(free)],
    ]),
    ...[gradient, x, result].flatMap((at) => op.advance(at, op.constant(VECTOR_BYTES))),
  ];
  return {
    name: 'poolGradient',
    parameters: countUpTo(7).map(() => 'i32' as const),
    locals: ['i32', 'v128', 'v128', 'v128'],
    body: op.countDown(blocks, [
      ...[...op.get(vectors), ...op.set(count)],
      ...op.countDown(count, oneVector),
      ...op.advance(x, op.get(pixelBytes)),
      ...op.advance(result, op.get(pixelBytes)),
    ]),
  };
}
