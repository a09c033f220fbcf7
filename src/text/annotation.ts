import { countText, formatCount } from '#text/format.ts';

/** The tools above the image, their options and what is annotated. */
export const annotateText = {
  layer: 'Shown over the image',
  prediction: 'Prediction',
  annotation: 'Annotation',
  nothing: 'Not annotated',
  state: (objectCount: number, share: string) =>
    `${countText(objectCount, 'object', 'objects')}, ${share} annotated`,
  hardlyAny: 'less than 0.1%',

  tools: 'Annotation tools',
  tool: 'Tool',
  undo: 'Undo',
  redo: 'Redo',

  classNamed: (index: number) => `Class ${index}`,
  addClass: 'Add a class',
  classOfObjects: 'Class of objects',

  paint: 'Paint',
  newObject: 'New object',
  extend: 'Extend',
  background: 'Background',
  ignore: 'Ignore',
  erase: 'Erase',
  toBackground: 'To background',
  toIgnored: 'To ignored',
  brushSize: 'Brush size',
  brushPx: (diameter: string) => `${diameter} px`,
  overOthers: 'Over other objects',

  panHint: 'Drag to move, click to select. Take the brush to correct objects.',
  rectangleHint: 'Drag a rectangle, or press Enter for the visible part.',
  splitHint: 'Draw a line across an object',
  mergeHint: 'Click one object, then those to join to it',
  selected: (count: number) => `${formatCount(count)} selected`,
  delete: 'Delete',
  mergeSelected: 'Merge selected',
} as const;
