import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { PROJECT_VERSION } from '#domain/project/project.ts';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { AppError } from '#lib/errors.ts';
import { comparable, readAllParts } from '#testing/comparableProject.ts';
import { sampleProject, zipOf } from '#testing/projectSamples.ts';
import { entryText, repackedProject } from '#testing/repackedProject.ts';

let zip: Uint8Array<ArrayBuffer>;
let text: string;
beforeAll(async () => {
  zip = await zipOf(sampleProject());
  text = entryText(zip, 'project.json');
});

const readBytes = async (bytes: Uint8Array<ArrayBuffer>) =>
  readAllParts(await openProjectZip(new Blob([bytes])));
const readText = (json: string) =>
  readBytes(repackedProject(zip, { 'project.json': new TextEncoder().encode(json) }));

/** JSON as a test takes it apart; a wrong path fails the test. */
// biome-ignore lint/suspicious/noExplicitAny: the tests below reach for entries by hand
type Json = any;

it.each([
  ['text', 'These are my notes.', 'it is no ZIP file'],
  ['nothing', '', 'it is empty'],
])('a file of %s is called no project file, not a damaged one', async (_, content, reason) => {
  const bytes = new TextEncoder().encode(content);
  await expect(readBytes(bytes)).rejects.toMatchObject({
    code: 'not-found',
    message: `This is no project file: ${reason}. Choose a file that was exported as “Project (ZIP)”.`,
  });
});

