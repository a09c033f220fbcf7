import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { Client } from '#workers/contract.ts';
import type { EngineService } from '#workers/engineService.ts';
import type { ImageApi } from '#workers/imageApi.ts';

/** What the store needs from outside; wired in `app/wireServices.ts`, faked in tests. */
export interface Services {
  readonly decode: (
    file: Blob,
    fileName: string,
    pageIndex: number,
    signal: AbortSignal,
  ) => Promise<DecodedImage>;
  readonly image: Client<ImageApi>;
  readonly engine: EngineService;
  readonly models: ModelService;
  /** Offers bytes to the user as a download. */
  readonly saveFile: (fileName: string, bytes: Uint8Array<ArrayBuffer>, mimeType: string) => void;
  /** Simulated samples with ground truth; `makeSample` runs in a worker. */
  readonly samples: readonly SampleInfo[];
  readonly makeSample: (sampleId: string) => Promise<DecodedImage>;
}

export interface SampleInfo {
  readonly id: string;
  readonly title: string;
  /** Model that suits it. */
  readonly modelId: string;
}

export interface ModelService {
  readonly list: () => Promise<readonly ModelCard[]>;
}

export type { EngineStatus, PredictRequest, RunProgress } from '#workers/engineService.ts';
