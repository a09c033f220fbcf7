import type { Rectangle } from '#domain/image/rectangle.ts';
import type { BackendName } from '#domain/model/engineInfo.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';

/** State of the engine for the status badge. */
export interface EngineStatus {
  readonly state: 'starting' | 'ready' | 'failed';
  readonly backend: BackendName | null;
  readonly adapter: string;
  /** The adapter is a CPU that imitates a GPU, many times slower than WebAssembly. */
  readonly isSoftware: boolean;
  readonly workerCount: number;
  /** Why a slower backend was taken, in plain words; empty when the first choice runs. */
  readonly fallbackReason: string;
}

/** Before anything was started. */
export const NOT_STARTED: EngineStatus = {
  state: 'starting',
  backend: null,
  adapter: '',
  isSoftware: false,
  workerCount: 0,
  fallbackReason: '',
};

/** Progress of one segmentation run. */
export interface RunProgress {
  /** `waiting` = another run goes first. */
  readonly phase: 'waiting' | 'starting' | 'loading-model' | 'compiling' | 'predicting';
  readonly tilesDone: number;
  readonly tileCount: number;
  /** Estimated from the tiles done; `null` before the first one. */
  readonly secondsLeft: number | null;
}

export interface EngineService {
  /** Calls `listener` at once and at each change; returns its remover. */
  readonly subscribe: (listener: (status: EngineStatus) => void) => () => void;
  /** Starts workers ahead of the first run. */
  readonly warmUp: () => Promise<void>;
  /**
   * Fills the image worker's probability map tile by tile.
   * `onTile` fires after each stored tile with its rectangle on the image's grid.
   * @throws `cancelled` within 100 ms of the abort; every other code of EngineApi
   */
  readonly predict: (request: PredictRequest) => Promise<PredictReport>;
  /** Seconds that `predict` would take, from earlier tiles or from a small probe; `null` unknown. */
  readonly estimateSeconds: (request: {
    readonly modelId: string;
    readonly width: number;
    readonly height: number;
    readonly averageSymmetries: boolean;
  }) => Promise<number | null>;
}

export interface PredictRequest {
  readonly imageId: string;
  readonly modelId: string;
  readonly input: ModelInput;
  readonly region: Rectangle | null;
  readonly averageSymmetries: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RunProgress) => void;
  readonly onTile: (window: Rectangle) => void;
}

export interface PredictReport {
  readonly backend: BackendName;
  readonly adapter: string;
  readonly tileCount: number;
  readonly inferenceMs: number;
}
