import { countText } from '#text/format.ts';

/** What undo and redo would take back or do again, behind `Undo:` and `Redo:`. */
export const historyText = {
  inImage: (title: string, imageName: string) => `${title} in ${imageName}`,
  deletion: (count: number) =>
    count === 0 ? 'deletion of objects' : `deletion of ${countText(count, 'object', 'objects')}`,
  closing: (imageName: string) => `closing of ${imageName}`,
  closingAll: 'closing of all images',
  importedObjects: 'import of objects',
  rename: 'name of a model',
  projectTitle: 'name of the project',
  failed: 'The step could not be undone or redone',

  setting: {
    threshold: 'threshold',
    minimumSizePx: 'minimum size',
    fillHoles: 'filling of holes',
    removeBorderObjects: 'removal of objects at the border',
    splitTouching: 'splitting of touching objects',
    growToBorders: 'growing to borders',
  },
  settings: 'object settings',
  resetSettings: 'reset of the object settings',
  copySettings: 'object settings of all images',
  pixelSize: 'pixel size',

  display: {
    range: 'display range',
    color: 'channel colour',
    gamma: 'gamma of a channel',
    isVisible: 'visibility of a channel',
  },
  overlay: {
    isVisible: 'visibility of objects',
    style: 'style of objects',
    opacity: 'overlay opacity',
  },
  displayOfAll: 'channel display',
  autoContrast: 'auto contrast',
  input: {
    channels: 'input channels',
    invert: 'inversion of the input',
  },
  copyInput: 'input channels of all images',

  model: 'choice of the model',
  run: {
    scale: 'scale',
    matchesPixelSize: 'matching of pixel sizes',
    averageSymmetries: 'averaging of orientations',
    region: 'region',
  },
  rectangle: 'rectangle',

  trainingStart: 'start of the training',
  preset: 'preset of the recipe',
  recipe: 'training recipe',
  recipeFile: 'loaded recipe',
  role: 'use of an image in training',
} as const;
