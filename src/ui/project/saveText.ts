import type { SaveState } from '#store/slices/projectSlice.ts';
import { projectText } from '#text/project.ts';

/** How calm or loud a state of saving is shown. */
export type SaveTone = 'none' | 'busy' | 'good' | 'bad';

/** A state of saving in a word, why it is so, and its tone. */
export interface SaveWords {
  readonly label: string;
  readonly hint: string;
  readonly tone: SaveTone;
}

/** What the header says beside the name of the project. */
export function saveWords(save: SaveState): SaveWords {
  switch (save.kind) {
    case 'empty':
      return { label: '', hint: '', tone: 'none' };
    case 'saving':
      return { label: projectText.saving, hint: projectText.savingHint, tone: 'busy' };
    case 'saved':
      return { label: projectText.saved, hint: projectText.savedHint, tone: 'good' };
    case 'failed':
      return { label: projectText.notSaved, hint: save.message, tone: 'bad' };
    case 'memory':
      return { label: projectText.notSaved, hint: save.reason, tone: 'bad' };
    case 'lost':
      return { label: projectText.lost, hint: projectText.lostHint, tone: 'bad' };
  }
}

/** What the page can truly say about the user's work after it has stopped. */
export function stoppedText(save: SaveState): string {
  switch (save.kind) {
    case 'empty':
      return projectText.stoppedEmpty;
    case 'saving':
      return projectText.stoppedSaving;
    case 'saved':
      return projectText.stoppedSaved;
    case 'failed':
      return projectText.stoppedFailed(save.message);
    case 'memory':
      return projectText.stoppedMemory(save.reason);
    case 'lost':
      return projectText.stoppedLost;
  }
}
