import type * as Ort from 'onnxruntime-web';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';
import type { CompetitorApi } from './competitorApi.ts';

let network: {
  readonly ort: typeof Ort;
  readonly session: Ort.InferenceSession;
  readonly edge: number;
} | null = null;

/** As it comes from the package: bundling it again would break the way to its WASM files. */
async function loadOrt(backend: 'webgpu' | 'wasm'): Promise<typeof Ort> {
  const address = new URL(`/ort/ort.${backend}.min.mjs`, self.location.origin).href;
  return import(/* @vite-ignore */ address);
}

const handlers: Handlers<CompetitorApi> = {
  start: async ({ backend, threads, onnxUrl, edge }) => {
    const ort = await loadOrt(backend);
    ort.env.wasm.wasmPaths = new URL('/ort/', self.location.origin).href;
    ort.env.wasm.numThreads = threads;
    const session = await ort.InferenceSession.create(onnxUrl, { executionProviders: [backend] });
    network = { ort, session, edge };
    return { value: { adapter: `onnxruntime-web ${ort.env.versions.web ?? ''}`.trim() } };
  },

  run: async ({ pixels }) => {
    if (!network) throw new AppError('internal', 'The network was not loaded.');
    const { ort, session, edge } = network;
    const channels = pixels.length / edge ** 2;
    if (channels !== 1) throw new AppError('internal', 'The bench has tiles of one channel only.');
    const image = new ort.Tensor('float32', pixels, [1, 1, edge, edge]);
    const { foreground } = await session.run({ image });
    if (!foreground) throw new AppError('internal', 'The network gave no foreground.');
    const result = ((await foreground.getData()) as Float32Array<ArrayBuffer>).slice();
    foreground.dispose();
    return { value: { result }, transfer: [result.buffer] };
  },
};

serve<CompetitorApi>(self as unknown as Port, handlers);
