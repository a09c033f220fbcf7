import { unzipSync } from 'fflate';
import type { LabelImage } from '#domain/image/labelImage.ts';

/**
 * Readers of object files written from the formats' definitions alone, which share nothing with the
 * page's own, for outlines on pixel edges.
 */
export type ObjectReader = (bytes: Uint8Array, size: ImageSize) => ReadObjects;

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels by object as the file gives them, whatever it says of their number. */
export interface ReadObjects {
  readonly labels: LabelImage;
  readonly classes: ReadonlyMap<number, number>;
  /** Pixels that two objects claim. */
  readonly overlapPx: number;
}

type Ring = readonly (readonly [number, number])[];

class Canvas implements ReadObjects {
  readonly labels: LabelImage;
  readonly classes = new Map<number, number>();
  overlapPx = 0;

  constructor({ width, height }: ImageSize) {
    this.labels = { width, height, data: new Uint32Array(width * height) };
  }

  set(index: number, label: number): void {
    if (this.labels.data[index] !== 0) this.overlapPx++;
    this.labels.data[index] = label;
  }

  /** Every upright edge turns inside out what lies right of it, in its rows. */
  fill(rings: readonly Ring[], label: number): void {
    const xs = rings.flat().map(([x]) => x);
    const ys = rings.flat().map(([, y]) => y);
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const columns = right - left + 1;
    const turns = new Uint8Array(columns * (bottom - top));
    eachUprightEdge(rings, (x, from, to) => {
      for (let row = from; row < to; row++) {
        const at = (row - top) * columns + x - left;
        turns[at] = 1 - (turns[at] as number);
      }
    });
    for (let row = top; row < bottom; row++) {
      let isInside = 0;
      for (let x = left; x < right; x++) {
        isInside ^= turns[(row - top) * columns + x - left] as number;
        if (isInside) this.set(row * this.labels.width + x, label);
      }
    }
  }
}

function eachUprightEdge(
  rings: readonly Ring[],
  visit: (x: number, from: number, to: number) => void,
): void {
  for (const ring of rings) {
    for (const [i, [x, y]] of ring.entries()) {
      const [nextX, nextY] = ring[(i + 1) % ring.length] as readonly [number, number];
      if (x !== nextX && y !== nextY) throw new Error('slanted edge');
      if (x === nextX) visit(x, Math.min(y, nextY), Math.max(y, nextY));
    }
  }
}

/** QuPath's GeoJSON, by RFC 7946. */
export const readGeoJsonObjects: ObjectReader = (bytes, size) => {
  const canvas = new Canvas(size);
  const { type, features } = JSON.parse(new TextDecoder().decode(bytes));
  if (type !== 'FeatureCollection') throw new Error(type);
  for (const { type: kind, geometry, properties } of features) {
    if (kind !== 'Feature' || properties.objectType !== 'detection') throw new Error(kind);
    const { coordinates } = geometry;
    const polygons: Ring[][] = geometry.type === 'Polygon' ? [coordinates] : coordinates;
    const label = Number(properties.name);
    if (!polygons.flat().every(isClosed)) throw new Error('open ring');
    canvas.fill(polygons.flat(), label);
    const number = /^Class (\d+)$/.exec(properties.classification?.name ?? '')?.[1] ?? '1';
    if (number !== '1') canvas.classes.set(label, Number(number));
  }
  return canvas;
};

function isClosed(ring: Ring): boolean {
  return ring.length >= 4 && String(ring[0]) === String(ring.at(-1));
}

