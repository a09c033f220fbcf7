import type { BackendName } from '#domain/model/engineInfo.ts';

/** What the user or a script asked for. */
export type BackendChoice = BackendName | 'auto';

/** A backend that is worth starting, and why the faster ones are not. */
export interface BackendCandidate {
  readonly backend: BackendName;
  /** In plain words; empty when nothing faster was passed over. */
  readonly fallbackReason: string;
}

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/**
 * Backends to try, best first. A software rasteriser counts as no GPU: WebAssembly is many times
 * faster than a GPU that the CPU imitates.
 */
export async function chooseBackends(choice: BackendChoice): Promise<readonly BackendCandidate[]> {
  if (choice !== 'auto') return [{ backend: choice, fallbackReason: '' }];
  const candidates: BackendCandidate[] = [];
  const reasons: string[] = [];
  const webgpuReason = await whyNoWebgpu();
  if (webgpuReason) reasons.push(webgpuReason);
  else candidates.push({ backend: 'webgpu', fallbackReason: '' });

  if (candidates.length === 0) {
    const webglReason = whyNoWebgl();
    if (webglReason) reasons.push(webglReason);
    else candidates.push({ backend: 'webgl', fallbackReason: reasons.join(' ') });
  }
  candidates.push({ backend: 'wasm', fallbackReason: reasons.join(' ') });
  const lastResort = 'Plain JavaScript is the last resort and many times slower.';
  candidates.push({ backend: 'cpu', fallbackReason: [...reasons, lastResort].join(' ') });
  return candidates;
}

async function whyNoWebgpu(): Promise<string> {
  if (!('gpu' in navigator)) return 'This browser has no WebGPU.';
  try {
    const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return 'The browser offers no graphics card through WebGPU.';
    const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
    const name = [description, device, vendor, architecture].join(' ');
    if (!isFallbackAdapter && !SOFTWARE.test(name)) return '';
    return 'WebGPU would run in software here, which is slower than WebAssembly.';
  } catch (error) {
    return `WebGPU could not be asked for its adapter (${error instanceof Error ? error.message : error}).`;
  }
}

function whyNoWebgl(): string {
  const canvas = document.createElement('canvas');
  const gl = canvas.getContext('webgl2');
  if (!gl) return 'This browser has no WebGL 2.';
  const extension = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(extension?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE.test(renderer) ? 'WebGL would run in software too.' : '';
}
