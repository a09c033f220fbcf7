import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { parameterCount } from '#domain/model/weights.ts';
import {
  PROJECT_VERSION,
  type ProjectFacts,
  type ProjectImage,
  type ProjectPrediction,
} from '#domain/project/project.ts';
import type { ImagePixels, ProjectParts } from '#domain/project/projectParts.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';
import { writeProjectZip } from '#formats/project/writeProjectZip.ts';
import { keptAnnotation } from '#testing/keptAnnotation.ts';

/** A whole project in memory, as a test makes it. */
export interface MemoryProject {
  readonly facts: ProjectFacts;
  readonly images: readonly ProjectImage[];
  /** By image id. */
  readonly pixels: ReadonlyMap<string, ImagePixels>;
  /** By image id and page: `image-1/0`. */
  readonly maps: ReadonlyMap<string, ProbabilityMap>;
  readonly annotations: ReadonlyMap<string, StoredAnnotation>;
  readonly models: ReadonlyMap<string, ModelContent>;
}

const SETTINGS = {
  threshold: 0.5,
  minimumSizePx: 16,
  fillHoles: true,
  removeBorderObjects: false,
  splitTouching: 0.9,
  growToBorders: false,
};

/** Facts of a project with these images. */
export function projectFacts(imageIds: readonly string[]): ProjectFacts {
  return {
    version: PROJECT_VERSION,
    id: 'project-1',
    title: 'Zellen & Kerne “A”',
    createdAt: '2026-05-04T10:00:00.000Z',
    changedAt: '2026-05-05T11:30:00.500Z',
    imageIds,
    currentImageId: imageIds[0] ?? null,
    settings: {
      chosenModelId: 'nuclei',
      runOptions: { scale: 0.5, averageSymmetries: true, region: 'rectangle' },
      overlay: { isVisible: false, style: 'filled', opacity: 0.35 },
      shownOverlay: 'annotation',
      paint: {
        mode: 'extend',
        radiusPx: 7.5,
        eraseTo: 'ignore',
        overwritesObjects: true,
        classIndex: 2,
        classCount: 3,
      },
      training: {
        start: 'scratch',
        presetId: null,
        recipe: { ...presetRecipe('fine-tuning'), seed: 12, iterations: 345 },
        roles: Object.fromEntries(imageIds.map((id) => [id, 'validation' as const])),
      },
    },
  };
}

/** Facts of an image without predictions. */
export function projectImage(id: string, name: string, image: DecodedImage): ProjectImage {
  const { channels, ...info } = image;
  return {
    id,
    name,
    folder: 'plate 1/well A1',
    file: { byteLength: 70, lastModifiedMs: 1_700_000_000_123 },
    series: null,
    pageIndex: info.pageIndex,
    info,
    display: channels.map((_, i) => ({
      range: [i, 200.5] as const,
      color: '#00ff7f',
      gamma: 1 + i / 2,
      isVisible: i === 0,
    })),
    pixelSizeUm: 0.325,
    input: { channels: [channels.length - 1], invert: true },
    rectangle: { x: 1, y: 0, width: 2, height: 1 },
    tunedSettings: { nuclei: { ...SETTINGS, threshold: 0.61 } },
    predictions: [],
  };
}

/** The same image with its three pages in two files, which lie in time. */
function stackOfFiles(image: ProjectImage): ProjectImage {
  const stack = { sizeZ: 1, sizeT: 3, fastest: 'z', zStepUm: null, timeStepS: 0.5 } as const;
  const files = [
    { name: 'T0.tif', byteLength: 20 },
    { name: 'T1.tif', byteLength: 50 },
  ];
  const series = { files, picturesPerPage: 1, places: [0, 0, 1, 0, 1, 1] };
  return { ...image, info: { ...image.info, stack }, series };
}

/** A small image whose samples differ. */
export function decodedImage(width: number, height: number, seed: number): DecodedImage {
  const plane = (offset: number) =>
    Uint16Array.from({ length: width * height }, (_, i) => (i * 257 + seed * 31 + offset) & 0xffff);
  return {
    width,
    height,
    pixelType: 'uint16',
    channels: [plane(0), plane(5)],
    channelNames: ['DAPI', '=GFP "1"'],
    isRgb: false,
    bitsPerSample: 12,
    pageIndex: 0,
    pageCount: 3,
    pixelSizeUm: null,
    formatName: 'TIFF',
  };
}

