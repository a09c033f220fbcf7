import { type Code, op, type WasmFunction } from '#engine/kernels/wasm/assembler.ts';
import { countUpTo, type MultiplyAdd } from '#engine/kernels/wasm/multiplyAdd.ts';

const FLOAT_BYTES = 4;
const VECTOR_BYTES = 16;

/** Parameters of the function, then its locals, by number. */
const X = 0;
const TABLE = 1;
const BLOCKS = 2;
const W = 3;
const BIAS = 4;
const Y = 5;
const ROWS = 6;
const FOURS = 7;
const REST = 8;
const ROW_BYTES = 9;
const Y_BYTES = 10;
const FLOOR = 11;
const ROW_COUNT = 12;
const COUNT = 13;
const WEIGHT = 14;
const OUTPUT = 15;
const POINTERS = 16;

/** Local numbers that depend on how much is unrolled. */
function localsOf(pixels: number, vectors: number) {
  const splat = POINTERS + pixels;
  return {
    pixels: countUpTo(pixels),
    vectors: countUpTo(vectors),
    splat,
    pointer: (pixel: number) => POINTERS + pixel,
    weight: (v: number) => splat + 1 + v,
    sum: (pixel: number, v: number) => splat + 1 + vectors + pixel * vectors + v,
  };
}

type Locals = ReturnType<typeof localsOf>;

/** Takes the next `floats` numbers of every pixel times their weights. */
function multiply(locals: Locals, floats: number, multiplyAdd: MultiplyAdd): Code {
  const { pixels, vectors, splat, pointer, weight, sum } = locals;
  const one = (i: number): Code => [
    ...vectors.flatMap((v) => [
      ...op.get(WEIGHT),
      ...op.loadVector((i * vectors.length + v) * VECTOR_BYTES),
      ...op.set(weight(v)),
    ]),
    ...pixels.flatMap((pixel) => [
      ...op.get(pointer(pixel)),
      ...op.loadSplat(i * FLOAT_BYTES),
      ...op.set(splat),
      ...vectors.flatMap((v) =>
        multiplyAdd(sum(pixel, v), [...op.get(splat), ...op.get(weight(v))]),
      ),
    ]),
  ];
  return [
    ...countUpTo(floats).flatMap(one),
    ...pixels.flatMap((pixel) => op.advance(pointer(pixel), op.constant(floats * FLOAT_BYTES))),
    ...op.advance(WEIGHT, op.constant(floats * vectors.length * VECTOR_BYTES)),
  ];
}

/** Points at the inputs of a block of pixels and sets their sums to the bias. */
function start({ pixels, vectors, pointer, sum }: Locals): Code {
  return [
    ...pixels.flatMap((pixel) => [
      ...op.get(X),
      ...op.get(TABLE),
      ...op.loadInt(pixel * 4),
      ...op.add,
      ...op.set(pointer(pixel)),
    ]),
    ...pixels.flatMap((pixel) =>
      vectors.flatMap((v) => [
        ...op.get(BIAS),
        ...op.loadVector(v * VECTOR_BYTES),
        ...op.set(sum(pixel, v)),
      ]),
    ),
    ...[...op.get(W), ...op.set(WEIGHT), ...op.get(ROWS), ...op.set(ROW_COUNT)],
  ];
}

/** Stores the sums, none below the floor. */
function finish({ pixels, vectors, sum }: Locals): Code {
  return pixels.flatMap((pixel) => [
    ...vectors.flatMap((v) => [
      ...op.get(OUTPUT),
      ...op.get(sum(pixel, v)),
      ...op.get(FLOOR),
      ...op.splat,
      ...op.maximum,
      ...op.storeVector(v * VECTOR_BYTES),
    ]),
    ...op.advance(OUTPUT, op.get(Y_BYTES)),
  ]);
}

/**
 * Outputs of a convolution for a run of pixels and `vectors` · 4 features.
 *
 * Parameters: x; table (byte offset of each pixel's first input from x); blocks (of `pixels`
 * pixels); w ([rows][floats of a row][vectors · 4]); bias; y; rows of the kernel; floats of such a
 * row by fours, and those left over; bytes from the end of a row's input to the next row's; bytes of
 * y from pixel to pixel; lower limit of the outputs.
 */
export function convolutionLoop(
  pixels: number,
  vectors: number,
  multiplyAdd: MultiplyAdd,
): WasmFunction {
  const locals = localsOf(pixels, vectors);
  const kernelRow: Code = [
    ...[...op.get(FOURS), ...op.set(COUNT)],
    ...op.countDown(COUNT, multiply(locals, 4, multiplyAdd)),
    ...[...op.get(REST), ...op.set(COUNT)],
    ...op.countDown(COUNT, multiply(locals, 1, multiplyAdd)),
    ...locals.pixels.flatMap((pixel) => op.advance(locals.pointer(pixel), op.get(ROW_BYTES))),
  ];
  return {
    name: `convolve${pixels}x${vectors}`,
    parameters: [...countUpTo(FLOOR).map(() => 'i32' as const), 'f32'],
    locals: [
      ...countUpTo(POINTERS - ROW_COUNT + pixels).map(() => 'i32' as const),
      ...countUpTo(1 + vectors + pixels * vectors).map(() => 'v128' as const),
    ],
    body: [
      ...[...op.get(Y), ...op.set(OUTPUT)],
      ...op.countDown(BLOCKS, [
        ...start(locals),
        ...op.countDown(ROW_COUNT, kernelRow),
        ...finish(locals),
        ...op.advance(TABLE, op.constant(pixels * 4)),
      ]),
    ],
  };
}
