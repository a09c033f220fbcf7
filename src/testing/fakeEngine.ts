import type { BackendName } from '#domain/model/engineInfo.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { AppError, type ErrorCode } from '#lib/errors.ts';
import type { EngineApi } from '#workers/engineApi.ts';
import { connect, serve } from '#workers/rpc.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** What every fake engine runs. */
const NETWORK = { depth: 2, baseFeatures: 1, inputChannels: 1, classCount: 2 };

type Failure = ErrorCode | null;

/** How a fake engine fails: `null` = not at all. */
export interface EngineFailures {
  /** Its tiles take as long as this does. */
  readonly tile?: (edge: number, backend: BackendName) => Failure | Promise<Failure>;
  /** @param startCount from 1, over all engines */
  readonly start?: (startCount: number) => Failure;
  readonly load?: (backend: BackendName) => Failure;
}

/**
 * An engine that answers over a real message channel and fails as the test says; its tiles are not
 * computed.
 */
export function fakeEngine({ tile, start, load }: EngineFailures = {}) {
  const started: BackendName[] = [];
  const edges: number[] = [];
  const spawn = (): WorkerHandle<EngineApi> => {
    const { port1, port2 } = new MessageChannel();
    let backend: BackendName = 'webgpu';
    serve<EngineApi>(port2, {
      start: async (request) => {
        backend = request.backend;
        started.push(backend);
        failWith(start?.(started.length));
        return { value: { backend, adapter: 'fake', isSoftware: false, maxBufferBytes: null } };
      },
      loadModel: async () => {
        failWith(load?.(backend));
        return { value: { network: NETWORK, parameterCount: 1 } };
      },
      predictTile: async ({ width, height }) => {
        failWith(await tile?.(Math.max(width, height), backend));
        edges.push(Math.max(width, height));
        const size = outputEdge(width, NETWORK.depth) * outputEdge(height, NETWORK.depth);
        return { value: { probability: new Float32Array(size).fill(0.5) } };
      },
    });
    port1.start();
    port2.start();
    const { client, close } = connect<EngineApi>(port1, ['start', 'loadModel', 'predictTile']);
    let isAlive = true;
    const terminate = (error = new AppError('cancelled', 'stopped')) => {
      isAlive = false;
      close(error);
      port1.close();
    };
    return { client, isAlive: () => isAlive, terminate };
  };
  return { spawn, started, edges };
}

function failWith(code: Failure | undefined): void {
  if (code) throw new AppError(code, 'as the test said');
}
