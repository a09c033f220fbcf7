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
  const sessions: Sessions = new Map();
  return { ...editHandlers(sessions), ...keepHandlers(sessions) };
}

type Sessions = Map<string, AnnotationSession>;

function find(sessions: Sessions, imageId: string): AnnotationSession {
  const found = sessions.get(imageId);
  if (found) return found;
  throw new AppError('not-found', 'The image has no annotation; open it again.');
}

type KeepMethod = 'read' | 'readBase' | 'readWhole' | 'restore' | 'restoreStored';

/** Begins, changes and shows annotations. */
function editHandlers(sessions: Sessions): Omit<Handlers<AnnotationApi>, KeepMethod> {
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

    edit: async ({ imageId, edit }) => ({ value: find(sessions, imageId).edit(edit) }),

    undo: async ({ imageId }) => ({ value: find(sessions, imageId).undo() }),

    redo: async ({ imageId }) => ({ value: find(sessions, imageId).redo() }),

    valueAt: async ({ imageId, x, y }) => {
      const { width, height, data } = find(sessions, imageId).annotation;
      const column = Math.floor(x);
      const row = Math.floor(y);
      const isInside = column >= 0 && column < width && row >= 0 && row < height;
      return { value: isInside ? (data[row * width + column] as number) : UNANNOTATED };
    },

    objectsInBox: async ({ imageId, box }) => ({
      value: objectsInBox(find(sessions, imageId).annotation, box),
    }),

    readTile: async ({ imageId, address }) => {
      const tile = readLabelTile(find(sessions, imageId).annotation, address);
      return { value: tile, transfer: [tile.data.buffer] };
    },
  };
}

/** Takes annotations out and brings them back. */
function keepHandlers(sessions: Sessions): Pick<Handlers<AnnotationApi>, KeepMethod> {
  return {
    read: async ({ imageId }) => {
      const snapshot = snapshotOf(find(sessions, imageId).annotation);
      return { value: snapshot, transfer: [snapshot.labels.data.buffer] };
    },

    readBase: async ({ imageId }) => {
      const base = find(sessions, imageId).base();
      return { value: base, transfer: base.labels ? [base.labels.data.buffer] : [] };
    },

    readWhole: async ({ imageId }) => {
      const whole = find(sessions, imageId).wholeLog();
      const { labels } = whole.base;
      return { value: whole, transfer: labels ? [labels.data.buffer] : [] };
    },

    restoreStored: async ({ imageId, stored }) => {
      const known = sessions.get(imageId);
      if (known) checkSize(known, stored);
      const session = AnnotationSession.restore(stored);
      sessions.set(imageId, session);
      return { value: session.state() };
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
