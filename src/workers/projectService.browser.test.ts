import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { dotAt, factsOf, imageOf, NotedSession, picture } from '#storage/testing/projectSamples.ts';
import { startProjectService } from '#workers/projectService.ts';

const page = (projectId: string) => ({ projectId, imageId: 'a', pageIndex: 0 });
const map = { width: 3, height: 2, data: Uint16Array.of(0, 1, 2, 3, 65_535, 5) };

/** Two tabs of the page. */
const tab = startProjectService();
const otherTab = startProjectService();
let projectId = '';

/** Chromium's developer protocol; its types come with Playwright only. */
async function limitStorage(quotaSize: number | null): Promise<void> {
  const { send } = cdp() as unknown as {
    send: (method: string, parameters: object) => Promise<unknown>;
  };
  await send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize === null ? {} : { quotaSize }),
  });
}

async function objectCount(id: string): Promise<number> {
  const stored = await otherTab.readAnnotation(page(id));
  return stored ? AnnotationSession.restore(stored).annotation.objects.size : 0;
}

let noted: NotedSession;

beforeEach(async () => {
  projectId = crypto.randomUUID();
  noted = new NotedSession();
  const facts = factsOf(projectId, ['a']);
  await tab.create({ facts });
  const source = { kind: 'planes', image: picture } as const;
  await tab.apply({
    projectId,
    change: {
      facts,
      images: [imageOf('a')],
      sources: [{ imageId: 'a', source }],
      annotations: [noted.do(dotAt(5, 5)).change('a')],
    },
  });
});

afterEach(async () => {
  await limitStorage(null);
  for (const held of [tab, otherTab]) await held.close({ projectId });
  for (const { id } of await tab.list({})) {
    await tab.remove({ projectId: id });
    await tab.forget({ projectId: id });
  }
});

describe('a project that another tab holds', () => {
  it('is listed as such, and opens only once that tab has let go', async () => {
    expect(await otherTab.list({})).toMatchObject([{ id: projectId, isHeldElsewhere: true }]);
    const opening = () => otherTab.open({ projectId, takeOver: false });
    await expect(opening()).rejects.toMatchObject({ code: 'held-elsewhere' });
    await expect(otherTab.rename({ projectId, title: 'Mine' })).rejects.toMatchObject({
      code: 'held-elsewhere',
    });
    await tab.close({ projectId });
    expect(await opening()).toMatchObject({ facts: { id: projectId }, missingImageIds: [] });
  });

  it('is handed over with all that the other tab saves when it is asked', async () => {
    const asked = tab.waitUntilWanted({ projectId });
    const opening = otherTab.open({ projectId, takeOver: true });
    expect(await asked).toBe('asked');
    await tab.apply({ projectId, change: { annotations: [noted.do(dotAt(20, 20)).change('a')] } });
    await tab.close({ projectId });
    await opening;
    expect(await objectCount(projectId)).toBe(2);
  });

  it('is taken from a tab that does not answer, which can change nothing any more', async () => {
    await otherTab.open({ projectId, takeOver: true });
    expect(await tab.waitUntilWanted({ projectId }).catch((error) => error)).toMatchObject({
      code: 'not-held',
    });
    const late = { annotations: [noted.do(dotAt(20, 20)).change('a')] };
    await expect(tab.apply({ projectId, change: late })).rejects.toMatchObject({
      code: 'not-held',
    });
    expect(await objectCount(projectId)).toBe(1);
    expect(await tab.list({})).toMatchObject([{ id: projectId, isHeldElsewhere: true }]);
  });

  it('tells a tab that waits when it was taken, and why when it was closed', async () => {
    const events: string[] = [];
    const waiting = tab.waitUntilWanted({ projectId }).then(async (how) => {
      events.push(how, await tab.waitUntilWanted({ projectId }));
    });
    await otherTab.open({ projectId, takeOver: true });
    await waiting;
    expect(events).toEqual(['asked', 'lost']);
    const closing = otherTab.waitUntilWanted({ projectId });
    await otherTab.close({ projectId });
    expect(await closing).toBe('closed');
  });
});

describe('storage that is full', () => {
  it('leaves a project as it was, says so, and takes the same change when there is space', async () => {
    const change = {
      maps: [{ ...page(projectId), map }],
      annotations: [noted.do(dotAt(20, 20)).change('a')],
    };
    await limitStorage(1);
    await expect(tab.apply({ projectId, change })).rejects.toMatchObject({
      code: 'storage-full',
      message: expect.stringMatching(/could not be stored.*What was stored before is untouched/),
    });
    expect(await objectCount(projectId)).toBe(1);
    await limitStorage(null);
    await tab.apply({ projectId, change });
    expect(await objectCount(projectId)).toBe(2);
    expect(await tab.readMap(page(projectId))).toEqual(map);
  });

  it('takes no stroke as saved that is not', async () => {
    await limitStorage(1);
    const change = { annotations: [noted.do(dotAt(20, 20)).change('a')] };
    const isSaved = await tab.apply({ projectId, change }).then(
      () => true,
      () => false,
    );
    await limitStorage(null);
    expect(await objectCount(projectId)).toBe(isSaved ? 2 : 1);
  });

  it('still lets a project be exported', async () => {
    await limitStorage(1);
    const { file } = await tab.exportZip({ projectId });
    await limitStorage(null);
    expect(await otherTab.importZip({ file })).toMatchObject({ imageCount: 1 });
  });
});

it('a project goes out as a ZIP file and comes back as another one', async () => {
  const { file } = await tab.exportZip({ projectId });
  expect(file.type).toBe('application/zip');
  const summary = await otherTab.importZip({ file });
  expect(summary).toMatchObject({ title: `Project ${projectId} (2)`, imageCount: 1 });
  expect(summary.id).not.toBe(projectId);
  expect(await objectCount(summary.id)).toBe(1);
  expect(await otherTab.readSource(page(summary.id))).toEqual({ kind: 'planes', image: picture });
});

it('space is told as the browser gives it', async () => {
  expect(await tab.space({})).toMatchObject({ kind: 'lasting', quotaBytes: expect.any(Number) });
});
