import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { PROJECT_VERSION, type ProjectImage } from '#domain/project/project.ts';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { comparable, readAllParts } from '#testing/comparableProject.ts';
import { sampleProject, zipOf } from '#testing/projectSamples.ts';

const pathOf = (version: number) =>
  new URL(`./fixtures/version-${version}.zip`, import.meta.url).pathname;
const readStored = async (version: number) => {
  const file = new Blob([readFileSync(pathOf(version))]);
  return readAllParts(await openProjectZip(file));
};

function asVersion2(image: ProjectImage): ProjectImage {
  const { stack: _unknown, ...info } = image.info;
  const display = image.display.map((channel) => ({ ...channel, gamma: 1 }));
  const predictions = image.predictions.map((found) => ({ ...found, summary: null }));
  return { ...image, info, display, predictions, series: null };
}

describe('projects as earlier versions have written them', () => {
  it('are kept for every version: a new version stores its own here when it is first tested', async () => {
    if (!existsSync(pathOf(PROJECT_VERSION))) {
      writeFileSync(pathOf(PROJECT_VERSION), await zipOf(sampleProject()));
    }
    expect(await comparable(await readStored(PROJECT_VERSION))).toEqual(
      await comparable(sampleProject()),
    );
  });

  it('version 1 opens with the same pixels, maps, annotations, history, models and settings', async () => {
    const { images, ...rest } = sampleProject();
    // Version 1 did not know when a file was changed.
    const asKnown = images.map(asVersion2).map((image) => ({
      ...image,
      file: image.file && { ...image.file, lastModifiedMs: null },
    }));
    const stored = await readStored(1);
    expect(await comparable(stored)).toEqual(await comparable({ ...rest, images: asKnown }));
    expect(stored.facts.version).toBe(PROJECT_VERSION);
  });

  it('version 2 opens with all but what it did not know: axes, files of a series, gamma, figures', async () => {
    const { images, ...rest } = sampleProject();
    const asKnown = images.map(asVersion2);
    expect(await comparable(await readStored(2))).toEqual(
      await comparable({ ...rest, images: asKnown }),
    );
  });

  it('version 1 brings a history that still undoes and redoes', async () => {
    const { annotations } = await readStored(1);
    const session = AnnotationSession.restore(annotations.get('image-1/0') as never);
    expect(session.state()).toMatchObject({ objectCount: 2, annotatedPixels: 8 });
    session.redo();
    expect(session.state().annotatedPixels).toBe(30);
    while (session.undo().entry);
    expect(session.state()).toMatchObject({ objectCount: 0, annotatedPixels: 0 });
  });
});
