import type { ObjectFile, ObjectFilePlane } from '#domain/outline/objectFile.ts';
import { drawPlanes, summaryOf } from '#formats/objects/drawPlanes.ts';
import { readObjectFile } from '#formats/objects/readObjectFile.ts';
import { AppError } from '#lib/errors.ts';
import type { Services } from '#store/services.ts';

/** Objects of a plane as boxes: x, y, width, height in px, and the name of a class. */
export interface BoxPlane extends Partial<Omit<ObjectFilePlane, 'objects'>> {
  readonly boxes: readonly (readonly [
    x: number,
    y: number,
    width: number,
    height: number,
    className?: string | undefined,
  ])[];
}

/** A file that the fake service reads as GeoJSON of these objects. */
export function boxFile(name: string, ...planes: readonly BoxPlane[]): File {
  return new File([JSON.stringify({ type: 'FeatureCollection', planes })], name);
}

/**
 * Reads files of `boxFile`; `bad…` is refused, all else is read as the worker does.
 *
 * @param log gets `close` for every file that is closed
 */
export function fakeObjectFiles(log: string[]): Services['objectFiles'] {
  return {
    open: async (file) => {
      const objects = await readBoxes(file);
      if (!objects) return null;
      let isClosed = false;
      const close = (): void => {
        if (!isClosed) log.push(`close ${file.name}`);
        isClosed = true;
      };
      return {
        ...summaryOf(objects),
        close,
        draw: async (request) => drawPlanes(objects, request),
      };
    },
  };
}

async function readBoxes(file: File): Promise<ObjectFile | null> {
  const text = await file.text();
  if (text.startsWith('bad')) throw new AppError('corrupt-file', 'The file ends early.');
  if (!text.startsWith('{"type":"FeatureCollection","planes"')) return readObjectFile(file);
  const { planes } = JSON.parse(text) as { readonly planes: readonly BoxPlane[] };
  return { formatName: 'GeoJSON', planes: planes.map(planeOf), skippedCount: 0 };
}

function planeOf({ boxes, imageName, z, t, pageIndex, size }: BoxPlane): ObjectFilePlane {
  return {
    imageName: imageName ?? null,
    z: z ?? null,
    t: t ?? null,
    pageIndex: pageIndex ?? null,
    size: size ?? null,
    objects: boxes.map(([x, y, width, height, className]) => ({
      name: null,
      className: className ?? null,
      polygons: [
        {
          outer: Float64Array.of(x, y, x + width, y, x + width, y + height, x, y + height),
          holes: [],
        },
      ],
    })),
  };
}