/** COCO's object detection format, without packed run lengths. */
export const readCocoObjects: ObjectReader = (bytes, size) => {
  const canvas = new Canvas(size);
  const { images, annotations, categories } = JSON.parse(new TextDecoder().decode(bytes));
  const [image] = images;
  if (image.width !== size.width || image.height !== size.height) throw new Error('size');
  const known = new Set(categories.map(({ id }: { readonly id: number }) => id));
  const ids = new Set<number>();
  for (const annotation of annotations) {
    const { id, label, area, bbox, iscrowd, segmentation, category_id } = annotation;
    if (
      ids.has(id) ||
      iscrowd !== 0 ||
      annotation.image_id !== image.id ||
      !known.has(category_id)
    ) {
      throw new Error(`annotation ${id}`);
    }
    ids.add(id);
    const pixels = Array.isArray(segmentation)
      ? fillFlat(canvas, segmentation, label)
      : decodeRuns(canvas, segmentation, label);
    if (pixels && (pixels.area !== area || String(pixels.box) !== String(bbox))) {
      throw new Error(`area ${area} or box ${bbox}`);
    }
    if (category_id !== 1) canvas.classes.set(label, category_id);
  }
  return canvas;
};

function fillFlat(canvas: Canvas, [flat, ...others]: readonly number[][], label: number) {
  if (!flat || others.length > 0) throw new Error('one polygon was expected');
  const ring = flat.flatMap((x, i) => (i % 2 === 0 ? [[x, flat[i + 1]] as const] : []));
  canvas.fill([ring as Ring], label);
  return null; // pycocotools tells areas of polygons; here the pixels are compared
}

/** Runs down the columns: zeros, ones, zeros, … */
function decodeRuns(
  canvas: Canvas,
  { size, counts }: { readonly size: readonly number[]; readonly counts: readonly number[] },
  label: number,
) {
  const [height = 0, width = 0] = size;
  let at = 0;
  let area = 0;
  const box = [width, height, 0, 0] as [number, number, number, number];
  for (const [i, count] of counts.entries()) {
    for (let k = at; i % 2 === 1 && k < at + count; k++) {
      const x = Math.floor(k / height);
      const y = k % height;
      canvas.set(y * width + x, label);
      area++;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x + 1);
      box[3] = Math.max(box[3], y + 1);
    }
    at += count;
  }
  if (at !== width * height) throw new Error('run lengths');
  return { area, box: [box[0], box[1], box[2] - box[0], box[3] - box[1]] };
}

/** ImageJ's traced and composite ROIs, after ij.io.RoiDecoder 1.53t. */
export const readRoiObjects: ObjectReader = (bytes, size) => {
  const canvas = new Canvas(size);
  for (const [path, roi] of Object.entries(unzipSync(bytes))) {
    const view = new DataView(roi.buffer, roi.byteOffset, roi.byteLength);
    if (new TextDecoder().decode(roi.subarray(0, 4)) !== 'Iout') throw new Error(path);
    const header2 = view.getInt32(60);
    const nameOffset = view.getInt32(header2 + 16);
    const codes = Array.from({ length: view.getInt32(header2 + 20) }, (_, i) =>
      view.getUint16(nameOffset + 2 * i),
    );
    const name = String.fromCharCode(...codes);
    if (`${name}.roi` !== path) throw new Error(`${name} in ${path}`);
    const label = Number(name.slice(name.lastIndexOf('-') + 1));
    const type = view.getUint8(6);
    if (type !== 8 && type !== 1) throw new Error(`type ${type}`);
    canvas.fill(type === 8 ? [tracedRing(view)] : shapeRings(view), label);
    const group = view.getUint8(header2 + 30);
    if (group > 1) canvas.classes.set(label, group);
  }
  return canvas;
};

function tracedRing(view: DataView): Ring {
  const count = view.getUint16(16);
  return Array.from({ length: count }, (_, i) => [
    view.getInt16(10) + view.getInt16(64 + 2 * i),
    view.getInt16(8) + view.getInt16(64 + 2 * (count + i)),
  ]);
}

function shapeRings(view: DataView): Ring[] {
  const rings: [number, number][][] = [];
  const end = 64 + 4 * view.getInt32(36);
  for (let at = 64; at < end; at += 4) {
    const kind = view.getFloat32(at);
    if (kind === 4) continue;
    if (kind === 0) rings.push([]);
    rings.at(-1)?.push([view.getFloat32(at + 4), view.getFloat32(at + 8)]);
    at += 8;
  }
  return rings;
}
