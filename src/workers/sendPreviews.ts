import { CoarsePicture } from '#domain/image/coarsePicture.ts';
import type { OnPart } from '#domain/image/decodedPart.ts';

/** The first picture comes at once, the next ones when there is something new to see. */
const INTERVAL_MS = 250;

/** Sends coarse pictures of a page through `port` while it is decoded. */
export function sendPreviews(port: MessagePort): OnPart {
  let picture: CoarsePicture | null = null;
  let sentMs = Number.NEGATIVE_INFINITY;
  return ({ width, height, plane, part }) => {
    picture ??= new CoarsePicture({ width, height });
    picture.add(plane, width, part);
    const nowMs = performance.now();
    if (nowMs - sentMs < INTERVAL_MS) return;
    sentMs = nowMs;
    const view = picture.view();
    port.postMessage(view, [view.data.buffer]);
  };
}
