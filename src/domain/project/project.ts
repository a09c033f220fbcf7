import type { ChannelDisplay, ChannelInput } from '#domain/image/channelDisplay.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ImageSeries } from '#domain/image/imageSeries.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { PlaneSummary } from '#domain/measurement/planeSummary.ts';
import type { OverlayOptions, PaintOptions, RunOptions } from '#domain/project/workSettings.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { TrainingSetup } from '#domain/training/trainingSetup.ts';

/** Version of everything below. Raised by each change of it; `migrateProject` reads all earlier. */
export const PROJECT_VERSION = 3;

/** A project without its images. Plain data: no pixels. */
export interface ProjectFacts {
  readonly version: number;
  /** The same for ever; a duplicate has another. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601 */
  readonly createdAt: string;
  /** ISO 8601 */
  readonly changedAt: string;
  /** In the order of the list. */
  readonly imageIds: readonly string[];
  readonly currentImageId: string | null;
  readonly settings: ProjectSettings;
}

/** How the page was set when the project was last seen. */
export interface ProjectSettings {
  readonly chosenModelId: string | null;
  readonly runOptions: RunOptions;
  readonly overlay: OverlayOptions;
  readonly shownOverlay: 'prediction' | 'annotation';
  readonly paint: PaintOptions;
  readonly training: TrainingSetup;
}

/** What tells a file from others of its name. */
export interface ImageFileFacts {
  readonly byteLength: number;
  /** As `File.lastModified`; `null` where it is not known. */
  readonly lastModifiedMs: number | null;
}

/** One image of a project. */
export interface ProjectImage {
  /** The same in every session, so that an interrupted training finds its images. */
  readonly id: string;
  /** File name, as shown in the list. */
  readonly name: string;
  /** Folder it was dropped with, `''` for single files. */
  readonly folder: string;
  /** The original file, to know it again when its copy is missing; `null` = there was none. */
  readonly file: ImageFileFacts | null;
  /** Where its pages lie when it was opened from several files; `null` = from one. */
  readonly series: ImageSeries | null;
  /** Page that is shown. */
  readonly pageIndex: number;
  /** What is known of that page. */
  readonly info: Omit<DecodedImage, 'channels'>;
  readonly display: readonly ChannelDisplay[];
  /** Edge of a pixel in µm: from the file, or as typed. */
  readonly pixelSizeUm: number | null;
  readonly input: ChannelInput;
  /** Rectangle drawn by the user, in px. */
  readonly rectangle: Rectangle | null;
  /** Object settings that the user changed, by model id. */
  readonly tunedSettings: Readonly<Record<string, InstanceSettings>>;
  /** What was found on each page; pages without a prediction are left out. */
  readonly predictions: readonly ProjectPrediction[];
}

/** Objects of one page, without the map that they come from. */
export interface ProjectPrediction {
  readonly pageIndex: number;
  readonly modelId: string;
  /** Settings that the objects were extracted with. */
  readonly settings: InstanceSettings;
  /** Where the network has looked; `null` = in the whole image. */
  readonly regions: readonly Rectangle[] | null;
  /** One entry per deletion by hand, oldest first: see `ObjectSet.deletions`. */
  readonly deletions: readonly (readonly number[])[];
  /** True until something of it is exported. */
  readonly isUnsaved: boolean;
  /** Tells one map of the page from the next: stored map and facts belong together. */
  readonly mapId: string;
  /** `null` for what an earlier version of the page has found. */
  readonly summary: PlaneSummary | null;
}
