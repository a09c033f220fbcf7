import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import { connect, serve } from '#workers/rpc.ts';

interface EchoApi {
  double(request: { readonly value: number }): number;
  refuse(request: { readonly reason: string }): null;
  sleep(request: { readonly ms: number }): string;
}

const handlers: Handlers<EchoApi> = {
  double: async ({ value }, { progress }) => {
    progress(0.5);
    return { value: 2 * value };
  },
  refuse: async ({ reason }) => {
    throw new AppError('too-large', reason);
  },
  sleep: ({ ms }, { signal }) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve({ value: 'slept' }), ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(new AppError('cancelled', 'woken'));
      });
    }),
};

function connected() {
  const { port1, port2 } = new MessageChannel();
  serve<EchoApi>(port2, handlers);
  port1.start();
  port2.start();
  const connection = connect<EchoApi>(port1, ['double', 'refuse', 'sleep']);
  return { ...connection, stop: () => port1.close() };
}

describe('a worker call', () => {
  it('returns the value and reports progress', async () => {
    const { client, stop } = connected();
    const fractions: number[] = [];
    const onProgress = (fraction: number) => fractions.push(fraction);
    expect(await client.double({ value: 21 }, { onProgress })).toBe(42);
    expect(fractions).toEqual([0.5]);
    stop();
  });

  it('keeps the error code across the boundary', async () => {
    const { client, stop } = connected();
    await expect(client.refuse({ reason: '2^40 px' })).rejects.toMatchObject({
      code: 'too-large',
      message: '2^40 px',
    });
    stop();
  });

  it('rejects with `cancelled` at once, without waiting for the worker', async () => {
    const { client, stop } = connected();
    const controller = new AbortController();
    const call = client.sleep({ ms: 60_000 }, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
    stop();
  });

  it('does not start when its signal has fired already', async () => {
    const { client, stop } = connected();
    await expect(
      client.double({ value: 1 }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'cancelled' });
    stop();
  });

  it('rejects with `timeout` after its deadline', async () => {
    const { client, stop } = connected();
    await expect(client.sleep({ ms: 60_000 }, { deadlineMs: 20 })).rejects.toMatchObject({
      code: 'timeout',
    });
    stop();
  });

  it('rejects pending and later calls once the connection is closed', async () => {
    const { client, close, stop } = connected();
    const pending = client.sleep({ ms: 60_000 });
    close(new AppError('worker-died', 'gone'));
    await expect(pending).rejects.toMatchObject({ code: 'worker-died' });
    await expect(client.double({ value: 1 })).rejects.toMatchObject({ code: 'worker-died' });
    stop();
  });
});
