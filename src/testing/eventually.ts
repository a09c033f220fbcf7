import { vi } from 'vitest';

/** Long enough for a machine that is busy with other things; a test that passes never waits for it. */
const PATIENCE_MS = 30_000;

/**
 * Waits until `check` no longer throws, and gives what it gives.
 *
 * @throws what `check` threw last, after 30 s
 */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: PATIENCE_MS });
}
