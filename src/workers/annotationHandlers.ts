import { Annotation, annotationFrom, snapshotOf } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { objectsInBox } from '#domain/annotation/objectsInBox.ts';
import { readLabelTile } from '#domain/image/readViewTile.ts';
import { AppError } from '#lib/errors.ts';
import type { AnnotationApi } from '#workers/annotationApi.ts';
import type { Handlers } from '#workers/contract.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

function checkSize(session: AnnotationSession, { width, height }: Size): void {
  const { annotation } = session;
  if (annotation.width === width && annotation.height === height) return;
  throw new AppError(
    'shape-mismatch',
    `The image has an annotation of ${annotation.width} × ${annotation.height} px, not ${width} × ${height} px; close it first.`,
  );
}

/** Annotations with their histories, by image id, and what can be asked of them. */
export function createAnnotationHandlers(): Handlers<AnnotationApi> {
  const sessions = new Map<string, AnnotationSession>();
  const find = (imageId: string): AnnotationSession => {
    const found = sessions.get(imageId);
    if (found) return found;
    throw new AppError('not-found', 'The image has no annotation; open it again.');
  };
  return {
    open: async ({ imageId, width, height }) => {
      const session = sessions.get(imageId) ?? new AnnotationSession(new Annotation(width, height));
      checkSize(session, { width, height });
      sessions.set(imageId, session);
      return { value: session.state() };
    },

    close: async ({ imageId }) => {
      sessions.delete(imageId);
      return { value: null };
    },

    edit: async ({ imageId, edit }) => ({ value: find(imageId).edit(edit) }),

    undo: async ({ imageId }) => ({ value: find(imageId).undo() }),

    redo: async ({ imageId }) => ({ value: find(imageId).redo() }),

    valueAt: async ({ imageId, x, y }) => {
      const { width, height, data } = find(imageId).annotation;
      const column = Math.floor(x);
      const row = Math.floor(y);
      const isInside = column >= 0 && column < width && row >= 0 && row < height;
      return { value: isInside ? (data[row * width + column] as number) : UNANNOTATED };
    },

    objectsInBox: async ({ imageId, box }) => ({
      value: objectsInBox(find(imageId).annotation, box),
    }),

    readTile: async ({ imageId, address }) => {
      const tile = readLabelTile(find(imageId).annotation, address);
      return { value: tile, transfer: [tile.data.buffer] };
    },

    read: async ({ imageId }) => {
      const snapshot = snapshotOf(find(imageId).annotation);
      return { value: snapshot, transfer: [snapshot.labels.data.buffer] };
    },

    restore: async ({ imageId, snapshot }) => {
      const known = sessions.get(imageId);
      if (known) checkSize(known, snapshot.labels);
      const session = new AnnotationSession(annotationFrom(snapshot));
      sessions.set(imageId, session);
      return { value: session.state() };
    },
  };
}
