import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import type { ObjectTable } from '#domain/measurement/objectTable.ts';
import type { ObjectOutline, OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { traceOutlines } from '#domain/outline/traceOutlines.ts';
import { classNameOf } from '#formats/objects/className.ts';
import { commaLines, encodePieces } from '#formats/objects/textPieces.ts';

/**
 * Objects of one image as a GeoJSON FeatureCollection that QuPath opens as detections: coordinates
 * in px from the upper left corner of the image, holes kept, measurements by column id. The class is
 * told when there is more than one, slice and time point when there is more than one plane.
 *
 * Source: RFC 7946; members `objectType`, `classification`, `measurements` and `plane` as QuPath 0.5
 * writes them.
 *
 * @param planes of one image
 * @returns the file, in pieces
 */
export function writeGeoJson(planes: readonly ExportedPlane[]): readonly Uint8Array<ArrayBuffer>[] {
  return encodePieces(collection(planes));
}

function* collection(planes: readonly ExportedPlane[]): Generator<string> {
  const hasClasses = planes.some(({ classes }) => classes.size > 0);
  const isStack = planes.length > 1 || planes.some(({ place }) => place.z + place.t > 0);
  yield '{"type":"FeatureCollection","features":[';
  yield* commaLines(features(planes, hasClasses, isStack));
  yield '\n]}\n';
}

function* features(
  planes: readonly ExportedPlane[],
  hasClasses: boolean,
  isStack: boolean,
): Generator<string> {
  for (const { labels, classes, objects, place } of planes) {
    const measurements = measurementsByLabel(objects);
    const plane = isStack ? { plane: { c: -1, z: place.z, t: place.t } } : {};
    for (const object of traceOutlines(labels, classes)) {
      const { label, classIndex } = object;
      const feature = {
        type: 'Feature',
        geometry: { ...geometryOf(object), ...plane },
        properties: {
          objectType: 'detection',
          name: String(label),
          ...(hasClasses && { classification: { name: classNameOf(classIndex) } }),
          measurements: measurements(label),
        },
      };
      yield JSON.stringify(feature);
    }
  }
}

function geometryOf({ polygons }: ObjectOutline) {
  const [first, ...others] = polygons;
  if (first && others.length === 0) return { type: 'Polygon', coordinates: closedRings(first) };
  return { type: 'MultiPolygon', coordinates: polygons.map(closedRings) };
}

/**
 * Outer rings run counter-clockwise by the standard's axes, of which y points up: clockwise on the
 * screen, as they are traced.
 */
function closedRings({ outer, holes }: OutlinePolygon): number[][][] {
  return [outer, ...holes].map((ring) => {
    const corners: number[][] = [];
    for (let i = 0; i < ring.length; i += 2) {
      corners.push([ring[i] as number, ring[i + 1] as number]);
    }
    corners.push([ring[0] as number, ring[1] as number]);
    return corners;
  });
}

/** Values of an object by column; without those that it does not have, for which JSON has no number. */
function measurementsByLabel({ rowCount, columns }: ObjectTable) {
  const labels = columns.find(({ id }) => id === 'label')?.values ?? new Float64Array(0);
  const rows = new Map<number, number>();
  for (let row = 0; row < Math.min(rowCount, labels.length); row++) {
    rows.set(labels[row] as number, row);
  }
  const others = columns.filter(({ id }) => id !== 'label');
  return (label: number): Readonly<Record<string, number>> => {
    const row = rows.get(label) ?? -1;
    const values = others.map(({ id, values }) => [id, values[row] ?? Number.NaN] as const);
    return Object.fromEntries(values.filter(([, value]) => Number.isFinite(value)));
  };
}
