import type { FileList } from '#pwa/fileList.ts';

/** What a page asks of the service worker. */
export type PageMessage =
  /** The list of files, answered on the port that comes with the message. */
  | { readonly kind: 'describe' }
  /** Take over from the former version at once; the page reloads itself then. */
  | { readonly kind: 'take-over' }
  /** Delete what no page needs any more. */
  | { readonly kind: 'sweep' };

/** The answer to `describe`. */
export type Description = FileList;

/** What the service worker tells every page. */
export interface WorkerNews {
  readonly kind: 'model-kept';
  readonly modelId: string;
}
