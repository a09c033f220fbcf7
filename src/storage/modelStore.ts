import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { AppError } from '#lib/errors.ts';
import { readStoredFile } from '#storage/backend/readStoredFile.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { writeThenCommit } from '#storage/backend/writeThenCommit.ts';
import { freshModelId, freshTitle } from '#storage/modelNames.ts';
import type { ModelRecord } from '#storage/modelRecord.ts';

/** Models kept in this browser. A model's weights never change under its id. */
export class ModelStore {
  readonly #backend: Promise<StorageBackend>;

  constructor(backend: Promise<StorageBackend>) {
    this.#backend = backend;
  }

  /** Cards, oldest first, without the removed ones. */
  async list(): Promise<readonly ModelCard[]> {
    const records = await this.#records();
    return records.filter(({ removedAt }) => removedAt === null).map(({ card }) => card);
  }

  /**
   * Keeps a model under a fresh id, its title made different from those of the other kept models.
   *
   * @returns the card as kept
   * @throws AppError `bad-model` when the weights do not fit the card's network, `storage-full`;
   *   nothing is kept then
   */
  async save({ card: given, weights }: ModelContent): Promise<ModelCard> {
    const count = parameterCount(given.network);
    if (weights.length !== count) {
      throw new AppError(
        'bad-model',
        `“${given.title}” cannot be kept: its network has ${count} weights, but ${weights.length} were given. Load all files of the model again.`,
      );
    }
    const titles = (await this.#records()).map(({ card }) => card.title);
    const title = freshTitle(given.title, titles);
    const card: ModelCard = { ...given, id: freshModelId(title), title };
    const file = { name: `model-${card.id}.weights`, byteLength: weights.byteLength };
    const keptAt = new Date().toISOString();
    const backend = await this.#backend;
    await writeThenCommit(backend, {
      what: `The model “${title}”`,
      files: new Map([[file.name, [weights]]]),
      changes: { put: { models: [{ id: card.id, card, weights: file, keptAt, removedAt: null }] } },
      obsolete: [],
    });
    // Some browsers ask the user, who may take his time.
    void backend.askToLast();
    return card;
  }

  /** @throws AppError `invalid-argument` for an empty title, `not-found`, `storage-full` */
  async rename(modelId: string, wantedTitle: string): Promise<ModelCard> {
    const others = (await this.#records()).filter(({ id }) => id !== modelId);
    const titles = others.map(({ card }) => card.title);
    const title = freshTitle(wantedTitle, titles);
    const record = await this.#change(modelId, ({ card }) => ({ card: { ...card, title } }));
    return record.card;
  }

  /** Takes a model off the list; `restore` brings it back until `forget` or the next start. */
  async remove(modelId: string): Promise<void> {
    await this.#change(modelId, () => ({ removedAt: new Date().toISOString() }));
  }

  /** @throws AppError `not-found` when it was forgotten meanwhile */
  async restore(modelId: string): Promise<ModelCard> {
    const record = await this.#change(modelId, () => ({ removedAt: null }));
    return record.card;
  }

  /** Frees the space of a removed model; leaves one that was brought back. */
  async forget(modelId: string): Promise<void> {
    const record = (await this.#records()).find(({ id }) => id === modelId);
    if (!record || record.removedAt === null) return;
    await writeThenCommit(await this.#backend, {
      what: 'The list of models',
      files: new Map(),
      changes: { remove: { models: [modelId] } },
      obsolete: [record.weights.name],
    });
  }

  /** @throws AppError `not-found`, `corrupt-file` when its file is damaged */
  async read(modelId: string): Promise<ModelContent> {
    const { card, weights } = await this.#find(modelId);
    const { files } = await this.#backend;
    const bytes = await readStoredFile(files, weights, `The model “${card.title}”`);
    return { card, weights: new Float32Array(bytes) };
  }

  async #records(): Promise<readonly ModelRecord[]> {
    const { facts } = await this.#backend;
    const records = [...(await facts.all('models'))];
    return records.sort((a, b) => a.keptAt.localeCompare(b.keptAt) || a.id.localeCompare(b.id));
  }

  async #find(modelId: string): Promise<ModelRecord> {
    const record = (await this.#records()).find(({ id }) => id === modelId);
    if (record) return record;
    throw new AppError(
      'not-found',
      'This model is not kept in this browser any more; it may have been deleted in another tab. Choose another model.',
    );
  }

  async #change(
    modelId: string,
    change: (record: ModelRecord) => Partial<ModelRecord>,
  ): Promise<ModelRecord> {
    const record = await this.#find(modelId);
    const changed = { ...record, ...change(record) };
    await writeThenCommit(await this.#backend, {
      what: `The change of “${record.card.title}”`,
      files: new Map(),
      changes: { put: { models: [changed] } },
      obsolete: [],
    });
    return changed;
  }
}
