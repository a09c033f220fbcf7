import type { ObjectFileSummary } from '#domain/outline/objectFile.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import type { DrawnObjects, DrawRequest, ObjectFilesApi } from '#workers/objectFilesApi.ts';
import { handleWorker } from '#workers/workerHandle.ts';

const BASE_DEADLINE_MS = 20_000;
const BYTES_PER_SECOND = 2e6;
const DRAW_DEADLINE_MS = 60_000;

/** Objects in the files of other tools. */
export interface ObjectFilesService {
  /**
   * Reads a file in a worker of its own, which holds its objects until `close`: whatever a damaged
   * file does to its reader, the page lives on. `null` when it is none of the known formats.
   *
   * @throws AppError `corrupt-file`, `unsupported-format`, `too-large`; `timeout` after 20 s and 1 s
   *   more for every 2 MB, naming the file; `worker-died`
   */
  readonly open: (file: File) => Promise<OpenObjectFile | null>;
}

/** A file whose objects are at hand. */
export interface OpenObjectFile extends ObjectFileSummary {
  /** Pixels of objects. @throws AppError `too-large`, `timeout` after 60 s, `worker-died` */
  readonly draw: (request: DrawRequest) => Promise<DrawnObjects>;
  /** Frees its objects. */
  readonly close: () => void;
}

/** The service with real workers. */
export const objectFilesService: ObjectFilesService = { open };

async function open(file: File): Promise<OpenObjectFile | null> {
  const worker = new Worker(new URL('./objectFiles.worker.ts', import.meta.url), {
    type: 'module',
    name: 'objects',
  });
  const handle = handleWorker<ObjectFilesApi>(worker, 'objects', ['readObjects', 'drawObjects']);
  const { client, terminate } = handle;
  const close = (): void => terminate();
  try {
    const deadlineMs = BASE_DEADLINE_MS + (file.size / BYTES_PER_SECOND) * 1000;
    const summary = await named(file.name, client.readObjects({ file }, { deadlineMs }));
    if (!summary) {
      close();
      return null;
    }
    const draw = (request: DrawRequest): Promise<DrawnObjects> =>
      named(file.name, client.drawObjects(request, { deadlineMs: DRAW_DEADLINE_MS }));
    return { ...summary, draw, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** An error names the file, where its reader had no chance to say what is wrong. */
async function named<T>(name: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const isOverrun = hasCode(error, 'timeout');
    if (!isOverrun && !hasCode(error, 'worker-died')) throw error;
    throw new AppError(
      isOverrun ? 'timeout' : 'worker-died',
      `The objects of ${name} took too long, or needed more memory than there is: the file is damaged or very large. Save its objects in several files and try once more.`,
      { cause: error },
    );
  }
}
