import { annotateHelp } from '#text/help/annotate.ts';
import { citeHelp } from '#text/help/cite.ts';
import { filesHelp } from '#text/help/files.ts';
import type { HelpBlock } from '#text/help/helpBlocks.ts';
import type { HelpSectionId } from '#text/help/helpSections.ts';
import { keyboardHelp } from '#text/help/keyboard.ts';
import { privacyHelp } from '#text/help/privacy.ts';
import { startHelp } from '#text/help/start.ts';
import { trainHelp } from '#text/help/train.ts';
import { trustHelp } from '#text/help/trust.ts';
import { unetHelp } from '#text/help/unet.ts';

/** What each section of the help says. Large, so it is loaded with the help page only. */
export const helpBodies: Readonly<Record<HelpSectionId, readonly HelpBlock[]>> = {
  start: startHelp,
  unet: unetHelp,
  annotate: annotateHelp,
  train: trainHelp,
  trust: trustHelp,
  cite: citeHelp,
  privacy: privacyHelp,
  keyboard: keyboardHelp,
  files: filesHelp,
};
