import type { FileOutcome, FileReport } from '#domain/batch/fileOutcome.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { BatchWork } from '#store/batch/batchWork.ts';
import type { Batch, BatchRow } from '#store/slices/batchSlice.ts';

/** Changes what is shown of the batch. */
export function patchBatch({ store }: ActionContext, change: Partial<Batch>): void {
  store.setState(({ batch }) => ({ batch: batch && { ...batch, ...change } }));
}

/** Changes what is shown of a file. */
export function patchRow(
  { store }: ActionContext,
  path: string,
  change: Partial<Omit<BatchRow, 'path'>>,
): void {
  store.setState(({ batch }) => {
    const index = batch?.rows.findIndex((row) => row.path === path) ?? -1;
    const row = batch?.rows[index];
    return batch && row
      ? { batch: { ...batch, rows: batch.rows.with(index, { ...row, ...change }) } }
      : {};
  });
}

/** Shows and keeps what became of a file. A batch that cannot be kept still runs. */
export async function settleRow(
  context: ActionContext,
  work: BatchWork,
  settled: { readonly path: string; readonly outcome: FileOutcome; readonly file: File | null },
): Promise<void> {
  const { path, outcome, file } = settled;
  patchRow(context, path, { state: outcome.kind, fraction: 0, outcome });
  const facts = { byteLength: file?.size ?? -1, lastModifiedMs: file?.lastModified ?? -1 };
  await work.services.kept.note(work.kept.id, { path, ...facts, outcome }).catch(() => null);
}

/** Every file with what became of it, in the order of the rows; those still to come left out. */
export function reportsOf(batch: Batch): readonly FileReport[] {
  return batch.rows.flatMap(({ path, outcome }) => (outcome ? [{ path, outcome }] : []));
}
