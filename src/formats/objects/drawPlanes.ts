import type { ObjectFile, ObjectFileSummary } from '#domain/outline/objectFile.ts';
import { type FileLabels, labelsOf } from '#formats/objects/labelsOf.ts';

/** The file without the outlines of its objects, which may be a million. */
export function summaryOf({ planes, ...facts }: ObjectFile): ObjectFileSummary {
  return {
    ...facts,
    planes: planes.map(({ objects, ...plane }, planeIndex) => {
      const classNames = [...new Set(objects.map(({ className }) => className))];
      return { ...plane, planeIndex, objectCount: objects.length, classNames };
    }),
  };
}

/**
 * Label image of some planes of a file, whose objects follow each other; see `labelsOf`.
 *
 * @throws AppError `too-large`
 */
export function drawPlanes(
  { planes }: ObjectFile,
  request: {
    readonly planeIndices: readonly number[];
    readonly width: number;
    readonly height: number;
    readonly classNumbers: ReadonlyMap<string, number>;
  },
): FileLabels {
  const { planeIndices, width, height, classNumbers } = request;
  const chosen = planeIndices.flatMap((index) => planes[index] ?? []);
  const place = { imageName: null, z: null, t: null, pageIndex: null, size: null };
  const [only] = chosen;
  const plane =
    only && chosen.length === 1
      ? only
      : { ...place, objects: chosen.flatMap(({ objects }) => objects) };
  return labelsOf(plane, width, height, classNumbers);
}
