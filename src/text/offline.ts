import { formatFixed } from '#text/format.ts';

/** Work without a network, newer versions and installing. */
export const offlineText = {
  ready: 'Ready to work offline',
  preparing: 'Preparing for offline work',
  unavailable: 'Needs a connection to open',
  failed: 'Not ready to work offline',
  readyNote: 'The page and its engine are kept in this browser, and so are the models that say so.',
  preparingNote: 'The page is being kept in this browser. Go on working meanwhile.',
  unavailableNote:
    'This browser, or the address of this page, does not let the page be kept for offline work.',
  modelSwitch: 'Make available offline',
  modelSize: (bytes: number) => `${formatFixed(bytes / 1e6, 1)} MB`,
  modelIncluded: 'Works offline',
  modelDownload: (title: string) => `Download of ${title}`,
  modelDownloaded: (bytes: number, totalBytes: number) =>
    `${formatFixed(bytes / 1e6, 1)} of ${formatFixed(totalBytes / 1e6, 1)} MB`,
  modelNotStored: (title: string) => `“${title}” could not be made available offline`,
  updateReady: 'A new version is ready',
  updateNow: 'Reload now',
  updateWaits: 'It waits until nothing runs and everything is saved.',
  updateNote: 'It is used from the next time that you open the page, or now.',
  updateFailed: 'The new version could not be used',
  updateCommand: 'Reload as the new version',
  noUpdate: 'This is the newest version',
  install: 'Install as an app',
  installReason: 'It is installed already, or this browser does not offer it',
} as const;
