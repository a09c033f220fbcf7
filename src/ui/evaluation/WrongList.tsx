import { evaluationText } from '#text/evaluation.ts';
import classes from '#ui/evaluation/Evaluation.module.css';
import tables from '#ui/evaluation/Tables.module.css';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** Of each kind: nobody goes through more by hand, and the smaller ones are counted. */
const LISTED = 100;

/** Missed and false objects at the chosen threshold; a click brings one before the eyes. */
export function WrongList({ imageId }: { readonly imageId: string }) {
  const handles = usePageHandles();
  const wrong = useAppStore((state) => {
    const { shown } = state.evaluation;
    return shown?.imageId === imageId ? shown.wrong : null;
  });
  if (wrong === null) return null;
  const listed = (['missed', 'false'] as const).flatMap((kind) =>
    wrong.filter((object) => object.kind === kind).slice(0, LISTED),
  );
  return (
    <section className={classes['group']}>
      <h3 className={classes['heading']}>{evaluationText.wrongTitle}</h3>
      {wrong.length === 0 && <p className={classes['dim']}>{evaluationText.allFound}</p>}
      <ul className={tables['wrong']} aria-label={evaluationText.wrongTitle}>
        {listed.map(({ kind, label, areaPx, bestIou, box }) => (
          <li key={`${kind}-${label}`}>
            <button type="button" onClick={() => handles.viewer?.focusObject(box)}>
              <span className={classes['swatch']} data-kind={kind} />
              {evaluationText.wrongName(kind === 'missed', label)}
              <span className={tables['facts']}>{evaluationText.wrongFacts(areaPx, bestIou)}</span>
            </button>
          </li>
        ))}
      </ul>
      {wrong.length > listed.length && (
        <p className={classes['dim']}>{evaluationText.more(wrong.length - listed.length)}</p>
      )}
    </section>
  );
}
