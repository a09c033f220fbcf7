import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { fakeServices } from '#testing/fakeServices.ts';
import { sourcesIn } from '#testing/shownTexts.ts';

/** A place or a value comes with it, which a word in a list cannot give; keys and fields can. */
const NEEDS_MORE_THAN_A_WORD = [
  // Drawn on the image, with the pointer or the crosshair of the keyboard.
  ...['planStroke', 'paintStroke', 'paintPolygon', 'fillAt', 'splitAlong', 'mergeAt'],
  ...['setRectangle', 'clickAnnotated', 'pickInBox', 'clickObject', 'hoverObject'],
  // Chosen in the table of objects, which has a command.
  ...['selectObjects', 'selectAnnotated'],
  // Numbers and names, typed into fields and set by sliders.
  ...['setPixelSize', 'updateSettings', 'changeRecipe', 'renameModel', 'renameProject'],
  // One of three, beside the button that plays.
  'setPlaySpeed',
];

/** The command opens a system dialog through a handle; the action takes what was picked. */
const BEHIND_A_DIALOG = [
  'openFiles',
  'loadModel',
  'loadRecipe',
  'importProject',
  'startExport',
  'importObjects',
  'pasteImages',
];

/** Answers to what the page says or asks, beside it and nowhere else. */
const BESIDE_WHAT_IS_SAID = [
  ...[
    'answerQuestion',
    'answerImport',
    'dismissAlert',
    'dismissNotice',
    'takeNoticeAction',
    'closeMethodsText',
  ],
  // A dialog stands before everything until it is answered.
  'takeBack',
  // Beside the files of a batch, and where one is set up or offered.
  ...['startBatch', 'resumeBatch', 'forgetBatch', 'saveBatchZip'],
  ...['skipBatchFile', 'retryBatchFile', 'retryFailedFiles'],
  // In the dialog that tells what was written.
  'closeExport',
  // A panel that stays open is closed where it is.
  ...['closeEvaluation', 'setIouThreshold', 'evaluateAll'],
];

/** Done by the page itself, or a part of a command. */
const NO_WISH_OF_THE_USER = [
  ...['startUp', 'readTile', 'reportFailure', 'provideVisibleRegion', 'updatePlan'],
  ...['onMapChange', 'onAnnotationChange', 'onLivePrediction', 'prepareOffline'],
  ...['evaluateImage', 'refreshProjects', 'holdStep', 'previewWeightMap', 'previewAugmentation'],
  ...['batchFolders', 'watchPreview'],
  // `undo` and `redo` choose among these and others.
  ...['undoAnnotation', 'redoAnnotation'],
  // The error screen has it, where the page has stopped.
  'exportOpenProject',
];

it('every action of the store is in the palette, or there is a reason why not', () => {
  const named = [...sourcesIn('src/ui/commands'), ...sourcesIn('src/ui/palette')]
    .filter((path) => !path.includes('.test.'))
    .flatMap((path) => readFileSync(path, 'utf8').match(/\bactions\.\w+/g) ?? [])
    .map((found) => found.slice('actions.'.length));
  const wanted = new Set(named);
  const { actions } = createAppStore(fakeServices().services);
  const missing = Object.keys(actions).filter((name) => !wanted.has(name));
  const excepted = [
    ...NEEDS_MORE_THAN_A_WORD,
    ...BEHIND_A_DIALOG,
    ...BESIDE_WHAT_IS_SAID,
    ...NO_WISH_OF_THE_USER,
  ];
  expect(missing.sort()).toEqual(excepted.sort());
});
