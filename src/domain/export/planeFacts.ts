import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';

/** Whether a model found the objects or people have drawn them. */
export type ObjectSource = 'segmentation' | 'annotation';

/** How the objects of a plane came about, for tables that tell of it. */
export interface PlaneFacts {
  readonly source: ObjectSource;
  /** Title of the model; `null` for an annotation. */
  readonly modelTitle: string | null;
  /** Settings that the objects were found with; `null` for an annotation. */
  readonly settings: InstanceSettings | null;
}
