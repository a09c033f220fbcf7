import { countText } from '#text/format.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface LeftOut {
  readonly kind: 'pixels' | 'prediction' | 'annotation' | 'model';
  readonly name: string;
  /** 0 = the first */
  readonly pageIndex: number | null;
}

const LEFT_OUT = {
  pixels: 'the pixels of',
  prediction: 'the prediction of',
  annotation: 'the annotation of',
  model: 'the model',
} as const;

/** Longer lists are cut off. */
const MAX_LEFT_OUT = 20;

function leftOutList(parts: readonly LeftOut[]): string {
  const shown = parts.slice(0, MAX_LEFT_OUT).map(({ kind, name, pageIndex }) => {
    const page = pageIndex ? ` (page ${pageIndex + 1})` : '';
    return `${LEFT_OUT[kind]} ${name}${page}`;
  });
  const more = parts.length - shown.length;
  return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** What the page says while it keeps work, gives it back, or cannot. */
export const savingText = {
  undo: 'Undo',
  goBack: 'Go back',

  savedAgain: 'Everything is saved again.',

  pagesGone: 'A part of the project is gone',
  pagesGoneMessage: (names: readonly string[]) =>
    `What this browser had kept was removed from outside. The project is made anew from this page, which holds only the pages that are shown: predictions and annotations of other pages are gone for ${names.join(', ')}.`,

  closed: (name: string) => `${name} was closed.`,
  closedAll: (count: number) => `${countText(count, 'image was', 'images were')} closed.`,

  openFailed: 'The project could not be opened',
  lastFailed: 'Your last project could not be opened',
  listFailed: 'The projects could not be listed',
  renameFailed: 'The project could not be renamed',
  duplicateFailed: 'The project could not be duplicated',
  removeFailed: 'The project could not be deleted',
  restoreFailed: 'The project could not be brought back',
  exportFailed: 'The project could not be exported',
  exportIncomplete: 'The exported project is not complete',
  leftOut: (parts: readonly LeftOut[]) =>
    `All that this browser has kept whole is in the file. Damaged or missing, and so left out: ${leftOutList(parts)}. Use an earlier copy for that, or open the images again.`,
  importFailed: (name: string) => `${name} could not be opened as a project`,
  removed: (title: string) => `“${title}” was deleted.`,
  duplicated: (title: string) => `“${title}” is a copy with everything in it.`,
  imported: (title: string) => `“${title}” was opened from its file.`,
  copyOf: (title: string) => `${title} copy`,

  heldTitle: 'Open it here?',
  heldMessage: (title: string) =>
    `“${title}” is open in another tab. The other tab will save and let go.`,
  heldConfirm: 'Open here',
  heldDecline: 'Leave it there',
  heldUntitled: 'The project is open in another tab. The other tab will save and let go.',

  leaveTitle: 'Leave without saving?',
  leaveMessage: (reason: string) =>
    `The last changes to this project are not saved and will be lost. ${reason}`,
  leaveConfirm: 'Leave it',

  copyFailed: (name: string) => `${name} could not be kept in the project`,
  pixelsDamaged: (name: string) => `The pixels of ${name} could not be read back`,
  otherSize: (found: Size, expected: Size) =>
    `It has ${found.width} × ${found.height} px, but what was kept of it is for ${expected.width} × ${expected.height} px. Open the file that it was.`,
  predictionDamaged: (name: string) => `The prediction of ${name} could not be read back`,
  annotationDamaged: (name: string) => `The annotation of ${name} could not be read back`,
  filesAgain: (count: number) =>
    `${countText(count, 'image is', 'images are')} back with everything that was kept of ${count === 1 ? 'it' : 'them'}.`,

  editFailed: (name: string) => `The last edit of ${name} was not done`,
  editFailedMessage:
    'The part of the page that paints has stopped and was started again. Everything before that edit is back; do the edit again.',
  annotationGone: (name: string) => `The annotation of ${name} could not be brought back`,
  annotationGoneMessage:
    'The part of the page that paints has stopped. Reload the page: what was saved comes back.',
  restarted:
    'A part of the page has stopped and was started again. What it held is back; do it again.',
  diesAgain: 'A part of the page stops again and again',
  reload: 'Everything that was saved is safe. Reload the page to go on.',
  imagesRevived: (count: number) =>
    `The part of the page that holds the images has stopped and was started again; ${countText(count, 'image is', 'images are')} back.`,
  predictionGoneMessage: 'It was not saved yet. Segment the image again.',
} as const;
