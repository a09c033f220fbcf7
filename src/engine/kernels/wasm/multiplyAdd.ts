import { type Code, op } from '#engine/kernels/wasm/assembler.ts';

/** Code for accumulator ← accumulator + a · b; `factors` leaves a and b on the stack. */
export type MultiplyAdd = (accumulator: number, factors: Code) => Code;

/** One instruction, rounded once: twice the speed where the browser has relaxed SIMD. */
export const fusedMultiplyAdd: MultiplyAdd = (accumulator, factors) => [
  ...factors,
  ...op.get(accumulator),
  ...op.fusedMultiplyAdd,
  ...op.set(accumulator),
];

/** A multiplication and an addition, for every browser with SIMD. */
export const separateMultiplyAdd: MultiplyAdd = (accumulator, factors) => [
  ...factors,
  ...op.multiplyVectors,
  ...op.get(accumulator),
  ...op.addVectors,
  ...op.set(accumulator),
];

/** 0, 1, … count − 1: what unrolled code is written for. */
export function countUpTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
