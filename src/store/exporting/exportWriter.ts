import type { AnnotationSnapshot } from '#domain/annotation/annotationSnapshot.ts';
import type { PlanePlace } from '#domain/export/exportedPlane.ts';
import type { ExportedFile, ExportOptions } from '#domain/export/exportOptions.ts';
import type { PlaneFacts } from '#domain/export/planeFacts.ts';
import type { ShownChannel } from '#domain/image/shownChannel.ts';
import { AppError } from '#lib/errors.ts';
import type { Services } from '#store/services.ts';
import type { ExportApi } from '#workers/exportApi.ts';
import type { PlaneObjects } from '#workers/imageApi.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** A plane that lies in the image worker now. */
export interface HeldPlane {
  /** Id under which the image worker has it, with its objects unless an annotation is given. */
  readonly imageId: string;
  /** File name of the image, as the files tell it. */
  readonly imageName: string;
  readonly place: PlanePlace;
  readonly width: number;
  readonly height: number;
  readonly pixelSizeUm: number | null;
  readonly facts: PlaneFacts;
  /** To be written instead of what was found; its pixels are taken. */
  readonly annotation: AnnotationSnapshot | null;
  /** How the overlay shows the image. */
  readonly shown: readonly ShownChannel[];
}

/** Writes one set of files. Wait for each call before the next; call `close` in the end. */
export interface ExportWriter {
  /**
   * Writes a plane into the files of its image.
   *
   * @param stem beginning of their names, as `uniqueStems` gives it; may begin with folders
   */
  readonly addPlane: (stem: string, plane: HeldPlane) => Promise<void>;
  /** Ends an image; its files, or none while they are packed into a ZIP file. */
  readonly endImage: () => Promise<readonly ExportedFile[]>;
  /** Forgets the image that was begun, after a failure of it. */
  readonly dropImage: () => Promise<void>;
  /** Ends the set; the files that tell of all images, or the ZIP file. */
  readonly end: () => Promise<readonly ExportedFile[]>;
  /** Ends the worker. */
  readonly close: () => void;
}

type ExportServices = Pick<Services, 'image' | 'startExport'>;

/** Pixels of the overlay that are on their way at a time. */
const BAND_PIXELS = 2 ** 20;

/**
 * Begins a set of files. All its calls fail with `cancelled` once `signal` fires.
 */
export async function openExport(
  services: ExportServices,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<ExportWriter> {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
  const worker = services.startExport();
  const stop = () => worker.terminate();
  signal.addEventListener('abort', stop, { once: true });
  await worker.client.begin({ options });
  return {
    addPlane: (stem, plane) => addPlane({ services, worker, options }, stem, plane),
    endImage: () => worker.client.endImage({}),
    dropImage: async () => {
      await worker.client.dropImage({});
    },
    end: () => worker.client.end({}),
    close: () => {
      signal.removeEventListener('abort', stop);
      worker.terminate();
    },
  };
}

interface Writing {
  readonly services: ExportServices;
  readonly worker: WorkerHandle<ExportApi>;
  readonly options: ExportOptions;
}

async function addPlane(
  { services, worker, options }: Writing,
  stem: string,
  plane: HeldPlane,
): Promise<void> {
  const { imageName, place, pixelSizeUm, annotation, facts } = plane;
  const parts = await readObjects(services, options, plane);
  const classes = annotation?.classes ?? new Map<number, number>();
  const { labels, map, objects } = parts;
  await worker.client.addPlane(
    { stem, plane: { imageName, place, pixelSizeUm, classes, labels, map, objects }, facts },
    {
      transfer: [
        labels.data.buffer,
        ...(map ? [map.data.buffer] : []),
        ...objects.columns.map(({ values }) => values.buffer),
      ],
    },
  );
  if (options.formats.includes('overlay-png')) await addShown(services, worker, plane);
}

function readObjects(
  services: ExportServices,
  { formats }: ExportOptions,
  { imageId, pixelSizeUm, annotation }: HeldPlane,
): Promise<PlaneObjects> {
  if (!annotation) {
    const isMapWanted = formats.includes('probability-tiff');
    return services.image.exportPlane({ imageId, isMapWanted, pixelSizeUm });
  }
  const { labels } = annotation;
  return services.image.exportAnnotation(
    { imageId, annotation: labels, pixelSizeUm },
    { transfer: [labels.data.buffer] },
  );
}

/** The picture under the overlay passes band by band, so that it never lies in memory whole. */
async function addShown(
  services: ExportServices,
  worker: WorkerHandle<ExportApi>,
  { imageId, width, height, shown }: HeldPlane,
): Promise<void> {
  const bandRows = Math.max(1, Math.floor(BAND_PIXELS / width));
  for (let firstRow = 0; firstRow < height; firstRow += bandRows) {
    const rowCount = Math.min(bandRows, height - firstRow);
    const rows = await services.image.readShownRows({
      imageId,
      channels: shown,
      rows: { firstRow, rowCount },
    });
    await worker.client.addShownRows({ rows }, { transfer: [rows.buffer] });
  }
}
