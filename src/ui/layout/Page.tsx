import { useShortcuts } from '#ui/commands/useShortcuts.ts';
import { Header } from '#ui/header/Header.tsx';
import { ShortcutsDialog } from '#ui/header/ShortcutsDialog.tsx';
import { FilePicker } from '#ui/images/FilePicker.tsx';
import classes from '#ui/layout/Page.module.css';
import { Workbench } from '#ui/layout/Workbench.tsx';
import { QuestionDialog } from '#ui/messages/QuestionDialog.tsx';
import { useCloseWarning } from '#ui/messages/useCloseWarning.ts';

/** The whole page; needs the store and the page's handles around it. */
export function Page() {
  useShortcuts();
  useCloseWarning();
  return (
    <div className={classes['page']}>
      <Header />
      <Workbench />
      <FilePicker />
      <QuestionDialog />
      <ShortcutsDialog />
    </div>
  );
}
