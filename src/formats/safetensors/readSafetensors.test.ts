import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

/** A file as the format describes it, from a header and the bytes of its data. */
function file(header: unknown, body: readonly number[] = []): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  );
  const bytes = new Uint8Array(8 + json.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(body, 8 + json.length);
  return bytes;
}

function entry(dtype: string, shape: readonly number[], start: number, end: number) {
  return { dtype, shape, data_offsets: [start, end] };
}

const corruptFile = expect.objectContaining({ code: 'corrupt-file' });

describe('readSafetensors', () => {
  it('reads names, shapes, numbers and metadata', () => {
    const bytes = file(
      {
        __metadata__: { format: 'pt' },
        'a/kernel': entry('F32', [2], 2, 10),
        b: entry('I16', [1, 1], 0, 2),
      },
      [0xfe, 0xff, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0],
    );
    const { tensors, metadata } = readSafetensors(bytes);
    expect([...metadata]).toEqual([['format', 'pt']]);
    expect([...tensors.keys()]).toEqual(['a/kernel', 'b']);
    expect(tensors.get('a/kernel')).toEqual({
      dtype: 'F32',
      shape: [2],
      data: Float32Array.of(1, -2),
    });
    expect(tensors.get('b')).toEqual({ dtype: 'I16', shape: [1, 1], data: Int16Array.of(-2) });
  });

  it.each([
    ['F16', 2, [0x00, 0x3c], Float32Array.of(1)],
    ['F16', 2, [0xff, 0xfb], Float32Array.of(-65504)],
    ['F16', 2, [0x01, 0x00], Float32Array.of(2 ** -24)],
    ['F16', 2, [0x00, 0x7c], Float32Array.of(Number.POSITIVE_INFINITY)],
    ['BF16', 2, [0xc0, 0xbf], Float32Array.of(-1.5)],
    ['I64', 8, [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], BigInt64Array.of(-1n)],
    ['F64', 8, [0, 0, 0, 0, 0, 0, 0xf0, 0x3f], Float64Array.of(1)],
    ['BOOL', 1, [1], Uint8Array.of(1)],
  ])('reads %s', (dtype, byteCount, body, expected) => {
    const tensor = readSafetensors(file({ x: entry(dtype, [], 0, byteCount) }, body)).tensors.get(
      'x',
    );
    expect(tensor?.data).toEqual(expected);
    expect(tensor?.shape).toEqual([]);
  });

  it('reads from the middle of a buffer at any alignment', () => {
    const bytes = file({ x: entry('U32', [1], 0, 4) }, [1, 2, 3, 4]);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(readSafetensors(shifted.subarray(3)).tensors.get('x')?.data).toEqual(
      Uint32Array.of(0x04030201),
    );
  });

  it('reads a file without arrays', () => {
    expect(readSafetensors(file({})).tensors.size).toBe(0);
  });

  it.each([
    ['no bytes', new Uint8Array(0)],
    ['a header longer than the file', file({}).with(0, 200)],
    ['an absurd header length', new Uint8Array(16).fill(255)],
    ['a header that is not JSON', file('{"x":')],
    ['a header that is a list', file([])],
    ['an unknown number type', file({ x: entry('F4', [1], 0, 1) }, [0])],
    ['a negative edge', file({ x: entry('U8', [-1], 0, 1) }, [0])],
    ['a shape that disagrees with the offsets', file({ x: entry('U8', [2], 0, 1) }, [0])],
    ['offsets beyond the end', file({ x: entry('U8', [2], 0, 2) }, [0])],
    ['bytes that belong to nothing', file({ x: entry('U8', [1], 0, 1) }, [0, 0])],
    ['a gap', file({ x: entry('U8', [1], 1, 2) }, [0, 0])],
    ['an overlap', file({ x: entry('U8', [2], 0, 2), y: entry('U8', [2], 1, 3) }, [0, 0, 0])],
    ['metadata that are not texts', file({ __metadata__: { a: 1 } })],
  ])('refuses %s', (_what, bytes) => {
    expect(() => readSafetensors(bytes)).toThrow(corruptFile);
  });

  it.skipIf(!hasShared)('reads the reference scores file', () => {
    const bytes = readFileSync(sharedPath('reference/scores.safetensors'));
    const truth = readSafetensors(bytes).tensors.get('0/truth');
    expect(truth?.shape).toEqual([603, 1272]);
    expect(truth?.data).toBeInstanceOf(Int32Array);
    expect(new Set(truth?.data as Int32Array).size).toBe(376);
  });

  it.skipIf(!hasShared)('refuses a reference file with its last byte cut off', () => {
    const bytes = readFileSync(sharedPath('reference/weight-maps.safetensors'));
    expect(() => readSafetensors(bytes.subarray(0, -1))).toThrow(corruptFile);
  });
});
