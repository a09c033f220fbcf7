import { selectMustWarnOnClose } from '#store/selectors/unsavedWork.ts';
import { buttonText } from '#text/buttons.ts';
import { commandText, reasonText } from '#text/commands.ts';
import { offlineText } from '#text/offline.ts';
import type { Command } from '#ui/commands/command.ts';
import { always } from '#ui/commands/conditions.ts';
import { areLettersOn, setLettersOn } from '#ui/keys/letterKeys.ts';

/** Commands of the page itself. */
export const pageCommands = {
  palette: {
    title: commandText.palette,
    keys: ['mod+k'],
    isEnabled: always,
    run: ({ handles }) => handles.showPalette(),
  },
  showShortcuts: {
    title: buttonText.showShortcuts,
    keys: ['?'],
    isEnabled: always,
    run: ({ handles }) => handles.showShortcuts(),
  },
  help: {
    title: commandText.help,
    keys: ['f1'],
    isEnabled: always,
    run: ({ handles }) => handles.showHelp(),
  },
  tour: {
    title: commandText.tour,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.startTour(),
  },
  theme: {
    title: commandText.theme,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.setTheme('toggled'),
  },
  themeAuto: {
    title: commandText.themeAuto,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.setTheme('auto'),
  },
  letters: {
    title: commandText.letters,
    keys: [],
    isEnabled: always,
    run: () => setLettersOn(!areLettersOn()),
  },
  dismissAll: {
    title: commandText.dismissAll,
    keys: [],
    isEnabled: (state) => state.alerts.length > 0,
    reason: () => reasonText.noMessage,
    run: ({ store }) => store.actions.dismissAllAlerts(),
  },
  installPage: {
    title: offlineText.install,
    keys: [],
    isEnabled: (state) => state.offline.canInstall,
    reason: () => offlineText.installReason,
    run: ({ store }) => store.actions.installPage(),
  },
  updatePage: {
    title: offlineText.updateCommand,
    keys: [],
    isEnabled: (state) => state.offline.hasUpdate && !selectMustWarnOnClose(state),
    reason: ({ offline }) => (offline.hasUpdate ? offlineText.updateWaits : offlineText.noUpdate),
    run: ({ store }) => store.actions.updatePage(),
  },
} as const satisfies Readonly<Record<string, Command>>;
