import { packFiles } from '#formats/batch/packFiles.ts';
import { writeSummaryCsv } from '#formats/batch/summaryCsv.ts';
import type { BatchWriterApi } from '#workers/batch/batchWriterApi.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';

const handlers: Handlers<BatchWriterApi> = {
  summaryCsv: async ({ lines }) => {
    const bytes = writeSummaryCsv(lines);
    return { value: bytes, transfer: [bytes.buffer] };
  },
  pack: async ({ files, savedAtMs }) => ({ value: await packFiles(files, new Date(savedAtMs)) }),
};

serve<BatchWriterApi>(self as unknown as Port, handlers);
