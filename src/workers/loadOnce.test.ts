import { expect, it, vi } from 'vitest';
import { loadOnce } from '#workers/loadOnce.ts';

it('loads once, and again only after a failure', async () => {
  const load = vi.fn(async () => ({ attempt: load.mock.calls.length }));
  load.mockRejectedValueOnce(new Error('offline'));
  const service = loadOnce<{ readonly attempt: number }>(load);
  await expect(service()).rejects.toThrow('offline');
  const [first, second] = await Promise.all([service(), service()]);
  expect(second).toBe(first);
  expect(await service()).toBe(first);
  expect(load).toHaveBeenCalledTimes(2);
});
