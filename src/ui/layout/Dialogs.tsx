import { useEffect } from 'react';
import { ShortcutsDialog } from '#ui/keys/ShortcutsDialog.tsx';
import { QuestionDialog } from '#ui/messages/QuestionDialog.tsx';
import { type PageHandles, usePageHandles } from '#ui/pageHandles.ts';
import { ProjectsDialog } from '#ui/project/ProjectsDialog.tsx';

/** A dialog by the handle that opens it. */
export type DialogOpener = keyof Pick<PageHandles, 'showShortcuts' | 'showProjects'>;

/**
 * Dialogs that stay in the page once they are there.
 *
 * @param first was asked for before they were; `null` = none
 */
export function Dialogs({ first }: { readonly first: DialogOpener | null }) {
  const handles = usePageHandles();
  // Runs after the dialogs' own effects, which have put their handles in place.
  useEffect(() => {
    if (first !== null) handles[first]();
  }, [handles, first]);
  return (
    <>
      <QuestionDialog />
      <ShortcutsDialog />
      <ProjectsDialog />
    </>
  );
}
