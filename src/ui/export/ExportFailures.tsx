import type { ExportFailure } from '#store/slices/exportSlice.ts';
import { exportText } from '#text/exporting.ts';
import classes from '#ui/export/ExportDialog.module.css';

/** What could not be written, and why; nothing while all is well. */
export function ExportFailures({ failures }: { readonly failures: readonly ExportFailure[] }) {
  if (failures.length === 0) return null;
  const title = exportText.failures(failures.length);
  return (
    <section className={classes['failures']} aria-label={title}>
      <h3 className={classes['label']}>{title}</h3>
      <ul className={classes['failureList']}>
        {failures.map(({ name, message }) => (
          <li key={name}>
            <strong>{name}</strong> {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
