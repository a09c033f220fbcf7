import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import { readImagePage, readImageSet } from '#formats/readImage.ts';
import type { Handlers } from '#workers/contract.ts';
import type { DecodeApi } from '#workers/decodeApi.ts';
import { type Port, serve } from '#workers/rpc.ts';
import { sendPreviews } from '#workers/sendPreviews.ts';

const handlers: Handlers<DecodeApi> = {
  decodePage: async ({ file, pageIndex, preview }) => {
    const image = await readImagePage(file, pageIndex, preview && sendPreviews(preview));
    return { value: image, transfer: pixelBuffers(image.channels) };
  },
  readFileSet: async ({ file }) => ({ value: await readImageSet(file) }),
};

serve<DecodeApi>(self as unknown as Port, handlers);
