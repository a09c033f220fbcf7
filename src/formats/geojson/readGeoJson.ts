import * as v from 'valibot';
import type { FileObject, ObjectFile } from '#domain/outline/objectFile.ts';
import { GeometryReader } from '#formats/geojson/geometryReader.ts';
import { boundedName, FileBudget } from '#formats/objects/fileBudget.ts';
import { numberInName } from '#formats/objects/numberInName.ts';
import { PlaneGroups } from '#formats/objects/planeGroups.ts';
import { corruptFile } from '#formats/refusals.ts';

const GEOMETRY_TYPES = [
  'Polygon',
  'MultiPolygon',
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'GeometryCollection',
];

const planeSchema = v.object({ z: v.optional(v.number()), t: v.optional(v.number()) });

const geometrySchema = v.object({
  type: v.string(),
  coordinates: v.optional(v.unknown()),
  geometries: v.optional(v.array(v.unknown())),
  plane: v.optional(planeSchema),
});

const classificationSchema = v.union([
  v.object({ name: v.string() }),
  v.object({ names: v.pipe(v.array(v.string()), v.maxLength(100)) }),
  v.string(),
]);

const featureSchema = v.object({
  id: v.fallback(v.optional(v.union([v.string(), v.number()])), undefined),
  geometry: v.nullish(geometrySchema),
  properties: v.nullish(
    v.object({
      name: v.fallback(v.optional(v.union([v.string(), v.number()])), undefined),
      classification: v.fallback(v.optional(classificationSchema), undefined),
    }),
  ),
});

/**
 * Objects of GeoJSON: QuPath's and plain; a collection, a list of features, one feature or one
 * geometry.
 *
 * @param json parsed, of unknown origin
 * @returns `null` when it is no GeoJSON
 * @throws AppError `corrupt-file` when it contradicts the format, `too-large`
 */
export function readGeoJson(json: unknown): ObjectFile | null {
  const features = featuresOf(json);
  if (!features) return null;
  const groups = new PlaneGroups();
  const reader = new GeometryReader(new FileBudget());
  for (const [index, item] of features.entries()) {
    const parsed = v.safeParse(featureSchema, item);
    if (!parsed.success) throw badFeature(index, parsed.issues[0].message);
    const { geometry, properties, id } = parsed.output;
    const polygons = geometry ? reader.read(geometry, index) : [];
    const name = boundedName(properties?.name ?? id);
    const object: FileObject = {
      name,
      ...numberInName(name),
      className: classOf(properties?.classification),
      polygons,
    };
    const { z, t } = geometry?.plane ?? {};
    if (polygons.length === 0) groups.skip();
    else groups.add({ z: placeOf(z), t: placeOf(t) }, object);
  }
  return { formatName: 'GeoJSON', ...groups.finish() };
}

/** Whatever is there as a list of features, one by one still unchecked. */
function featuresOf(json: unknown): readonly unknown[] | null {
  if (Array.isArray(json)) return json.length > 0 && json.every(isFeature) ? json : null;
  if (isFeature(json)) return [json];
  const type = typeOf(json);
  if (type === 'FeatureCollection') {
    const { features } = json as { readonly features?: unknown };
    if (Array.isArray(features)) return features;
    throw corruptFile('The GeoJSON file is a collection without features.');
  }
  return GEOMETRY_TYPES.includes(type) ? [{ type: 'Feature', geometry: json }] : null;
}

function isFeature(json: unknown): boolean {
  return typeOf(json) === 'Feature';
}

function typeOf(json: unknown): string {
  const type = typeof json === 'object' && json !== null && 'type' in json ? json.type : null;
  return typeof type === 'string' ? type : '';
}

function classOf(classification: v.InferOutput<typeof classificationSchema> | undefined) {
  if (classification === undefined || typeof classification === 'string') {
    return boundedName(classification);
  }
  return boundedName(
    'name' in classification ? classification.name : classification.names.join(': '),
  );
}

/** Slices and time points are counted from 0; anything else tells nothing. */
function placeOf(index: number | undefined): number | null {
  return index !== undefined && Number.isInteger(index) && index >= 0 && index < 2 ** 31
    ? index
    : null;
}

function badFeature(index: number, message: string): Error {
  return corruptFile(
    `Feature ${index + 1} of the GeoJSON file is none (${message.slice(0, 200)}).`,
  );
}
