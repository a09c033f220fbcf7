import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '#formats/joinBytes.ts';
import { readOnnxUnet, writeOnnxModel } from '#formats/onnx/onnxFile.ts';
import { type OnnxGraph, type OnnxTensor, writeOnnx } from '#formats/onnx/onnxModel.ts';
import { bytesField, numberField, textField } from '#formats/onnx/protobuf.ts';
import { readOnnxModel } from '#formats/onnx/readOnnxModel.ts';
import { type OnnxForm, unetGraph } from '#formats/onnx/unetGraph.ts';
import { modelContent } from '#testing/projectSamples.ts';

const model = modelContent('Cells');
const FORM: OnnxForm = { layout: 'channels-first', outputs: ['logits'], size: null };
const good = writeOnnxModel(model, FORM);

const refusal = (message: RegExp) =>
  expect.objectContaining({ code: 'bad-model', message: expect.stringMatching(message) }) as Error;

/** The file with its graph changed; the weights are those of the good file. */
function withGraph(change: (graph: OnnxGraph) => OnnxGraph, card?: string): Uint8Array {
  const stored = readOnnxModel(good);
  const constants = stored.constants.map(({ name, shape, dataType, bytes }): OnnxTensor => {
    const buffer = (bytes ?? new Uint8Array()).slice().buffer;
    return {
      name,
      shape,
      data: dataType === 1 ? new Float32Array(buffer) : new BigInt64Array(buffer),
    };
  });
  const metadata = { 'cellpane.card': card ?? stored.metadata.get('cellpane.card') ?? '' };
  return writeOnnx(change({ ...unetGraph(model.card.network, FORM), constants }), {
    description: '',
    metadata,
  });
}

function withWeight(name: string, change: Partial<OnnxTensor>): Uint8Array {
  return withGraph((graph) => ({
    ...graph,
    constants: graph.constants.map((tensor) =>
      tensor.name === name ? { ...tensor, ...change } : tensor,
    ),
  }));
}

function withNode(index: number, change: Partial<OnnxGraph['nodes'][number]>): Uint8Array {
  return withGraph((graph) => ({
    ...graph,
    nodes: graph.nodes.map((node, i) => (i === index ? { ...node, ...change } : node)),
  }));
}

const tensorMessage = (...parts: Uint8Array[]) => bytesField(7, bytesField(5, joinBytes(parts)));

describe('an ONNX file', () => {
  it('is read when a test writes it again unchanged, so that the changes below are what counts', () => {
    expect(
      readOnnxUnet(
        withGraph((graph) => graph),
        'x',
      ),
    ).toEqual(model);
  });

  it.each([
    ['nothing', new Uint8Array(0), /no.*ONNX file|without a graph/],
    ['text', new TextEncoder().encode('<html>not found</html>'), /cannot be used/],
    ['zeros', new Uint8Array(5000), /cannot be used/],
    ['a length of 2^63 bytes', Uint8Array.of(0x3a, ...Array(9).fill(0xff), 0x01), /claims|cannot/],
    ['a length beyond its end', Uint8Array.of(0x3a, 0x7f, 1, 2), /claims 127 bytes where 2/],
    ['a number that never ends', new Uint8Array(100).fill(0xff), /cannot be used/],
    [
      'a name of 2 MB',
      bytesField(7, bytesField(1, textField(4, 'x'.repeat(2e6)))),
      /text in it has 2000000 bytes/,
    ],
    [
      '3000 operations',
      bytesField(
        7,
        joinBytes(Array.from({ length: 3000 }, () => bytesField(1, textField(4, 'Relu')))),
      ),
      /more than 2000 operations/,
    ],
    [
      'a weight of a hundred axes',
      tensorMessage(...Array.from({ length: 100 }, () => numberField(1, 2))),
      /too many axes/,
    ],
  ])('of %s is refused', (_, bytes, message) => {
    expect(() => readOnnxUnet(bytes, 'x')).toThrow(refusal(message));
  });

  it.each([
    ['that is NaN', { data: new Float32Array(18).fill(Number.NaN) }, /holds NaN/],
    ['of whole numbers', { data: new BigInt64Array(18) }, /not kept as 32-bit floats/],
    ['that is too short', { data: new Float32Array(3) }, /has 12 bytes where 72 are needed/],
    ['of another shape', { shape: [2, 1, 9, 1] }, /is 2 × 1 × 9 × 1, but its layers need/],
    ['of a gigantic shape', { shape: [200, 1, 3, 3] }, /is 200 × 1 × 3 × 3, but|is missing|need/],
    ['of 10^9 features', { shape: [1e9, 1, 3, 3] }, /it has 1000000000 features/],
    ['that claims no features', { shape: [] }, /no number of features/],
    ['under another name', { name: 'w0' }, /do not have the names/],
  ])('with a weight %s is refused', (_, change, message) => {
    expect(() => readOnnxUnet(withWeight('down0/conv1/kernel', change), 'x')).toThrow(
      refusal(message),
    );
  });

  it.each([
    ['another operation', withNode(1, { operation: 'Sigmoid' }), /operation 2 is Sigmoid/],
    [
      'padded convolutions',
      withNode(0, { attributes: { kernel_shape: [3, 3], strides: [1, 1], pads: [1, 1, 1, 1] } }),
      /operation 1 \(Conv\) has the settings .*pads=1,1,1,1/,
    ],
    ['a connection that leads elsewhere', withNode(4, { inputs: ['image'] }), /reads "image"/],
    [
      'an operation more',
      withGraph((graph) => ({ ...graph, nodes: [...graph.nodes, ...graph.nodes.slice(-1)] })),
      /operations where its network needs/,
    ],
    ['another crop', withWeight('constant0', { data: BigInt64Array.of(0n, 0n) }), /Slice\) reads/],
    [
      'an output of another name',
      withGraph((graph) => ({ ...graph, outputs: [{ name: 'y', shape: [1] }] })),
      /outputs are called y/,
    ],
    ['a card that is none', withGraph((graph) => graph, '{'), /card in its metadata is no JSON/],
    ['a card without a title', withGraph((graph) => graph, '{"id":"a"}'), /not readable at/],
    [
      'the card of another network',
      withGraph(
        (graph) => graph,
        JSON.stringify({ ...model.card, network: { ...model.card.network, baseFeatures: 4 } }),
      ),
      /card says baseFeatures 4, but the network has 2/,
    ],
  ])('with %s is refused', (_, bytes, message) => {
    expect(() => readOnnxUnet(bytes, 'x')).toThrow(refusal(message));
  });

  it('of another program is refused by the name of that program', () => {
    const foreign = writeOnnx(
      {
        nodes: [{ operation: 'Relu', inputs: ['x'], output: 'y', attributes: {} }],
        constants: [],
        input: { name: 'x', shape: [1] },
        outputs: [{ name: 'y', shape: [1] }],
      },
      { description: '', metadata: {} },
    );
    const renamed = new TextDecoder('latin1').decode(foreign).replace('cellpane', 'pytorch!');
    const bytes = Uint8Array.from(renamed, (letter) => letter.charCodeAt(0));
    expect(() => readOnnxUnet(bytes, 'x')).toThrow(refusal(/comes from pytorch!/));
  });

  it('with any bytes changed or cut off is read or refused in words, never worse', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(good.length),
        (changes, length) => {
          const bytes = good.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          try {
            const { weights } = readOnnxUnet(bytes, 'x');
            expect(weights.every(Number.isFinite)).toBe(true);
          } catch (error) {
            expect(error).toMatchObject({ code: 'bad-model' });
          }
        },
      ),
      { numRuns: 1500, seed: 6 },
    );
  });
});
