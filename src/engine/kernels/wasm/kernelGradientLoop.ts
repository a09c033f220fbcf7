import { type Code, op, type WasmFunction } from '#engine/kernels/wasm/assembler.ts';
import { countUpTo, type MultiplyAdd } from '#engine/kernels/wasm/multiplyAdd.ts';

const FLOAT_BYTES = 4;
const VECTOR_BYTES = 16;

/** Parameters of the function, then its locals, by number. */
const X = 0;
const DY = 1;
const DW = 2;
const BLOCKS = 3;
const HEIGHT = 4;
const WIDTH = 5;
const X_BYTES = 6;
const DY_BYTES = 7;
const X_SKIP = 8;
const DW_BYTES = 9;
const ROW = 10;
const COLUMN = 11;
const X_AT = 12;
const DY_AT = 13;
const DW_AT = 14;
const SPLAT = 15;
const GRADIENT = 16;

/** Code for each sum, with the address of its place in the kernel gradient in `DW_AT`. */
function eachSum(
  floats: number,
  vectors: number,
  code: (sum: number, offset: number) => Code,
): Code {
  return [
    ...[...op.get(DW), ...op.set(DW_AT)],
    ...countUpTo(floats).flatMap((k) => [
      ...countUpTo(vectors).flatMap((v) =>
        code(GRADIENT + vectors + k * vectors + v, v * VECTOR_BYTES),
      ),
      ...op.advance(DW_AT, op.get(DW_BYTES)),
    ]),
  ];
}

/** Adds one pixel's products to all sums, and goes on to the next pixel. */
function onePixel(floats: number, vectors: number, multiplyAdd: MultiplyAdd): Code {
  return [
    ...countUpTo(vectors).flatMap((v) => [
      ...op.get(DY_AT),
      ...op.loadVector(v * VECTOR_BYTES),
      ...op.set(GRADIENT + v),
    ]),
    ...countUpTo(floats).flatMap((k) => [
      ...op.get(X_AT),
      ...op.loadSplat(k * FLOAT_BYTES),
      ...op.set(SPLAT),
      ...countUpTo(vectors).flatMap((v) =>
        multiplyAdd(GRADIENT + vectors + k * vectors + v, [
          ...op.get(SPLAT),
          ...op.get(GRADIENT + v),
        ]),
      ),
    ]),
    ...op.advance(X_AT, op.get(X_BYTES)),
    ...op.advance(DY_AT, op.get(DY_BYTES)),
  ];
}

/**
 * Adds to the gradient of one row of a kernel what some rows of pixels give: for each of the kernel
 * row's floats k, `vectors` · 4 sums over the pixels of x[k] · gradient.
 *
 * Parameters: x; gradient dy; kernel gradient dw; blocks (of `floats` floats k); height and width of
 * the pixels; bytes of x and of dy from pixel to pixel; bytes of x from the end of a row to the next
 * (dy has no gaps); bytes of dw from float to float.
 */
export function kernelGradientLoop(
  floats: number,
  vectors: number,
  multiplyAdd: MultiplyAdd,
): WasmFunction {
  return {
    name: `kernelGradient${floats}x${vectors}`,
    parameters: countUpTo(ROW).map(() => 'i32' as const),
    locals: [
      ...countUpTo(SPLAT - ROW).map(() => 'i32' as const),
      ...countUpTo(1 + vectors + floats * vectors).map(() => 'v128' as const),
    ],
    body: op.countDown(BLOCKS, [
      ...eachSum(floats, vectors, (sum, offset) => [
        ...op.get(DW_AT),
        ...op.loadVector(offset),
        ...op.set(sum),
      ]),
      ...[...op.get(X), ...op.set(X_AT), ...op.get(DY), ...op.set(DY_AT)],
      ...[...op.get(HEIGHT), ...op.set(ROW)],
      ...op.countDown(ROW, [
        ...[...op.get(WIDTH), ...op.set(COLUMN)],
        ...op.countDown(COLUMN, onePixel(floats, vectors, multiplyAdd)),
        ...op.advance(X_AT, op.get(X_SKIP)),
      ]),
      ...eachSum(floats, vectors, (sum, offset) => [
        ...op.get(DW_AT),
        ...op.get(sum),
        ...op.storeVector(offset),
      ]),
      ...op.advance(X, op.constant(floats * FLOAT_BYTES)),
      ...[...op.get(DW_AT), ...op.set(DW)],
    ]),
  };
}
