import type { UnetSpec } from '#domain/model/modelCard.ts';
import { weightShapes } from '#domain/model/weights.ts';
import { outputEdge, skipBorderPx } from '#domain/unet/validShape.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor, OnnxValue } from '#formats/onnx/onnxModel.ts';

/**
 * What a graph gives: `logits` of every class, their softmax `probability`, or `foreground` = 1 −
 * probability of class 0, as our own engine gives it.
 */
export type OnnxOutput = 'logits' | 'probability' | 'foreground';

/** Form of a graph around the network. */
export interface OnnxForm {
  /** Order of the axes of input and outputs: [batch, channels, height, width], or channels last. */
  readonly layout: 'channels-first' | 'channels-last';
  /** At least one, each once. */
  readonly outputs: readonly OnnxOutput[];
  /** Valid input size in px that the graph is fixed to, for one tile at a time; `null` = any. */
  readonly size: { readonly width: number; readonly height: number } | null;
}

/** Name of the graph's input: normalised intensities. */
export const INPUT_NAME = 'image';

const HEAD = { kernel_shape: [1, 1], strides: [1, 1] };

/**
 * Operations of the paper's U-Net. The constants lack the weights, which nodes name as
 * `weightShapes` does.
 *
 * Source: Ronneberger et al. 2015, Fig. 1, with ReLU after every convolution and up-convolution and
 * the cropped skip connection first in each concatenation.
 *
 * @throws AppError `shape-mismatch` when the network has no tile of the form's size
 */
export function unetGraph(spec: UnetSpec, form: OnnxForm): OnnxGraph {
  return new GraphBuilder(spec).build(form);
}

class GraphBuilder {
  readonly #spec: UnetSpec;
  readonly #kernelEdges: ReadonlyMap<string, readonly number[]>;
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxTensor[] = [];

  constructor(spec: UnetSpec) {
    this.#spec = spec;
    this.#kernelEdges = new Map(weightShapes(spec).map(({ name, shape }) => [name, shape]));
  }

  build(form: OnnxForm): OnnxGraph {
    const isLast = form.layout === 'channels-last';
    const first = isLast
      ? this.#add('Transpose', [INPUT_NAME], { perm: [0, 3, 1, 2] })
      : INPUT_NAME;
    // Results under their own names where they need not be turned.
    const name = (output: OnnxOutput) => (isLast ? `${output}_first` : output);
    const map = this.#network(first);
    this.#push('Conv', [map, 'head/kernel', 'head/bias'], name('logits'), HEAD);
    if (form.outputs.some((output) => output !== 'logits')) {
      this.#push('Softmax', [name('logits')], name('probability'), { axis: 1 });
    }
    if (form.outputs.includes('foreground')) {
      const background = this.#slice(name('probability'), [[1, 0, 1]]);
      const one = this.#constant([1], Float32Array.of(1));
      this.#push('Sub', [one, background], name('foreground'), {});
    }
    if (isLast) {
      for (const output of form.outputs) {
        this.#push('Transpose', [name(output)], output, { perm: [0, 2, 3, 1] });
      }
    }
    return {
      nodes: this.#nodes,
      constants: this.#constants,
      input: inputValue(this.#spec, form),
      outputs: form.outputs.map((output) => outputValue(this.#spec, form, output)),
    };
  }

  #network(input: string): string {
    const { depth } = this.#spec;
    let map = input;
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
    return map;
  }

  #convTwice(level: string, input: string): string {
    const first = this.#relu(this.#layer('Conv', `${level}/conv1`, input));
    return this.#relu(this.#layer('Conv', `${level}/conv2`, first));
  }

  #layer(operation: 'Conv' | 'ConvTranspose', name: string, input: string, stride = 1): string {
    const [height = 0, width = 0] = this.#kernelEdges.get(`${name}/kernel`) ?? [];
    return this.#add(operation, [input, `${name}/kernel`, `${name}/bias`], {
      kernel_shape: [height, width],
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
    const column = (index: 0 | 1 | 2) =>
      this.#constant(
        [cuts.length],
        BigInt64Array.from(cuts, (cut) => BigInt(cut[index])),
      );
    return this.#add('Slice', [input, column(1), column(2), column(0)]);
  }

  #add(
    operation: string,
    inputs: readonly string[],
    attributes: OnnxNode['attributes'] = {},
  ): string {
    return this.#push(
      operation,
      inputs,
      `${operation.toLowerCase()}${this.#nodes.length}`,
      attributes,
    );
  }

  #push(
    operation: string,
    inputs: readonly string[],
    output: string,
    attributes: OnnxNode['attributes'],
  ): string {
    this.#nodes.push({ operation, inputs, output, attributes });
    return output;
  }

  #constant(shape: readonly number[], data: OnnxTensor['data']): string {
    const name = `constant${this.#constants.length}`;
    this.#constants.push({ name, shape, data });
    return name;
  }
}

function inputValue({ inputChannels }: UnetSpec, form: OnnxForm): OnnxValue {
  const { size } = form;
  const edges = size ? [size.height, size.width] : ['height', 'width'];
  return { name: INPUT_NAME, shape: inOrder(form, inputChannels, edges) };
}

function outputValue({ depth, classCount }: UnetSpec, form: OnnxForm, name: OnnxOutput): OnnxValue {
  const { size } = form;
  const edges = size
    ? [outputEdge(size.height, depth), outputEdge(size.width, depth)]
    : ['output_height', 'output_width'];
  return { name, shape: inOrder(form, name === 'foreground' ? 1 : classCount, edges) };
}

function inOrder(
  { layout, size }: OnnxForm,
  channels: number,
  edges: readonly (number | string)[],
): OnnxValue['shape'] {
  const batch = size ? 1 : 'batch';
  return layout === 'channels-first' ? [batch, channels, ...edges] : [batch, ...edges, channels];
}
