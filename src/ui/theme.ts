import { createTheme, type MantineColorsTuple, Modal } from '@mantine/core';
import { pageText } from '#text/page.ts';

/** Teal of the wordmark; index 8 carries white text at a contrast above 4.5. */
const accent: MantineColorsTuple = [
  '#e2fbf6',
  '#c3f3e9',
  '#8fe6d5',
  '#58d8c1',
  '#30cbb1',
  '#17b89e',
  '#0fa38c',
  '#0b8a77',
  '#0a7566',
  '#085a4f',
];

/** Cool greys: text at 0, panels at 7, page at 8. */
const dark: MantineColorsTuple = [
  '#e6eaf0',
  '#c5cdd8',
  '#a3aebc',
  '#8995a6',
  '#3b4554',
  '#2a323f',
  '#1c222c',
  '#141920',
  '#0d1116',
  '#080b0f',
];

/** Look of the kit's controls: small, calm, readable on dark images. */
export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: 8,
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, monospace',
  headings: { fontWeight: '600' },
  components: {
    Modal: Modal.extend({
      styles: { title: { fontSize: 16, fontWeight: 600 } },
      defaultProps: {
        // Its header is no second banner of the page.
        attributes: { header: { role: 'presentation' } },
        // The kit would do it by a <style> element, which the page's policy refuses.
        lockScroll: false,
        // A button that moves while its dialog opens would be missed by a quick click.
        transitionProps: { duration: 0 },
        closeButtonProps: { 'aria-label': pageText.close },
      },
    }),
  },
});
