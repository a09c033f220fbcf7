/*
 * Just enough of the WebAssembly binary format to write a few loops over vectors of four floats.
 * Source: WebAssembly core specification 2.0, chapter 5 (binary format), and the relaxed SIMD
 * proposal for the fused multiply-add.
 */

/** Instructions as bytes. */
export type Code = readonly number[];

/** A function of a module; parameters and locals are numbered from 0 in the order given. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

export type ValueType = 'i32' | 'f32' | 'v128';

const TYPE_BYTES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };
const VOID_BLOCK = 0x40;
const END = 0x0b;

/** Little-endian base 128, unsigned. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return bytes;
}

/** Little-endian base 128, two's complement. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const isLast = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return bytes;
  }
}

const vector = (opcode: number) => [0xfd, ...unsigned(opcode)];
/** Alignment 2² bytes is a hint that always holds for floats. */
const memory = (offset: number) => [2, ...unsigned(offset)];

/** Instructions. Operands come from the stack, as in the specification. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  constant: (value: number): Code => [0x41, ...signed(value)],
  add: [0x6a] as Code,
  subtract: [0x6b] as Code,
  multiply: [0x6c] as Code,
  loadInt: (offset: number): Code => [0x28, ...memory(offset)],
  loadVector: (offset: number): Code => [...vector(0x00), ...memory(offset)],
  /** One float, in all four lanes. */
  loadSplat: (offset: number): Code => [...vector(0x09), ...memory(offset)],
  storeVector: (offset: number): Code => [...vector(0x0b), ...memory(offset)],
  splat: vector(0x13) as Code,
  addVectors: vector(0xe4) as Code,
  multiplyVectors: vector(0xe6) as Code,
  maximum: vector(0xe9) as Code,
  /** All bits of a lane where a = b, or a > b. */
  isEqual: vector(0x41) as Code,
  isGreater: vector(0x44) as Code,
  and: vector(0x4e) as Code,
  /** a and not b */
  andNot: vector(0x4f) as Code,
  or: vector(0x50) as Code,
  /** a · b + c, rounded once. */
  fusedMultiplyAdd: vector(0x105) as Code,
  /** Adds a number to an integer local. */
  advance: (local: number, amount: Code): Code => [
    ...op.get(local),
    ...amount,
    ...op.add,
    ...op.set(local),
  ],
  /** Runs `body` once for each count of `counter` down to 0; not at all when it is 0. */
  countDown: (counter: number, body: Code): Code => [
    ...op.get(counter),
    ...[0x04, VOID_BLOCK], // if
    ...[0x03, VOID_BLOCK], // loop
    ...body,
    ...op.get(counter),
    ...op.constant(1),
    ...op.subtract,
    ...[0x22, ...unsigned(counter)], // tee
    ...[0x0d, 0], // branch to the loop while not 0
    ...[END, END],
  ],
};

const section = (id: number, content: readonly number[]) => [
  id,
  ...unsigned(content.length),
  ...content,
];
const list = (items: readonly (readonly number[])[]) => [
  ...unsigned(items.length),
  ...items.flat(),
];
const text = (value: string) => list([...value].map((letter) => [letter.charCodeAt(0)]));

/** A module of functions that work on an imported memory, `env.memory`, and return nothing. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [
    0x60,
    ...list(parameters.map((type) => [TYPE_BYTES[type]])),
    0,
  ]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...list(locals.map((type) => [1, TYPE_BYTES[type]])), ...body, END];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0], // magic number, version 1
    ...section(1, list(types)),
    ...section(2, list([[...text('env'), ...text('memory'), 2, 0, 0]])),
    ...section(3, list(functions.map((_, index) => unsigned(index)))),
    ...section(7, list(functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, list(bodies)),
  ]);
}
