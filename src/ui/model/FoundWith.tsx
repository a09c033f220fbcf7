import { selectForeignModel } from '#store/selectors/objectSettings.ts';
import { modelText } from '#text/model.ts';
import classes from '#ui/model/ModelPanel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

/** Tells when the objects shown come from another network than the one chosen for the next run. */
export function FoundWith() {
  const card = useAppStore(selectForeignModel);
  return card ? <p className={classes['foundWith']}>{modelText.foundWith(card.title)}</p> : null;
}
