import { makeSample } from '#domain/simulation/sampleCatalog.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';
import type { SampleApi } from '#workers/sampleApi.ts';

const handlers: Handlers<SampleApi> = {
  makeSample: async ({ sampleId }) => {
    const { image, truth } = makeSample(sampleId);
    const buffers = image.channels.map(({ buffer }) => buffer);
    return { value: { image, truth }, transfer: [...buffers, truth.data.buffer] };
  },
};

serve<SampleApi>(self as unknown as Port, handlers);
