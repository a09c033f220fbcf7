import { countText } from '#text/format.ts';

/** What the command palette says. */
export const paletteText = {
  title: 'Commands',
  search: 'Find a command',
  placeholder: 'What would you like to do?',
  nothing: (query: string) =>
    `No command matches “${query}”. Try another word, such as train, export or zoom.`,
  countOf: (count: number) => countText(count, 'command', 'commands'),
  helpOn: (title: string) => `Help: ${title}`,
  keys: '↑ ↓ to choose, Enter to run, Esc to close',
} as const;
