import { beforeEach, describe, expect, it } from 'vitest';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { ModelStore } from '#storage/modelStore.ts';
import { sweepStorage } from '#storage/sweepStorage.ts';
import { cardOf, cutOffAfter, openReal, weightsOf } from '#storage/testing/storedSamples.ts';

let backend: StorageBackend;
let name = '';
const storeOf = (opened: StorageBackend) => new ModelStore(Promise.resolve(opened));
/** The store of a page that is opened later. */
const laterStore = async () => storeOf(await openReal(name));

beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`;
  backend = await openReal(name);
});

describe('models kept in the browser', () => {
  it('are there after a restart, bit for bit, in the order in which they were kept', async () => {
    const store = storeOf(backend);
    const weights = weightsOf(1);
    // The smallest number that there is.
    weights[0] = 1.4e-45;
    const first = await store.save({ card: cardOf('Grün 1'), weights });
    await store.save({ card: cardOf('Second'), weights: weightsOf(2) });

    const later = await laterStore();
    expect((await later.list()).map(({ title }) => title)).toEqual(['Grün 1', 'Second']);
    expect(first.id).toMatch(/^kept-gru-n-1-[a-z0-9]{7}$/);
    const read = await later.read(first.id);
    expect(read.card).toEqual({ ...cardOf('Grün 1'), id: first.id });
    expect(read.weights).toEqual(weights);
  });

  it('never share an id or a title', async () => {
    const store = storeOf(backend);
    const model = { card: cardOf('Cells'), weights: weightsOf(1) };
    const cards = [await store.save(model), await store.save(model), await store.save(model)];
    expect(cards.map(({ title }) => title)).toEqual(['Cells', 'Cells (2)', 'Cells (3)']);
    expect(new Set(cards.map(({ id }) => id)).size).toBe(3);
  });

  it('keep a new title, and refuse an empty one', async () => {
    const { id } = await storeOf(backend).save({ card: cardOf('Old'), weights: weightsOf(1) });
    expect(await storeOf(backend).rename(id, '  New ')).toMatchObject({ id, title: 'New' });
    expect((await (await laterStore()).read(id)).card.title).toBe('New');
    await expect(storeOf(backend).rename(id, '  ')).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('come back after a removal until they are forgotten', async () => {
    const store = storeOf(backend);
    const { id } = await store.save({ card: cardOf('Cells'), weights: weightsOf(1) });
    await store.remove(id);
    expect(await store.list()).toEqual([]);
    await store.restore(id);
    await store.forget(id);
    expect((await store.read(id)).weights).toEqual(weightsOf(1));

    await store.remove(id);
    await store.forget(id);
    await expect(store.restore(id)).rejects.toMatchObject({ code: 'not-found' });
    expect(await backend.files.names()).toEqual([]);
  });

  it('refuse weights of another network, and keep nothing of them', async () => {
    const weights = weightsOf(1).slice(1);
    await expect(storeOf(backend).save({ card: cardOf('Cells'), weights })).rejects.toMatchObject({
      code: 'bad-model',
    });
    expect(await storeOf(backend).list()).toEqual([]);
    expect(await backend.files.names()).toEqual([]);
  });

  it('say so when their file is damaged', async () => {
    const store = storeOf(backend);
    const { id } = await store.save({ card: cardOf('Cells'), weights: weightsOf(1) });
    const [file = ''] = await backend.files.names();
    await backend.files.write(file, [new Uint8Array(3)]);
    await expect(store.read(id)).rejects.toMatchObject({ code: 'corrupt-file' });
    await backend.files.remove(file);
    await expect(store.read(id)).rejects.toMatchObject({ code: 'corrupt-file' });
  });
});

describe('a page that dies while it stores', () => {
  it.each([0, 1, 2])('after %i changes leaves whole models only', async (changes) => {
    await storeOf(backend).save({ card: cardOf('Before'), weights: weightsOf(1) });
    const { dying, cutOff } = cutOffAfter(backend, changes);
    const saving = storeOf(dying).save({ card: cardOf('After'), weights: weightsOf(2) });
    await Promise.race([saving, cutOff]);

    const reopened = await openReal(name);
    await sweepStorage(reopened);
    const later = storeOf(reopened);
    const cards = await later.list();
    expect(cards.map(({ title }) => title)).toEqual(changes < 2 ? ['Before'] : ['Before', 'After']);
    for (const [index, { id }] of cards.entries()) {
      expect((await later.read(id)).weights).toEqual(weightsOf(index + 1));
    }
    expect(await reopened.files.names()).toHaveLength(cards.length);
  });

  it('leaves a removed model to be swept, but not one that was brought back', async () => {
    const store = storeOf(backend);
    const removed = await store.save({ card: cardOf('Removed'), weights: weightsOf(1) });
    const restored = await store.save({ card: cardOf('Restored'), weights: weightsOf(2) });
    await store.remove(removed.id);
    await store.remove(restored.id);
    await store.restore(restored.id);
    await sweepStorage(backend);
    expect((await store.list()).map(({ title }) => title)).toEqual(['Restored']);
    expect(await backend.files.names()).toHaveLength(1);
    await expect(store.restore(removed.id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is not swept while another tab writes', async () => {
    await backend.files.write('half-written', [new Uint8Array(5)]);
    const other = await openReal(name);
    await other.locks.whileWriting(() => sweepStorage(backend));
    expect(await backend.files.names()).toEqual(['half-written']);
    await sweepStorage(backend);
    expect(await backend.files.names()).toEqual([]);
  });
});
