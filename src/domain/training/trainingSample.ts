/** One step's worth of training data. */
export interface TrainingSample {
  readonly batchSize: number;
  readonly inputEdgePx: number;
  readonly outputEdgePx: number;
  readonly inputChannels: number;
  /** [batch, inputEdge, inputEdge, channels], normalised as the model's card says */
  readonly input: Float32Array<ArrayBuffer>;
  /** [batch, outputEdge, outputEdge], class indices; of no meaning where the weight is 0 */
  readonly target: Uint8Array<ArrayBuffer>;
  /** [batch, outputEdge, outputEdge], ≥ 0; 0 = ignored */
  readonly weights: Float32Array<ArrayBuffer>;
}
