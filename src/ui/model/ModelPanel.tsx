import { Import, Info } from 'lucide-react';
import { useEffect, useState } from 'react';
import { findCard } from '#store/slices/modelsSlice.ts';
import { modelText } from '#text/model.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { Panel } from '#ui/controls/Panel.tsx';
import { useReturnedFocus } from '#ui/controls/useReturnedFocus.ts';
import { latePart } from '#ui/latePart.tsx';
import classes from '#ui/model/ModelPanel.module.css';
import { ModelSelect } from '#ui/model/ModelSelect.tsx';
import { diameterText, scoreNote, scoreText, trainedOnText } from '#ui/model/modelText.ts';
import { OfflineModel } from '#ui/offline/OfflineModel.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const ModelDialog = latePart(async () => (await import('#ui/model/ModelDialog.tsx')).ModelDialog);

/** Which network, and what it is for. */
export function ModelPanel() {
  const card = useAppStore((state) => findCard(state, state.chosenModelId));
  const { loadModel } = useActions();
  const load = useCommand('loadModel');
  const about = useCommand('aboutModel');
  const handles = usePageHandles();
  const [isOpen, setIsOpen] = useState(false);
  const noteFocus = useReturnedFocus(isOpen);
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
  useEffect(() => {
    handles.pickModel = () => pickModel((files) => void loadModel(files));
    handles.showModel = () => {
      noteFocus();
      setIsOpen(true);
    };
  }, [handles, loadModel, noteFocus]);
  return (
    <Panel
      title={modelText.title}
      actions={
        <>
          <IconButton label={modelText.load} onClick={load.run}>
            <Import size={16} />
          </IconButton>
          {card && (
            <IconButton label={modelText.about} onClick={about.run}>
              <Info size={16} />
            </IconButton>
          )}
        </>
      }
    >
      <ModelSelect />
      {card && (
        <>
          <p className={classes['summary']}>{card.summary}</p>
          <dl className={`${classes['facts']} ${classes['clamped']}`}>
            <dt>{modelText.objects}</dt>
            <dd>{diameterText(card)}</dd>
            <dt>{modelText.trainedOn}</dt>
            <dd title={trainedOnText(card)}>{trainedOnText(card)}</dd>
            <dt>{modelText.scoredOn}</dt>
            <dd className={classes['score']} title={scoreNote(card)}>
              {scoreText(card)}
            </dd>
            <dt>{modelText.licence}</dt>
            <dd title={card.licence}>{card.licence}</dd>
          </dl>
          <OfflineModel card={card} />
          {wasOpen && <ModelDialog card={card} isOpen={isOpen} onClose={() => setIsOpen(false)} />}
        </>
      )}
    </Panel>
  );
}

/** Lets the user pick the files of a model, or a ZIP file of them. */
function pickModel(onFiles: (files: readonly File[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => onFiles(Array.from(input.files ?? [])));
  input.click();
}
