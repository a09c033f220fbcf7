import { AppError } from '#lib/errors.ts';

/** The part of tfjs's WASM module that hands out memory. */
export interface WasmAllocator {
  _malloc: (byteCount: number) => number;
}

const guarded = new WeakSet<WasmAllocator>();

/**
 * Makes the WASM backend fail with `out-of-memory` when its heap is full. tfjs 4.22 does not look:
 * it would take address 0 for the new tensor and write over its own data.
 */
export function guardAllocation(wasm: WasmAllocator): void {
  if (guarded.has(wasm)) return;
  guarded.add(wasm);
  const allocate = wasm._malloc;
  wasm._malloc = (byteCount) => {
    const address = allocate(byteCount);
    if (address === 0 && byteCount > 0) {
      const megabytes = Math.ceil(byteCount / 2 ** 20);
      throw new AppError(
        'out-of-memory',
        `WebAssembly has no room for another ${megabytes} MB; take a smaller tile or close other tabs.`,
      );
    }
    return address;
  };
}
