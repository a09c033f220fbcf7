import { createContext, use } from 'react';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** What commands can do to the viewer. */
export interface ViewerControls {
  /** Brings a rectangle of the image into view. */
  readonly focusObject: (bounds: Rectangle) => void;
  /** Shows the whole image. */
  readonly fit: () => void;
  /** Sets the zoom about the middle of the view: device pixels per image pixel. */
  readonly zoomTo: (scale: number) => void;
  /** Multiplies the zoom about the middle of the view. */
  readonly zoomBy: (factor: number) => void;
  /** Puts the keyboard focus on the image. */
  readonly focus: () => void;
}

/** Parts of the page that a command can lead to. */
export type PagePart = 'segment' | 'train' | 'images' | 'results';

/** Parts of the page that act at a click and hold no state of the store. */
export interface PageHandles {
  /** Opens the system's dialog for files. */
  pickFiles: () => void;
  /** Opens the system's dialog for a folder. */
  pickFolder: () => void;
  /** Opens the system's dialog for files that hold objects. */
  pickObjects: () => void;
  /** `null` while no image is shown. */
  viewer: ViewerControls | null;
  /** Shows the list of keyboard shortcuts. */
  showShortcuts: () => void;
  /** Shows the dialog that writes files. */
  showExport: () => void;
  /** Shows the command palette. */
  showPalette: () => void;
  /** Shows the help page, at one of its sections where it is named. */
  showHelp: (sectionId?: string) => void;
  /** Begins the tour of the first steps. */
  startTour: () => void;
  /** Changes the theme; `auto` follows the system. */
  setTheme: (theme: 'toggled' | 'auto') => void;
  /** Opens the system's dialog for the files of a model. */
  pickModel: () => void;
  /** Shows what is known of the chosen model. */
  showModel: () => void;
  /** Opens the system's dialog for a recipe. */
  pickRecipe: () => void;
  /** Shows what a training would be shown. */
  showTrainingPreview: () => void;
  /** Shows the list of projects. */
  showProjects: () => void;
  /** Puts the name of the open project up for change. */
  renameProject: () => void;
  /** Shows the segmentation of a folder. */
  showBatch: () => void;
  /** Opens the system's dialog for a project file. */
  pickProjectFile: () => void;
  /** Brings a part of the page into view and puts the keyboard focus there. */
  showPart: (part: PagePart) => void;
}

/** Handles that do nothing until their component is there. */
export function createPageHandles(): PageHandles {
  return {
    pickFiles: () => undefined,
    pickFolder: () => undefined,
    pickObjects: () => undefined,
    viewer: null,
    showShortcuts: () => undefined,
    showExport: () => undefined,
    showPalette: () => undefined,
    showHelp: () => undefined,
    startTour: () => undefined,
    setTheme: () => undefined,
    pickModel: () => undefined,
    showModel: () => undefined,
    pickRecipe: () => undefined,
    showTrainingPreview: () => undefined,
    showProjects: () => undefined,
    renameProject: () => undefined,
    showBatch: () => undefined,
    pickProjectFile: () => undefined,
    showPart: () => undefined,
  };
}

/** The handles of the page; provided once by `App`. */
export const PageHandlesContext = createContext<PageHandles>(createPageHandles());

/** The handles of the page. Read them when something happens, not while drawing. */
export function usePageHandles(): PageHandles {
  return use(PageHandlesContext);
}