describe('a project.json that somebody has changed, checksums and all', () => {
  it.each<[string, (json: Json) => void, string | RegExp]>([
    ['an unknown entry', (json) => (json.evil = 1), 'evil'],
    ['an unknown entry of an image', (json) => (json.images[0].evil = 1), 'images.0.evil'],
    ['another format', (json) => (json.format = 'zip'), 'format'],
    ['no version', (json) => delete json.facts.version, 'version'],
    ['an empty title', (json) => (json.facts.title = ''), 'facts.title'],
    ['a title of a megabyte', (json) => (json.facts.title = 'x'.repeat(1e6)), 'facts.title'],
    ['a time that is none', (json) => (json.facts.createdAt = 'soon'), 'facts.createdAt'],
    ['an id that is a path', (json) => (json.facts.id = '../../x'), 'facts.id'],
    ['an image twice', (json) => json.facts.imageIds.push('image-1'), 'image id image-1'],
    ['an image too few', (json) => json.images.pop(), 'image-3'],
    ['a current image of nothing', (json) => (json.facts.currentImageId = 'x'), 'current image'],
    ['a scale of 1e9', (json) => (json.facts.settings.runOptions.scale = 1e9), 'runOptions.scale'],
    ['an opacity as text', (json) => (json.facts.settings.overlay.opacity = '1'), 'opacity'],
    ['an unknown preset', (json) => (json.facts.settings.training.presetId = 'x'), 'presetId'],
    ['a batch of −1', (json) => (json.facts.settings.training.recipe.batchSize = -1), 'batchSize'],
    ['a width of 0', (json) => (json.images[0].info.width = 0), 'info.width'],
    ['a fractional width', (json) => (json.images[0].info.width = 6.5), 'info.width'],
    ['no channel', (json) => (json.images[0].info.channelNames = []), 'channelNames'],
    ['a channel that is not there', (json) => (json.images[0].input.channels = [2]), 'channels'],
    [
      'display settings too many',
      (json) => json.images[0].display.push(json.images[0].display[0]),
      'display',
    ],
    ['a colour that is code', (json) => (json.images[0].display[0].color = 'url(//x)'), 'color'],
    ['a rectangle outside', (json) => (json.images[0].rectangle.x = 5), 'rectangle of image-1'],
    ['a rectangle of no width', (json) => (json.images[0].rectangle.width = 0), 'rectangle.width'],
    ['a page that is not there', (json) => (json.images[0].pageIndex = 3), 'page 4'],
    ['a page below 0', (json) => (json.images[0].pageIndex = -1), 'pageIndex'],
    ['two predictions of a page', (json) => (json.images[0].predictions[1].pageIndex = 0), 'page'],
    ['a region outside', (json) => (json.images[0].predictions[0].regions[0].y = 4), 'region'],
    [
      'a deletion outside',
      (json) => (json.images[0].predictions[0].deletions[0] = [30]),
      'deletion',
    ],
    ['a map that is not there', (json) => (json.parts[0].maps[0].path = 'maps/x'), 'maps/x'],
    [
      'a map for two pages',
      (json) => (json.parts[0].maps[1].path = json.parts[0].maps[0].path),
      'path',
    ],
    ['a map too few', (json) => json.parts[0].maps.pop(), 'probability map'],
    [
      'a map of another page’s size',
      (json) => (json.parts[0].maps[0].path = json.parts[0].maps.pop().path),
      /map|path/,
    ],
    [
      'weights as pixels',
      (json) => (json.parts[1].pixels.path = 'models/kept-cells-1/weights.bin'),
      'weights.bin',
    ],
    ['a path that leads out', (json) => (json.parts[0].pixels.path = '../x'), '../x'],
    ['a model that is a path', (json) => (json.modelIds = ['../x']), 'modelIds'],
    ['a model that is not there', (json) => (json.modelIds = ['x']), 'models/x/model.json'],
    [
      '20,000 images',
      (json) => (json.facts.imageIds = Array.from({ length: 20_000 }, (_, i) => `i${i}`)),
      'imageIds',
    ],
  ])('is refused with %s, by name', async (_, change, named) => {
    const json: Json = JSON.parse(text);
    change(json);
    await expect(readText(JSON.stringify(json))).rejects.toMatchObject({
      code: 'corrupt-file',
      message: expect.stringMatching(
        typeof named === 'string' ? named.replaceAll('.', '\\.') : named,
      ),
    });
  });

  it.each([
    ['a number beyond all', '"opacity": 0.35', '"opacity": 1e999'],
    ['no JSON', '"opacity": 0.35', '"opacity": NaN'],
    [
      'a list nested 100,000 deep',
      '"opacity": 0.35',
      `"opacity": ${'['.repeat(1e5)}${']'.repeat(1e5)}`,
    ],
  ])('is refused with %s', async (_, from, to) => {
    expect(text).toContain(from);
    await expect(readText(text.replace(from, to))).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  it('is refused with bytes that are no UTF-8', async () => {
    const bytes = new TextEncoder().encode(text);
    bytes[text.indexOf('DAPI')] = 0xff;
    const changed = repackedProject(zip, { 'project.json': bytes });
    await expect(readBytes(changed)).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  it('is refused by name when a newer version has written it', async () => {
    const newer = text.replace(
      `"version": ${PROJECT_VERSION}`,
      `"version": ${PROJECT_VERSION + 1}`,
    );
    await expect(readText(newer)).rejects.toMatchObject({ code: 'too-new' });
  });

  it('pollutes no prototype, wherever __proto__ and constructor stand', async () => {
    const evil = '"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}, ';
    for (const brace of text.matchAll(/\{\s/g)) {
      const at = brace.index + 1;
      const outcome = await readText(text.slice(0, at) + evil + text.slice(at)).catch((e) => e);
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'corrupt-file' });
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
      expect(Object.keys(Object.prototype)).toEqual([]);
    }
  });

  it('is the same project or an error, whatever text is put in place of any other', async () => {
    const wanted = await comparable(sampleProject());
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.length - 1 }),
        fc.nat({ max: 12 }),
        fc.constantFrom(
          '',
          '0',
          'null',
          '-1',
          '1e9',
          '1e999',
          '[]',
          '{}',
          '"x"',
          ',',
          '"__proto__"',
        ),
        async (start, length, inserted) => {
          const outcome = await readText(
            text.slice(0, start) + inserted + text.slice(start + length),
          ).catch((error) => error);
          if (outcome instanceof Error) {
            expect(outcome).toBeInstanceOf(AppError);
            return;
          }
          // Values within their ranges may change; what they belong to may not.
          const { pixels, models } = (await comparable(outcome)) as Json;
          expect({ pixels, models }).toEqual({
            pixels: (wanted as Json).pixels,
            models: (wanted as Json).models,
          });
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  }, 240_000);
});

describe('an annotation that somebody has changed, checksums and all', () => {
  it('is refused, or undoes and redoes to an end with right counts', async () => {
    const path = 'annotations/1-page1.annotation';
    const original = unzipSync(zip)[path] as Uint8Array;
    const change = fc.tuple(fc.nat({ max: original.length - 1 }), fc.nat({ max: 255 }));
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const bytes = original.slice();
        for (const [at, value] of changes) bytes[at] = value;
        const outcome = await readBytes(repackedProject(zip, { [path]: bytes })).catch((e) => e);
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(AppError);
          return;
        }
        accepted++;
        const session = AnnotationSession.restore(outcome.annotations.get('image-1/0'));
        while (session.undo().entry);
        while (session.redo().entry);
        const { data, objects } = session.annotation;
        for (const [label, { pixelCount }] of objects) {
          expect(data.filter((value) => value === label)).toHaveLength(pixelCount);
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
    expect(accepted).toBeGreaterThan(0);
  }, 240_000);
});

describe('a binary part that claims more than there is', () => {
  const header = (json: object, lengthClaim?: number) => {
    const bytes = new TextEncoder().encode(JSON.stringify(json));
    const start = new Uint8Array(8);
    new DataView(start.buffer).setBigUint64(0, BigInt(lengthClaim ?? bytes.length), true);
    return Uint8Array.from([...start, ...bytes]);
  };
  it.each([
    ['an endless header', header({}, 2 ** 60), 'corrupt-file'],
    ['no header', new Uint8Array(3), 'corrupt-file'],
    ['a map of 10,000 × 10,000 px', header({ width: 10_000, height: 10_000 }), 'corrupt-file'],
    ['a map of 1e8 × 1e8 px', header({ width: 1e8, height: 1e8 }), 'too-large'],
    ['a map of −1 px', header({ width: -1, height: 1 }), 'corrupt-file'],
    ['a map of 0 × 0 px', header({ width: 0, height: 0 }), 'corrupt-file'],
    ['a map without numbers', header({ width: 6, height: 5 }), 'corrupt-file'],
    [
      'a map of another size',
      Uint8Array.from([...header({ width: 1, height: 1 }), 0, 0]),
      'corrupt-file',
    ],
  ])('is refused: %s', async (_, bytes, code) => {
    const changed = repackedProject(zip, { 'predictions/1-page1.map': bytes });
    await expect(readBytes(changed)).rejects.toMatchObject({ code });
  });
});
