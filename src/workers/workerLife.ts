/*
 * A worker that dies without an error event (its process was killed, it closed itself) leaves its
 * caller waiting for ever. A lock that a worker holds for as long as it lives tells: the browser
 * gives it to the next in line the moment that the worker is gone.
 */

/** Holds the lock for the rest of this worker's life; `onHeld` runs once it has it. */
export function holdLife(lockName: string, onHeld: () => void): void {
  if (!('locks' in navigator)) return;
  const untilDeath = () => {
    onHeld();
    return new Promise<never>(() => {});
  };
  navigator.locks.request(lockName, untilDeath).catch(() => null);
}

/**
 * Calls `onDead` when the holder of the lock is gone, unless `signal` fires before.
 * Ask only after the holder has it.
 */
export function awaitDeath(lockName: string, signal: AbortSignal, onDead: () => void): void {
  navigator.locks.request(lockName, { signal }, onDead).catch(() => null);
}
