import type { ObjectFile } from '#domain/outline/objectFile.ts';
import { drawPlanes, summaryOf } from '#formats/objects/drawPlanes.ts';
import { readObjectFile } from '#formats/objects/readObjectFile.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import type { ObjectFilesApi } from '#workers/objectFilesApi.ts';
import { type Port, serve } from '#workers/rpc.ts';

/** The file that was read; a million outlines would hold up the page. */
let held: ObjectFile | null = null;

const handlers: Handlers<ObjectFilesApi> = {
  readObjects: async ({ file }) => {
    held = await readObjectFile(file);
    return { value: held && summaryOf(held) };
  },
  drawObjects: async (request) => {
    if (!held) throw new AppError('not-found', 'No file of objects was read; import it again.');
    const drawn = drawPlanes(held, request);
    return { value: drawn, transfer: [drawn.labels.data.buffer] };
  },
};

serve<ObjectFilesApi>(self as unknown as Port, handlers);
