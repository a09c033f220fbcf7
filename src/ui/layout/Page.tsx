import { BatchPlace } from '#ui/batch/BatchPlace.tsx';
import { useShortcuts } from '#ui/commands/useShortcuts.ts';
import { useRescuedFocus } from '#ui/controls/useRescuedFocus.ts';
import { Header } from '#ui/header/Header.tsx';
import { Help } from '#ui/help/Help.tsx';
import { useDragSteps } from '#ui/history/useDragSteps.ts';
import { FilePicker } from '#ui/images/FilePicker.tsx';
import { ImportPlace } from '#ui/import/ImportPlace.tsx';
import { DialogsPlace } from '#ui/layout/DialogsPlace.tsx';
import classes from '#ui/layout/Page.module.css';
import { Workbench } from '#ui/layout/Workbench.tsx';
import { MessagePlaceProvider } from '#ui/messages/MessagePlaceProvider.tsx';
import { SpokenProgress } from '#ui/messages/SpokenProgress.tsx';
import { useCloseWarning } from '#ui/messages/useCloseWarning.ts';
import { Palette } from '#ui/palette/Palette.tsx';
import { ProjectFileInput } from '#ui/project/ProjectFileInput.tsx';
import { TourBar } from '#ui/tour/TourBar.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** The whole page; needs the store and the page's handles around it. */
export function Page() {
  useShortcuts();
  useCloseWarning();
  useDragSteps();
  useRescuedFocus();
  // What is changed after another tab took the project over could not be kept.
  const isLost = useAppStore((state) => state.project.save.kind === 'lost');
  return (
    <MessagePlaceProvider>
      <div className={classes['page']} inert={isLost}>
        <Header />
        <TourBar />
        <BatchPlace />
        <Workbench />
        <FilePicker />
        <ProjectFileInput />
        <ImportPlace />
        <SpokenProgress />
        <Palette />
        <Help />
      </div>
      <DialogsPlace />
    </MessagePlaceProvider>
  );
}
