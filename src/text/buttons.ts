/** Titles of the commands that are buttons; menus, palette and list of keys show the same. */
export const buttonText = {
  openImages: 'Open images',
  openFolder: 'Open a folder',
  importObjects: 'Import objects…',
  previousImage: 'Previous image',
  nextImage: 'Next image',

  segment: 'Segment',
  segmentAll: 'Segment all',
  segmentPlanes: 'Segment all planes',
  segmentFolder: 'Segment a folder…',
  cancel: 'Cancel',

  deleteSelection: 'Delete selected objects',
  undoDelete: 'Bring deleted objects back',
  toggleOverlay: 'Show or hide objects',
  fitImage: 'Fit image to view',
  autoContrast: 'Auto contrast',
  showShortcuts: 'Keyboard shortcuts',

  pan: 'Pan',
  select: 'Select',
  brush: 'Brush',
  eraser: 'Eraser',
  fill: 'Fill',
  polygon: 'Polygon',
  split: 'Split',
  merge: 'Merge',
  paintNew: 'Paint new objects',
  paintExtend: 'Extend the selected object',
  paintBackground: 'Paint background',
  paintIgnore: 'Paint as not annotated',
  smallerBrush: 'Smaller brush',
  largerBrush: 'Larger brush',
  undo: 'Undo',
  redo: 'Redo',
  annotatePrediction: 'Use prediction as annotation',
  switchOverlay: 'Show prediction or annotation',
  mergeSelection: 'Merge selected objects',
  fillHoles: 'Fill holes',
  paintRest: 'Rest is background',
  clearAnnotation: 'Delete all',

  train: 'Train',
  pauseTraining: 'Pause',
  resumeTraining: 'Resume',
  stopTraining: 'Stop',
  keepBest: 'Keep best',
  discardRun: 'Discard',
} as const;

/** Names of keys as keyboards bear them. */
export const keyNames = {
  control: 'Ctrl',
  shift: 'Shift',
  escape: 'Esc',
  delete: 'Del',
} as const;
