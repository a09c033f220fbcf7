import type { CatalogApi } from '#workers/catalogApi.ts';
import type { Client } from '#workers/contract.ts';
import { handleWorker } from '#workers/workerHandle.ts';

/** Asks a worker that lives for one call: models are listed and samples made but rarely. */
export async function askCatalog<T>(ask: (client: Client<CatalogApi>) => Promise<T>): Promise<T> {
  const worker = new Worker(new URL('./catalog.worker.ts', import.meta.url), {
    type: 'module',
    name: 'catalog',
  });
  const handle = handleWorker<CatalogApi>(worker, 'catalog', [
    'listModels',
    'readModel',
    'readModelFiles',
    'packModel',
    'makeExample',
    'readRecipe',
    'makeSample',
  ]);
  try {
    return await ask(handle.client);
  } finally {
    handle.terminate();
  }
}
