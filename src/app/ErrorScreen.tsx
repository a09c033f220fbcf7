import { Component, type ReactNode, useEffect, useState } from 'react';
import classes from '#app/ErrorScreen.module.css';
import type { Rescue } from '#app/rescueProject.ts';
import { projectText } from '#text/project.ts';
import { stoppedText } from '#ui/project/saveText.ts';

interface ErrorScreenProps {
  readonly rescue: Rescue;
  readonly children: ReactNode;
}

interface ErrorScreenState {
  readonly message: string | null;
}

/** What is shown instead of a blank page when drawing the page fails. */
export class ErrorScreen extends Component<ErrorScreenProps, ErrorScreenState> {
  override state: ErrorScreenState = { message: null };

  static getDerivedStateFromError(error: unknown): ErrorScreenState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { rescue, children } = this.props;
    if (this.state.message === null) return children;
    return <Stopped rescue={rescue} fault={this.state.message} />;
  }
}

interface StoppedProps {
  readonly rescue: Rescue;
  readonly fault: string;
}

/** Plain elements only: what has failed may have been the kit. */
function Stopped({ rescue, fault }: StoppedProps) {
  const save = useSaveState(rescue);
  return (
    <main className={classes['page']}>
      <div role="alert">
        <h1>{projectText.stoppedTitle}</h1>
        <p>
          {projectText.stoppedText} {stoppedText(save)}
        </p>
        <p className={classes['fault']}>{projectText.stoppedFault(fault)}</p>
      </div>
      <div className={classes['buttons']}>
        <button type="button" className={classes['main']} onClick={() => window.location.reload()}>
          {projectText.reload}
        </button>
        {save.kind !== 'empty' && <ExportButton rescue={rescue} />}
      </div>
    </main>
  );
}

function ExportButton({ rescue }: { readonly rescue: Rescue }) {
  const [outcome, setOutcome] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const run = async (): Promise<void> => {
    setIsBusy(true);
    setOutcome(projectText.exporting);
    setOutcome(await rescue.exportProject());
    setIsBusy(false);
  };
  return (
    <>
      <button type="button" disabled={isBusy} onClick={() => void run()}>
        {projectText.exportProject}
      </button>
      <p role="status" className={classes['outcome']}>
        {outcome}
      </p>
    </>
  );
}

/** Saving goes on without the page, so what can be said about it changes. */
function useSaveState({ readSave, subscribe }: Rescue) {
  const [save, setSave] = useState(readSave);
  useEffect(() => {
    setSave(readSave());
    return subscribe(() => setSave(readSave()));
  }, [readSave, subscribe]);
  return save;
}
