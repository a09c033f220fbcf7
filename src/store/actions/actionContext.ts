import type { StoreApi } from 'zustand/vanilla';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { toAppError } from '#lib/errors.ts';
import type { KeptBatch } from '#storage/batch/batchStore.ts';
import type { RunningTraining } from '#store/actions/runningTraining.ts';
import type { AppState } from '#store/appState.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import type { BatchWork } from '#store/batch/batchWork.ts';
import type { HistoryWork } from '#store/history/historyWork.ts';
import type { HoldingWorker, Services } from '#store/services.ts';
import type { ImportAnswer } from '#store/slices/importSlice.ts';
import type { Question } from '#store/slices/messagesSlice.ts';

/** What every action works with. */
export interface ActionContext {
  readonly services: Services;
  readonly store: StoreApi<AppState>;
  /** Work that can be stopped; no part of the state since nothing is drawn from it. */
  readonly running: RunningWork;
  /** A fresh id, e.g. `image-3`. */
  readonly nextId: (prefix: string) => string;
  /** Shows a question and waits for the answer; a second question declines the first. */
  readonly ask: (question: Question) => Promise<boolean>;
}

/** Handles to what runs now. */
export interface RunningWork {
  /** Reading of a file, by image id. */
  readonly decoding: Map<string, AbortController>;
  /** What is kept of the open project, and what still has to be. */
  autosave: Autosave;
  /** Opening of projects, one after the other; settles, never rejects. */
  opening: Promise<void>;
  /** Reading back of the images of a project; settles, never rejects. */
  restoring: Promise<void>;
  /** Bringing back of what a worker held that died; settles, never rejects. `null` = none. */
  readonly reviving: Record<HoldingWorker, Promise<void> | null>;
  /** Times that a worker was replaced: what it held of closed images is gone. */
  readonly replaceCounts: Record<HoldingWorker, number>;
  /** Changes of page on their way, by image id; they settle, never reject. */
  readonly pageTurns: Map<string, Promise<void>>;
  /** The segmentation: whole queue, and the image worked on now. */
  segmentation: {
    readonly queue: AbortController;
    image: AbortController;
    /** Settles once the queue is worked off or, after a cancel, has cleaned up. */
    readonly finished: Promise<void>;
  } | null;
  /** The latest extraction of objects, by image id; an older one is stale. */
  readonly extractions: Map<string, Extraction>;
  /** Told of each part of a map that a run has filled. */
  readonly tileListeners: Set<TileListener>;
  /** Annotations that are open, with the edits on their way, by image id. */
  readonly annotating: Map<string, AnnotationQueue>;
  /** Told of each part of an annotation that an edit has changed. */
  readonly annotationListeners: Set<TileListener>;
  /** Asks the viewer which part of the image it shows, in px; `null` when it shows none. */
  visibleRegion: () => Rectangle | null;
  /** By notice id. */
  readonly noticeActions: Map<string, NoticeAction>;
  /** The training that is shown, running or ended. */
  training: RunningTraining | null;
  /** The batch that runs or ran last, and one that a closed page cut off. */
  batch: { readonly work: BatchWork | null; readonly offered: KeptBatch | null };
  /** Counts plans asked for: only the latest is shown. */
  planTicket: number;
  isEngineWarm: boolean;
  /** True once the browser was asked to keep the page's storage. */
  hasAskedToLast: boolean;
  /** Undo and redo on their way, and the step that a drag goes on with. */
  readonly history: HistoryWork;
  answerQuestion: ((answer: boolean) => void) | null;
  answerImport: ((answer: ImportAnswer | null) => void) | null;
}

/** Shows a failure; `cancelled` is what the user wanted and is never shown. */
export function reportFailure(context: ActionContext, title: string, error: unknown): void {
  const { code, message } = toAppError(error);
  if (code === 'cancelled') return;
  const alert = { id: context.nextId('alert'), code, title, message };
  context.store.setState((state) => ({ alerts: [...state.alerts, alert] }));
}

/** Shows a remark that is no failure; `action` can be taken until it goes. Returns its id. */
export function notify(context: ActionContext, text: string, action?: NoticeAction): string {
  const notice = { id: context.nextId('notice'), text, actionLabel: action?.label ?? null };
  if (action) context.running.noticeActions.set(notice.id, action);
  context.store.setState((state) => ({ notices: [...state.notices, notice] }));
  return notice.id;
}

/** Takes a remark away; its action is taken or has expired. */
export async function closeNotice(
  { running, store }: ActionContext,
  noticeId: string,
  isTaken: boolean,
): Promise<void> {
  const action = running.noticeActions.get(noticeId);
  running.noticeActions.delete(noticeId);
  store.setState(({ notices }) => ({ notices: notices.filter(({ id }) => id !== noticeId) }));
  await (isTaken ? action?.run() : action?.expire());
}

/** What can be done about a remark as long as it is shown. */
export interface NoticeAction {
  readonly label: string;
  /** Shows its own failures. */
  readonly run: () => Promise<void>;
  /** Called when the remark goes and the action was not taken. */
  readonly expire: () => Promise<void>;
}

/** One extraction of objects, from its delay to its answer. */
export interface Extraction {
  readonly controller: AbortController;
  /** Settles, never rejects, once its answer is shown or it is overtaken. */
  readonly finished: Promise<void>;
}

/** Edits of one image's annotation, one after the other. */
export interface AnnotationQueue {
  /** Settles, never rejects, once everything asked so far is done. */
  tail: Promise<unknown>;
  /** Edits on their way that will take the next free id. */
  newObjectCount: number;
}

/** Hears which part of an image's map or annotation has changed, in px of the image. */
export type TileListener = (imageId: string, window: Rectangle) => void;
