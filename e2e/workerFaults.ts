import type { Page, Worker } from '@playwright/test';
import { expect } from './journey.ts';

/** Workers of the page of that kind, by the name of their script. */
export function workersNamed(page: Page, kind: string): Worker[] {
  return page.workers().filter((worker) => worker.url().includes(`/${kind}.worker-`));
}

/**
 * Ends all workers of that kind without any event, as where the system kills them.
 *
 * @param deadlineMs how long to wait for one to be there
 */
export async function killWorkers(page: Page, kind: string, deadlineMs = 15_000): Promise<void> {
  await expect
    .poll(() => workersNamed(page, kind).length, { timeout: deadlineMs })
    .toBeGreaterThan(0);
  for (const worker of workersNamed(page, kind)) {
    // It dies before it can answer.
    await worker.evaluate(() => setTimeout(() => self.close())).catch(() => null);
  }
}

/** Lets every allocation above that many elements fail in the workers of that kind; `null` = none. */
export async function limitArrays(page: Page, kind: string, most: number | null): Promise<void> {
  for (const worker of workersNamed(page, kind)) await worker.evaluate(failAbove, most);
}

/** Runs in the worker; `Infinity` does not travel there. */
function failAbove(most: number | null): void {
  const scope = globalThis as unknown as Record<string, ProxyHandler<object> & { real?: object }>;
  for (const name of ['Uint8Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array']) {
    const current = scope[name] as unknown as { readonly real?: object };
    const real = current.real ?? current;
    const limited: object = new Proxy(real as new (...all: unknown[]) => object, {
      get: (target, key) => (key === 'real' ? real : Reflect.get(target, key)),
      construct: (target, parts, newTarget): object => {
        if (most !== null && typeof parts[0] === 'number' && parts[0] > most) {
          throw new RangeError('Array buffer allocation failed');
        }
        return Reflect.construct(target, parts, newTarget === limited ? target : newTarget);
      },
    });
    Object.assign(scope, { [name]: limited });
  }
}
