import { type HelpBlock, list, text } from '#text/help/helpBlocks.ts';

export const privacyHelp: readonly HelpBlock[] = [
  text(
    'Your images do not leave this computer. The network runs inside the page, on your graphics card or processor. There is no account, no server that computes, no tracking, and nothing is counted.',
  ),
  list(
    'The page’s security policy forbids it to talk to any address but the one it came from, and your browser enforces that.',
    'From that address it fetches its own program and the models, nothing else. It sends nothing there.',
    'What is kept (projects, models that you trained, settings) is kept in this browser, on this computer. Whoever uses the same browser profile can see it. Clearing the site’s data deletes it.',
    'Links to papers open another site, which then sees that you came.',
  ),
  text(
    'A copy of your own is therefore wise: export what matters. A browser may delete what a site keeps when the disk is full and the site was not used for long.',
  ),
];
