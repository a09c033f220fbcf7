/** Words of the list of keys. */
export const shortcutsText = {
  title: 'Keyboard shortcuts',
  search: 'Search the keys',
  nothing: (query: string) => `No key matches “${query}”.`,
  inTheImage: 'In the image',
  letters: 'Letters act at once',
  lettersHint:
    'Switch off where speech input or a stray key sets things off. Keys with Ctrl or ⌘, Esc and Del go on to work, and so does everything in the image.',
  close: 'Close',
} as const;

/** What the image itself does with keys and pointer, once it has the focus. */
export const viewerKeys: readonly { readonly title: string; readonly keys: string }[] = [
  { title: 'Move', keys: 'Arrows' },
  { title: 'Crosshair, while a tool is in hand', keys: 'Arrows' },
  { title: 'In larger steps', keys: 'Shift + arrows' },
  { title: 'Put the tool down, lift it', keys: 'Space, Enter' },
  { title: 'Move while a tool is in hand', keys: 'Space + drag' },
  { title: 'Zoom', keys: '+ −' },
  { title: '1:1', keys: '1' },
  { title: 'Brush size', keys: 'Shift + wheel' },
  { title: 'New object ↔ extend, erase ↔ ignore', keys: 'Shift + drag' },
  { title: 'Close the polygon', keys: 'Enter' },
  { title: 'Take its last corner back', keys: 'Backspace' },
  { title: 'Give it up', keys: 'Esc' },
];
