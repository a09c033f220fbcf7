/** Where the network can run, fastest first on a machine with a GPU. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** True where tiles run on a graphics card (or what imitates one) and shaders are compiled first. */
export function isGpuBackend(backend: BackendName): boolean {
  return backend === 'webgpu' || backend === 'webgl';
}

/** What a started engine says of itself. */
export interface EngineInfo {
  readonly backend: BackendName;
  /** Name of the GPU adapter, or of the instruction set on WASM. */
  readonly adapter: string;
  /** True for software rasterisers that only pretend to be a GPU. */
  readonly isSoftware: boolean;
  /** Largest single buffer in bytes; `null` where there is no fixed limit. */
  readonly maxBufferBytes: number | null;
}
