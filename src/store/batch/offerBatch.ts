import type { ActionContext } from '#store/actions/actionContext.ts';

/** Offers to go on with a batch that a closed page cut off. Says nothing when there is none. */
export async function offerBatch({ running, services, store }: ActionContext): Promise<void> {
  try {
    const { kept } = await services.batch();
    const found = await kept.findInterrupted();
    if (!found || running.batch.work) return;
    const { batch, doneCount } = found;
    running.batch = { work: null, offered: batch };
    store.setState({
      interruptedBatch: {
        id: batch.id,
        sourceName: batch.sourceName,
        doneCount,
        fileCount: batch.fileCount,
        needsFolder: batch.source === null,
      },
    });
  } catch {
    // What cannot be read cannot be offered.
  }
}
