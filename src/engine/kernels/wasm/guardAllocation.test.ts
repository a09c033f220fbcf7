import { expect, it } from 'vitest';
import { guardAllocation } from '#engine/kernels/wasm/guardAllocation.ts';

it('turns an allocation that finds no room into `out-of-memory`, and lets the others be', () => {
  const wasm = { _malloc: (byteCount: number) => (byteCount > 100 ? 0 : 64) };
  guardAllocation(wasm);
  guardAllocation(wasm);
  expect(wasm._malloc(100)).toBe(64);
  expect(() => wasm._malloc(3 * 2 ** 20)).toThrow(
    expect.objectContaining({ code: 'out-of-memory', message: expect.stringContaining('3 MB') }),
  );
});