export function predictionOf(pageIndex: number, modelId: string): ProjectPrediction {
  return {
    pageIndex,
    modelId,
    settings: SETTINGS,
    regions: [{ x: 0, y: 0, width: 2, height: 2 }],
    deletions: [[3, 4], [0]],
    isUnsaved: true,
    mapId: `map-${pageIndex}`,
    summary: { objectCount: 2, meanAreaPx: 3.5, coveredFraction: 0.25 },
  };
}

export function probabilityMap(width: number, height: number, seed: number): ProbabilityMap {
  const data = Uint16Array.from({ length: width * height }, (_, i) => (i * 977 + seed) & 0xffff);
  return { width, height, data };
}

export function modelContent(title: string): ModelContent {
  const network = { depth: 1, baseFeatures: 2, inputChannels: 1, classCount: 2 };
  const weights = Float32Array.from({ length: parameterCount(network) }, (_, i) => Math.sin(i));
  return { card: { ...unknownCard(network, title), id: 'kept-cells-1' }, weights };
}

/** Two images, one with a file and one without, with predictions, annotations and a model. */
export function sampleProject(): MemoryProject {
  const first = decodedImage(6, 5, 1);
  const second = decodedImage(4, 4, 2);
  const bytes = Uint8Array.from({ length: 70 }, (_, i) => (i * 73) & 255);
  const model = modelContent('Cells');
  const images = [
    {
      ...stackOfFiles(projectImage('image-1', '../Zelle ä/1:2.TIF', first)),
      predictions: [predictionOf(0, model.card.id), predictionOf(2, 'nuclei')],
    },
    { ...projectImage('image-2', 'Sample 😀', second), file: null },
    projectImage('image-3', 'gone.png', second),
  ];
  const annotation = keptAnnotation(6, 5, [
    {
      kind: 'stroke',
      points: new Float32Array([2, 2, 1.5]),
      value: 'new',
      overwritesObjects: true,
    },
    'rebase',
    { kind: 'stroke', points: new Float32Array([4, 3, 1]), value: 'new', overwritesObjects: true },
    { kind: 'background-elsewhere' },
    'undo',
  ]);
  return {
    facts: projectFacts(images.map(({ id }) => id)),
    images,
    pixels: new Map<string, ImagePixels>([
      ['image-1', { kind: 'file', file: new Blob([bytes]) }],
      ['image-2', { kind: 'planes', image: second }],
    ]),
    maps: new Map([
      ['image-1/0', probabilityMap(6, 5, 1)],
      ['image-1/2', probabilityMap(8, 9, 2)],
    ]),
    annotations: new Map([
      ['image-1/0', annotation],
      ['image-2/0', keptAnnotation(4, 4, [])],
    ]),
    models: new Map([[model.card.id, model]]),
  };
}

/** The project as the ZIP writer takes it. */
export function projectParts(project: MemoryProject): ProjectParts {
  const { facts, images, pixels, maps, annotations, models } = project;
  const pages = (imageId: string) =>
    [...annotations.keys()]
      .filter((key) => key.startsWith(`${imageId}/`))
      .map((key) => Number(key.slice(imageId.length + 1)));
  return {
    facts,
    images,
    annotatedPages: new Map(images.map(({ id }) => [id, pages(id)])),
    modelIds: [...models.keys()],
    byteLength: 10_000,
    readSource: async (imageId) => pixels.get(imageId) ?? null,
    readMap: async (imageId, page) => present(maps.get(`${imageId}/${page}`)),
    readAnnotation: async (imageId, page) => present(annotations.get(`${imageId}/${page}`)),
    readModel: async (modelId) => present(models.get(modelId)),
  };
}

/** The bytes of its ZIP file. */
export async function zipOf(project: MemoryProject): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: BlobPart[] = [];
  await writeProjectZip(projectParts(project), (bytes) => {
    pieces.push(bytes.slice());
  });
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function present<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The test asked for a part that it did not make.');
  return part;
}
