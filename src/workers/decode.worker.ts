import { readImagePage } from '#formats/readImage.ts';
import type { Handlers } from '#workers/contract.ts';
import type { DecodeApi } from '#workers/decodeApi.ts';
import { type Port, serve } from '#workers/rpc.ts';

const handlers: Handlers<DecodeApi> = {
  decodePage: async ({ file, pageIndex }) => {
    const image = await readImagePage(file, pageIndex);
    const buffers = new Set(image.channels.map(({ buffer }) => buffer));
    return { value: image, transfer: [...buffers] };
  },
};

serve<DecodeApi>(self as unknown as Port, handlers);
