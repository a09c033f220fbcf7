import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { FileSet } from '#domain/series/fileSet.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import type { CallOptions, Client } from '#workers/contract.ts';
import type { DecodeApi } from '#workers/decodeApi.ts';
import { openPreview } from '#workers/decodePreviews.ts';
import { Slots } from '#workers/slots.ts';
import { handleWorker } from '#workers/workerHandle.ts';

/** Each may hold a page of 1.5 GiB. */
const slots = new Slots(2);

const BASE_DEADLINE_MS = 15_000;
const BYTES_PER_SECOND = 5e6;

/** One page of one file, and who may call it off. */
export interface DecodeRequest {
  readonly file: Blob;
  readonly fileName: string;
  readonly pageIndex: number;
  readonly signal: AbortSignal;
}

/**
 * Decodes one page of a file in a worker of its own, which is stopped afterwards: whatever a
 * damaged file does to its decoder, the page lives on. At most two files are decoded at a time.
 *
 * @throws AppError as `readImagePage`; `timeout` after 15 s and 1 s more for every 5 MB, naming the
 *   file; `worker-died` when the browser stopped the worker; `cancelled`
 */
export async function decodeFile(
  file: Blob,
  fileName: string,
  pageIndex: number,
  signal: AbortSignal,
): Promise<DecodedImage> {
  const deadlineMs = BASE_DEADLINE_MS + (file.size / BYTES_PER_SECOND) * 1000;
  return decodeWithin(deadlineMs, { file, fileName, pageIndex, signal });
}

/** `decodeFile` with another deadline, counted from when the worker starts. */
export async function decodeWithin(
  deadlineMs: number,
  { file, fileName, pageIndex, signal }: DecodeRequest,
): Promise<DecodedImage> {
  const preview = openPreview(file);
  const transfer = preview ? [preview.port] : [];
  try {
    return await inDecoder({ fileName, deadlineMs, signal }, (client, options) =>
      client.decodePage({ file, pageIndex, preview: preview?.port }, { ...options, transfer }),
    );
  } finally {
    preview?.close();
  }
}

/**
 * What a file says of the others that make up its image with it; read as `decodeFile` does.
 *
 * @throws AppError `timeout`, `worker-died`, `cancelled`
 */
export async function readFileSet(
  file: Blob,
  fileName: string,
  signal: AbortSignal,
): Promise<FileSet | null> {
  return inDecoder({ fileName, deadlineMs: BASE_DEADLINE_MS, signal }, (client, options) =>
    client.readFileSet({ file }, options),
  );
}

interface Decoding {
  readonly fileName: string;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

function inDecoder<T>(
  { fileName, deadlineMs, signal }: Decoding,
  work: (client: Client<DecodeApi>, options: CallOptions) => Promise<T>,
): Promise<T> {
  return slots.run(signal, async () => {
    const worker = new Worker(new URL('./decode.worker.ts', import.meta.url), {
      type: 'module',
      name: 'decode',
    });
    const handle = handleWorker<DecodeApi>(worker, 'decode', ['decodePage', 'readFileSet']);
    try {
      return await work(handle.client, { signal, deadlineMs });
    } catch (error) {
      throw nameFile(error, fileName, deadlineMs);
    } finally {
      handle.terminate();
    }
  });
}

/** The error with the file's name, where the decoder had no chance to say what is wrong. */
function nameFile(error: unknown, fileName: string, deadlineMs: number): unknown {
  if (hasCode(error, 'timeout')) {
    const seconds = Math.round(deadlineMs / 1000);
    return new AppError(
      'timeout',
      `${fileName} could not be decoded in ${seconds} s and was given up: it is damaged, or this computer is busy. Try once more, or save it again without compression.`,
      { cause: error },
    );
  }
  if (hasCode(error, 'worker-died')) {
    return new AppError(
      'worker-died',
      `${fileName} stopped its decoder: it is damaged, or needs more memory than there is. Close other images and try once more.`,
      { cause: error },
    );
  }
  return error;
}
