/** Names of the buttons at the top of the page. */
export const headerText = {
  lightTheme: 'Light theme',
  darkTheme: 'Dark theme',
} as const;
