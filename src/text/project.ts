import { countText } from '#text/format.ts';

/** What the page says about projects and how they are kept. */
export const projectText = {
  group: 'Project',
  nameField: 'Name of the project',
  rename: 'Rename',
  renameOpen: (title: string) => `Rename project ${title}`,
  opening: 'Opening…',
  openingHint: 'The project is being read from this browser.',

  saved: 'Saved',
  saving: 'Saving…',
  notSaved: 'Not saved',
  lost: 'In another tab',
  savedHint: 'Everything is saved in this browser, with its undo history.',
  savingHint: 'The last change is being saved. It takes a moment.',
  lostHint: 'Another tab has this project now.',
  failedTitle: 'Your work is not saved',
  failedNote:
    'Nothing is lost as long as this page stays open: it goes on trying, and everything can still be exported.',
  tryAgain: 'Try again',
  exportProject: 'Export project',

  projects: 'Projects',
  newProject: 'New project',
  openFile: 'Open project file',
  noProject: 'Open an image first: a project begins with it',
  menuItem: 'Project (ZIP)',
  fileInput: 'Project file',

  listName: 'Projects',
  reading: 'Reading the projects…',
  emptyTitle: 'No projects yet',
  emptyText:
    'Open an image and a project begins by itself. Images, annotations, results and settings are saved in this browser while you work.',
  open: 'Open',
  openNamed: (title: string) => `Open ${title}`,
  isOpen: 'Open here',
  isElsewhere: 'open in another tab',
  renameNamed: (title: string) => `Rename ${title}`,
  duplicateNamed: (title: string) => `Duplicate ${title}`,
  downloadNamed: (title: string) => `Download ${title}`,
  deleteNamed: (title: string) => `Delete ${title}`,
  images: (count: number) => countText(count, 'image', 'images'),

  space: 'Space in this browser',
  used: (used: string) => `${used} used`,
  usedOf: (used: string, quota: string) => `${used} used of ${quota}`,
  free: (free: string) => `${free} free`,
  spaceUnknown: 'This browser does not tell how much space is used.',
  persistent: 'The browser has promised to keep your projects.',
  notPersistent:
    'The browser may delete projects when space gets short. Download those that matter to you.',
  memoryOnly: (reason: string) => `Projects are gone when this page is closed. ${reason}`,

  lostTitle: 'This project is open in another tab',
  lostText: (title: string) =>
    `“${title}” was taken over by another tab or window. What was saved until then is in it; from now on only the other tab can change it.`,
  takeBack: 'Take it back',
  openAnother: 'Open another project',

  missing: 'Open the file again',
  missingTitle: (name: string) => `The pixels of ${name} are not here`,
  missingText:
    'The page was closed before the file was copied to the end. Open the file again: annotations and settings are kept and come back with it.',

  stoppedTitle: 'Cellpane has stopped',
  stoppedText: 'A fault in the page itself ended it. Your image files are untouched.',
  stoppedFault: (message: string) => `What the fault said: ${message}`,
  stoppedEmpty: 'No image was open, so nothing is lost. Reload the page to go on.',
  stoppedSaved:
    'Everything you did is saved in this browser. Reload the page to go on where you were.',
  stoppedSaving: 'The last change is still being saved.',
  stoppedFailed: (reason: string) =>
    `The last changes could not be saved: ${reason} Export the project before you reload the page: what is not in it is lost.`,
  stoppedMemory: (reason: string) =>
    `This browser keeps nothing once the page is closed. ${reason} Export the project before you reload the page.`,
  stoppedLost: 'What was saved before another tab took the project over is in it.',
  reload: 'Reload the page',
  exporting: 'Exporting…',
  exportedNothing: 'There is no project to export.',
  exported: 'The project is in your downloads.',
  exportFailed: (message: string) => `The project could not be exported: ${message}`,
} as const;
