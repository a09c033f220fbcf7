/** tfjs cannot train on WASM without this kernel. */
export const TFJS_ON_WASM = 'tfjs + plain Conv2DBackpropFilter';

/** Names of the engines that the bench compares. */
export type EngineName = 'cellpane' | 'tfjs' | typeof TFJS_ON_WASM | 'onnxruntime-web';
