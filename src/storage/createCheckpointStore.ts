import type { TrainingCheckpoint } from '#domain/training/trainingCheckpoint.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { writeThenCommit } from '#storage/backend/writeThenCommit.ts';
import {
  FileBatch,
  imageFromRecord,
  imageToRecord,
  readFloats,
  stateFromRecord,
  stateToRecord,
} from '#storage/checkpointFiles.ts';
import { type CheckpointRecord, filesOf } from '#storage/checkpointRecord.ts';
import type {
  CheckpointRun,
  CheckpointStore,
  CheckpointSummary,
  StoredCheckpoint,
} from '#storage/checkpointStore.ts';
import { LatestWins } from '#storage/latestWins.ts';

/** Checkpoints in rows and files. */
export function createCheckpointStore(opening: Promise<StorageBackend>): CheckpointStore {
  const saves = new LatestWins();
  return {
    begin: async (run) => begin(await opening, run),
    save: (runId, checkpoint) => saves.run(async () => save(await opening, runId, checkpoint)),
    find: async () => find(await opening),
    load: async (runId) => load(await opening, runId),
    discard: async (runId) => {
      await saves.settled();
      const backend = await opening;
      await discardRuns(backend, (id) => id === runId);
      backend.locks.release(runId);
    },
  };
}

async function begin(backend: StorageBackend, run: CheckpointRun): Promise<void> {
  const { runId, images, startWeights, ...facts } = run;
  await backend.locks.claim(runId);
  const batch = new FileBatch(`run-${runId}`);
  const record: CheckpointRecord = {
    ...facts,
    id: runId,
    images: images.map((image) => imageToRecord(image, batch)),
    startWeights: startWeights && batch.add('start', [startWeights]),
    checkpoint: null,
    savedAt: new Date().toISOString(),
  };
  try {
    await writeThenCommit(backend, {
      what: 'The images of the training',
      files: batch.files,
      changes: { put: { checkpoints: [record] } },
      obsolete: [],
    });
  } catch (error) {
    backend.locks.release(runId);
    throw error;
  }
  void backend.askToLast();
  const claimed = await backend.locks.claimedElsewhere();
  await discardRuns(backend, (id) => id !== runId && !claimed.has(id));
}

async function save(
  backend: StorageBackend,
  runId: string,
  checkpoint: TrainingCheckpoint,
): Promise<void> {
  const former = await findRecord(backend, runId);
  const batch = new FileBatch(`run-${runId}`);
  const state = stateToRecord(checkpoint, former.checkpoint, batch);
  const record: CheckpointRecord = {
    ...former,
    checkpoint: state,
    savedAt: new Date().toISOString(),
  };
  const kept = new Set(filesOf(record).map(({ name }) => name));
  await writeThenCommit(backend, {
    what: 'The checkpoint of the training',
    files: batch.files,
    changes: { put: { checkpoints: [record] } },
    obsolete: filesOf(former).flatMap(({ name }) => (kept.has(name) ? [] : [name])),
  });
}

async function find(backend: StorageBackend): Promise<CheckpointSummary | null> {
  const claimed = await backend.locks.claimedElsewhere();
  const records = await backend.facts.all('checkpoints');
  const [newest] = records
    .filter(({ id }) => !claimed.has(id))
    .sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  if (!newest) return null;
  return {
    runId: newest.id,
    startedAt: newest.startedAt,
    savedAt: newest.savedAt,
    imageNames: newest.images.map(({ name }) => name),
    iteration: newest.checkpoint?.iteration ?? 0,
    iterations: newest.recipe.iterations,
    startedFrom: newest.startedFrom,
  };
}

async function load(backend: StorageBackend, runId: string): Promise<StoredCheckpoint> {
  if (!(await backend.locks.claim(runId))) {
    throw new AppError(
      'not-found',
      'Another tab of this page is training this run now. Go on there, or close that tab first.',
    );
  }
  try {
    return await readRun(backend, await findRecord(backend, runId));
  } catch (error) {
    // What is damaged stays damaged; it must not be offered again and again.
    if (hasCode(error, 'corrupt-file')) {
      await discardRuns(backend, (id) => id === runId).catch(() => null);
    }
    backend.locks.release(runId);
    throw error;
  }
}

async function readRun(
  { files }: StorageBackend,
  record: CheckpointRecord,
): Promise<StoredCheckpoint> {
  const { id, images, startWeights, checkpoint, savedAt: _, ...facts } = record;
  return {
    run: {
      ...facts,
      runId: id,
      images: await Promise.all(images.map((image) => imageFromRecord(image, files))),
      startWeights: startWeights && (await readFloats(files, startWeights)),
    },
    checkpoint: checkpoint && (await stateFromRecord(checkpoint, files)),
  };
}

async function findRecord({ facts }: StorageBackend, runId: string): Promise<CheckpointRecord> {
  const record = (await facts.all('checkpoints')).find(({ id }) => id === runId);
  if (record) return record;
  throw new AppError(
    'not-found',
    'The stored training is not there any more; it may have been discarded in another tab. Start a new one.',
  );
}

async function discardRuns(
  backend: StorageBackend,
  isUnwanted: (runId: string) => boolean,
): Promise<void> {
  const unwanted = (await backend.facts.all('checkpoints')).filter(({ id }) => isUnwanted(id));
  if (unwanted.length === 0) return;
  await writeThenCommit(backend, {
    what: 'The list of trainings',
    files: new Map(),
    changes: { remove: { checkpoints: unwanted.map(({ id }) => id) } },
    obsolete: unwanted.flatMap((run) => filesOf(run).map(({ name }) => name)),
  });
}
