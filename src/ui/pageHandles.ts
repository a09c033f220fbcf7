import { createContext, use } from 'react';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** What commands can do to the viewer. */
export interface ViewerControls {
  /** Brings a rectangle of the image into view. */
  readonly focusObject: (bounds: Rectangle) => void;
  /** Shows the whole image. */
  readonly fit: () => void;
}

/** Parts of the page that act at a click and hold no state of the store. */
export interface PageHandles {
  /** Opens the system's dialog for files. */
  pickFiles: () => void;
  /** Opens the system's dialog for a folder. */
  pickFolder: () => void;
  /** `null` while no image is shown. */
  viewer: ViewerControls | null;
  /** Shows the list of keyboard shortcuts. */
  showShortcuts: () => void;
}

/** Handles that do nothing until their component is there. */
export function createPageHandles(): PageHandles {
  return {
    pickFiles: () => undefined,
    pickFolder: () => undefined,
    viewer: null,
    showShortcuts: () => undefined,
  };
}

/** The handles of the page; provided once by `App`. */
export const PageHandlesContext = createContext<PageHandles>(createPageHandles());

/** The handles of the page. Read them when something happens, not while drawing. */
export function usePageHandles(): PageHandles {
  return use(PageHandlesContext);
}
