import { encodeTiff, type TiffPicture } from '#testing/encodeTiff.ts';

/** A pyramid to be made: full pages that only claim their size, and levels that hold pixels. */
export interface PyramidPicture {
  /** Claimed by the full pages, px. */
  readonly fullEdge: number;
  /** Edges of the levels, px; value of all pixels of a level: its place in the file, from 0. */
  readonly levelEdges: readonly number[];
  /** `inside` = in SubIFDs of the page; `behind` = in the chain, marked as reduced. */
  readonly place: 'inside' | 'behind';
  /** Of the first page. */
  readonly tags?: TiffPicture['tags'];
  /** Of each level. */
  readonly levelTags?: TiffPicture['tags'];
}

/** A TIFF of one page and its pyramid. */
export async function encodePyramid(pyramid: PyramidPicture): Promise<Blob> {
  const { fullEdge, levelEdges, place, tags, levelTags } = pyramid;
  const file = (levelOffsets: readonly number[]): Blob =>
    encodeTiff({
      ...{ width: 64, height: 64, samplesPerPixel: 1, bits: 8, format: 'uint' },
      littleEndian: true,
      pages: [0, ...levelEdges].map((_, page) => new Uint8Array(64 * 64).fill(page)),
      tagsOfPage: (page) => {
        const edge = levelEdges[page - 1];
        if (edge !== undefined) return { 254: [1], ...sizeTags(edge), ...levelTags };
        return { ...sizeTags(fullEdge), ...(place === 'inside' && { 330: levelOffsets }), ...tags };
      },
    });
  if (place === 'behind') return file([]);
  // The offsets of the levels are known only once the file is written.
  const offsets = directoriesOf(await file(levelEdges.map(() => 0)).arrayBuffer());
  const bytes = await file(offsets.slice(1)).arrayBuffer();
  const view = new DataView(bytes);
  for (const offset of offsets) view.setUint32(nextAt(view, offset), 0, true);
  return new Blob([bytes]);
}

/** Directories of the chain of a little-endian TIFF. */
export function directoriesOf(bytes: ArrayBuffer): readonly number[] {
  const view = new DataView(bytes);
  const offsets: number[] = [];
  for (let at = view.getUint32(4, true); at !== 0; at = view.getUint32(nextAt(view, at), true)) {
    offsets.push(at);
  }
  return offsets;
}

function nextAt(view: DataView, directory: number): number {
  return directory + 2 + 12 * view.getUint16(directory, true);
}

function sizeTags(edge: number): TiffPicture['tags'] {
  return { 256: [edge], 257: [edge], 278: [edge] };
}
