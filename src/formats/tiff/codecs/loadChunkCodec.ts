import { inflateInto } from '#formats/inflateInto.ts';
import { inflateNatively } from '#formats/inflateNatively.ts';
import type { ChunkCodec } from '#formats/tiff/codecs/chunkCodec.ts';
import { COMPRESSION } from '#formats/tiff/codecs/compressionNames.ts';
import { decodeLzw } from '#formats/tiff/codecs/lzw.ts';
import { decodePackBits } from '#formats/tiff/codecs/packBits.ts';
import type { PageLayout } from '#formats/tiff/pixels/pageLayout.ts';

/** A codec that fills a buffer and tells how far it came. */
type ByteCodec = (input: Uint8Array, output: Uint8Array) => number;

/** The codec of a page; the large ones are fetched when a file needs them. */
export async function loadChunkCodec(layout: PageLayout): Promise<ChunkCodec> {
  switch (layout.compression) {
    case COMPRESSION.lzw:
      return byteCodec(decodeLzw);
    case COMPRESSION.packBits:
      return byteCodec(decodePackBits);
    case COMPRESSION.deflate:
    case COMPRESSION.oldDeflate:
      return inflateChunk;
    case COMPRESSION.zstd: {
      const { decodeZstd } = await import('#formats/tiff/codecs/zstd.ts');
      return (input, { fullRows, rowBytes }) => decodeZstd(input, fullRows * rowBytes);
    }
    case COMPRESSION.jpeg:
      return (await import('#formats/tiff/codecs/jpeg.ts')).loadJpegCodec(layout);
    case COMPRESSION.webp:
      return (await import('#formats/tiff/codecs/webp.ts')).decodeWebpChunk;
    case COMPRESSION.none:
      return (input) => input.slice();
    default:
      return (await import('#formats/tiff/codecs/ccitt.ts')).ccittCodec(layout);
  }
}

/** Deflated strips and tiles, which make up most large images. */
const inflateChunk: ChunkCodec = async (input, { rows, rowBytes }) => {
  const output = new Uint8Array(rows * rowBytes);
  if (await inflateNatively(output, input)) return output;
  return output.fill(0).subarray(0, inflateInto(output, [input]));
};

function byteCodec(decode: ByteCodec): ChunkCodec {
  return (input, { rows, rowBytes }) => {
    const output = new Uint8Array(rows * rowBytes);
    return output.subarray(0, decode(input, output));
  };
}
