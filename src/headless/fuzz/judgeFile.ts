import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { readImagePage } from '#formats/readImage.ts';
import type { FuzzOutcome } from '#headless/fuzz/fuzzOutcome.ts';
import { AppError } from '#lib/errors.ts';

/** What a damaged file may end in; every other code is a fault. */
const PLAIN_CODES: ReadonlySet<string> = new Set([
  'corrupt-file',
  'unsupported-format',
  'too-large',
  'empty-file',
]);

/** Reads the first and the last page of a file, and checks pictures and errors alike. */
export async function judgeFile(file: Blob): Promise<FuzzOutcome> {
  try {
    const first = await readImagePage(file, 0);
    const fault = findFault(first);
    if (fault || first.pageCount === 1) return fault ?? { kind: 'read' };
    return findFault(await readImagePage(file, first.pageCount - 1)) ?? { kind: 'read' };
  } catch (error) {
    return judgeError(error);
  }
}

function judgeError(error: unknown): FuzzOutcome {
  if (!(error instanceof AppError)) return { kind: 'fault', what: `threw ${String(error)}` };
  if (!PLAIN_CODES.has(error.code)) {
    return { kind: 'fault', what: `refused with ${error.code}: ${error.message}` };
  }
  // What is wrong, and what to do: two sentences.
  if (!/^[A-Z].*\. .*\.$/s.test(error.message)) {
    return { kind: 'fault', what: `refused without advice: ${error.message}` };
  }
  return { kind: 'refused', code: error.code };
}

function findFault({ width, height, channels, channelNames }: DecodedImage): FuzzOutcome | null {
  const isWhole = channels.length > 0 && channels.every(({ length }) => length === width * height);
  if (isWhole && channelNames.length === channels.length) return null;
  const lengths = channels.map(({ length }) => length).join(', ');
  return { kind: 'fault', what: `gave ${width} × ${height} px with planes of ${lengths} samples` };
}
