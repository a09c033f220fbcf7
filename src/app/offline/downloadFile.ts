import { AppError, toAppError } from '#lib/errors.ts';
import { PAST_THE_CACHE } from '#pwa/answerRequest.ts';
import type { ListedFile } from '#pwa/fileList.ts';

/**
 * A file of the list, checked byte for byte; `onBytes` hears of each part that has arrived.
 *
 * @throws AppError `not-found` when the connection breaks, `corrupt-file`, `cancelled`
 */
export async function downloadFile(
  url: string,
  file: ListedFile,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<Response> {
  const answer = await readAll(url, signal, onBytes).catch((cause: unknown) => {
    if (signal.aborted) throw new AppError('cancelled', 'The download was cancelled.', { cause });
    throw new AppError(
      'not-found',
      'The connection broke off before all of it had arrived, so nothing was kept. Try again when there is a connection.',
      { cause: toAppError(cause) },
    );
  });
  const digest = await crypto.subtle.digest('SHA-384', answer.bytes);
  if (`sha384-${toBase64(digest)}` !== file.integrity) {
    throw new AppError(
      'corrupt-file',
      'What arrived is not the file that belongs to this version of the page, so nothing was kept. Reload the page and try again.',
    );
  }
  return new Response(answer.bytes, { headers: answer.headers });
}

async function readAll(url: string, signal: AbortSignal, onBytes: (count: number) => void) {
  const response = await fetch(url + PAST_THE_CACHE, { signal, cache: 'no-cache' });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    onBytes(part.value.length);
  }
  const bytes = await new Blob(parts).arrayBuffer();
  return { bytes, headers: response.headers };
}

function toBase64(digest: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
