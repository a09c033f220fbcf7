import type { CoarseView } from '#domain/image/coarsePicture.ts';

/** What can be seen of a file that is being decoded. */
export interface DecodePreview {
  readonly file: Blob;
  readonly view: CoarseView;
}

/** Smaller files are decoded before anybody could look. */
const LEAST_BYTES = 16 * 2 ** 20;

const listeners = new Set<(preview: DecodePreview) => void>();

/** Calls `listener` now and then while a large file is decoded, until the returned remover is called. */
export function watchPreviews(listener: (preview: DecodePreview) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The end of a channel for the decoder of a file; `null` where no preview is worth it. */
export function openPreview(file: Blob): { port: MessagePort; close: () => void } | null {
  if (file.size < LEAST_BYTES) return null;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data: view }: MessageEvent<CoarseView>) => {
    for (const listener of listeners) listener({ file, view });
  };
  return { port: port2, close: () => port1.close() };
}
