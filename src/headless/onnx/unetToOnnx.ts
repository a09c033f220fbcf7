import type { UnetSpec } from '#domain/model/modelCard.ts';
import { type WeightShape, weightShapes } from '#domain/model/weights.ts';
import { outputEdge, skipBorderPx } from '#domain/unet/validShape.ts';
import { type OnnxGraph, type OnnxNode, type OnnxTensor, writeOnnx } from './onnxModel.ts';

/** Sizes that an exported network is fixed to. */
export interface OnnxTile {
  /** Valid input width in px. */
  readonly width: number;
  readonly height: number;
}

/**
 * The network as an ONNX file, for other engines to run the same work side by side.
 *
 * Input `image` [1, channels, height, width]; output `foreground` [1, 1, outputHeight, outputWidth],
 * 1 − softmax of class 0, as our own engine gives it.
 *
 * @param weights all weights in the order of `weightShapes(spec)`
 * @throws AppError `shape-mismatch` when the network has no such tile
 */
export function unetToOnnx(
  spec: UnetSpec,
  weights: Float32Array,
  tile: OnnxTile,
): Uint8Array<ArrayBuffer> {
  const graph = new UnetGraph(spec, weights);
  return writeOnnx(graph.build(tile));
}

class UnetGraph {
  readonly #spec: UnetSpec;
  readonly #weights: Float32Array;
  readonly #shapes: ReadonlyMap<string, WeightShape>;
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxTensor[] = [];

  constructor(spec: UnetSpec, weights: Float32Array) {
    this.#spec = spec;
    this.#weights = weights;
    this.#shapes = new Map(weightShapes(spec).map((weight) => [weight.name, weight]));
  }

  build({ width, height }: OnnxTile): OnnxGraph {
    const { depth, inputChannels } = this.#spec;
    let map = 'image';
    const skips: string[] = [];
    for (let level = 0; level < depth; level++) {
      map = this.#convTwice(`down${level}`, map);
      skips.push(map);
      map = this.#add('MaxPool', [map], { kernel_shape: [2, 2], strides: [2, 2] });
    }
    map = this.#convTwice(`down${depth}`, map);
    for (let level = depth - 1; level >= 0; level--) {
      const up = this.#relu(this.#layer('ConvTranspose', `up${level}/upconv`, map, 2));
      const skip = this.#crop(skips[level] ?? '', skipBorderPx(depth, level));
      map = this.#convTwice(`up${level}`, this.#add('Concat', [skip, up], { axis: 1 }));
    }
    const classes = this.#add('Softmax', [this.#layer('Conv', 'head', map)], { axis: 1 });
    const background = this.#slice(classes, [[1, 0, 1]]);
    this.#nodes.push({
      operation: 'Sub',
      inputs: [this.#floats('one', [1], Float32Array.of(1)), background],
      output: 'foreground',
    });
    return {
      nodes: this.#nodes,
      constants: this.#constants,
      input: { name: 'image', shape: [1, inputChannels, height, width] },
      output: {
        name: 'foreground',
        shape: [1, 1, outputEdge(height, depth), outputEdge(width, depth)],
      },
    };
  }

  #convTwice(level: string, input: string): string {
    const first = this.#relu(this.#layer('Conv', `${level}/conv1`, input));
    return this.#relu(this.#layer('Conv', `${level}/conv2`, first));
  }

  #layer(operation: 'Conv' | 'ConvTranspose', name: string, input: string, stride = 1): string {
    const { shape } = this.#weight(`${name}/kernel`);
    const [kernelHeight = 0, kernelWidth = 0] = shape;
    return this.#add(operation, [input, this.#kernel(name), this.#bias(name)], {
      kernel_shape: [kernelHeight, kernelWidth],
      strides: [stride, stride],
    });
  }

  #relu(input: string): string {
    return this.#add('Relu', [input]);
  }

  #crop(input: string, border: number): string {
    return this.#slice(input, [
      [2, border, -border],
      [3, border, -border],
    ]);
  }

  /** One [axis, start, end] per cut axis; a negative end counts from the axis' own. */
  #slice(input: string, cuts: readonly (readonly [number, number, number])[]): string {
    const column = (index: 0 | 1 | 2) => this.#integers(cuts.map((cut) => cut[index]));
    return this.#add('Slice', [input, column(1), column(2), column(0)]);
  }

  #add(
    operation: string,
    inputs: readonly string[],
    attributes: NonNullable<OnnxNode['attributes']> = {},
  ): string {
    const output = `${operation.toLowerCase()}${this.#nodes.length}`;
    this.#nodes.push({ operation, inputs, output, attributes });
    return output;
  }

  #weight(name: string): { readonly shape: readonly number[]; readonly data: Float32Array } {
    const { shape, offset, length } = this.#shapes.get(name) as WeightShape;
    return { shape, data: this.#weights.subarray(offset, offset + length) };
  }

  /** Ours [kernelHeight, kernelWidth, c, d] → [d, c, kernelHeight, kernelWidth] of ONNX. */
  #kernel(layer: string): string {
    const name = `${layer}/kernel`;
    const { shape, data } = this.#weight(name);
    const [kernelHeight = 0, kernelWidth = 0, third = 0, fourth = 0] = shape;
    const area = kernelHeight * kernelWidth;
    const moved = new Float32Array(data.length);
    for (let position = 0; position < area; position++) {
      for (let c = 0; c < third; c++) {
        for (let d = 0; d < fourth; d++) {
          moved[(d * third + c) * area + position] = data[
            (position * third + c) * fourth + d
          ] as number;
        }
      }
    }
    return this.#floats(name, [fourth, third, kernelHeight, kernelWidth], moved);
  }

  #bias(layer: string): string {
    const { shape, data } = this.#weight(`${layer}/bias`);
    return this.#floats(`${layer}/bias`, shape, data);
  }

  #floats(name: string, shape: readonly number[], data: Float32Array): string {
    this.#constants.push({ name, shape, data });
    return name;
  }

  #integers(values: readonly number[]): string {
    const name = `integers${this.#constants.length}`;
    const data = BigInt64Array.from(values, BigInt);
    this.#constants.push({ name, shape: [values.length], data });
    return name;
  }
}
