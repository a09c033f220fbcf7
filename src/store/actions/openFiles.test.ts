import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { createAppStore } from '#store/appStore.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeChannel } from '#testing/fakeImages.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

function setUp() {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  const open = (...files: File[]) =>
    store.actions.openFiles(files.map((file) => ({ file, folder: '' })));
  return { store, control, open };
}

describe('openFiles', () => {
  it('opens the good files and names each bad one with its reason', async () => {
    const { store, open } = setUp();
    await open(fakeFile('a.png'), fakeFile('b.png', 'bad bytes'), fakeFile('c.png'));
    const { images, alerts } = store.getState();
    expect(images.map(({ name, status }) => [name, status])).toEqual([
      ['a.png', 'ready'],
      ['c.png', 'ready'],
    ]);
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      code: 'corrupt-file',
      title: 'b.png could not be opened',
      message: 'The file ends early. Save it again.',
    });
  });

  it('gives each bad file its own alert and leaves no entry behind', async () => {
    const { store, open } = setUp();
    await open(fakeFile('a.png', 'bad'), fakeFile('b.png', 'bad'));
    expect(store.getState().alerts.map(({ title }) => title)).toEqual([
      'a.png could not be opened',
      'b.png could not be opened',
    ]);
    expect(store.getState().images).toEqual([]);
    expect(store.getState().currentImageId).toBeNull();
  });

  it('shows the first file that opens, also when another image is open already', async () => {
    const { store, open } = setUp();
    await open(fakeFile('old.png'));
    await open(fakeFile('new1.png', 'bad'), fakeFile('new2.png'));
    const { images, currentImageId } = store.getState();
    expect(images.find(({ id }) => id === currentImageId)?.name).toBe('new2.png');
  });

  it('lists files in natural order, folder by folder', async () => {
    const { store } = setUp();
    await store.actions.openFiles([
      { file: fakeFile('t10.png'), folder: 'b' },
      { file: fakeFile('t2.png'), folder: 'b' },
      { file: fakeFile('z.png'), folder: 'a' },
    ]);
    expect(store.getState().images.map(({ name }) => name)).toEqual(['z.png', 't2.png', 't10.png']);
  });

  it('skips hidden and system files without an alert', async () => {
    const { store } = setUp();
    await store.actions.openFiles([
      { file: fakeFile('.DS_Store', 'bad'), folder: 'run' },
      { file: fakeFile('Thumbs.db', 'bad'), folder: 'run' },
      { file: fakeFile('a.png', 'bad'), folder: '__MACOSX/run' },
      { file: fakeFile('a.png'), folder: 'run' },
    ]);
    expect(store.getState().images.map(({ name }) => name)).toEqual(['a.png']);
    expect(store.getState().alerts).toEqual([]);
  });

  it('skips files of a folder that are no pictures, with one notice', async () => {
    const { services } = fakeServices();
    const decode: typeof services.decode = async (file, ...rest) => {
      if ((await file.text()) !== 'text') return services.decode(file, ...rest);
      throw new AppError('corrupt-file', 'These are not the first bytes of a picture.');
    };
    const store = createAppStore({ ...services, decode });
    await store.actions.openFiles([
      { file: fakeFile('README.md', 'text'), folder: 'run' },
      { file: fakeFile('a.png'), folder: 'run' },
      { file: fakeFile('manifest.json', 'text'), folder: 'run' },
      { file: fakeFile('unnamed'), folder: 'run' },
      { file: fakeFile('scan.czi', 'text'), folder: 'run' },
      { file: fakeFile('notes.md', 'text'), folder: '' },
    ]);
    const { images, notices, alerts } = store.getState();
    expect(images.map(({ name }) => name)).toEqual(['a.png', 'unnamed']);
    expect(notices.map(({ text }) => text)).toEqual(['2 files that are no images were skipped.']);
    expect(alerts.map(({ title }) => title)).toEqual([
      'notes.md could not be opened',
      'scan.czi could not be opened',
    ]);
  });

  it('shows the first of the list, also when a later one is read sooner', async () => {
    const { store, control, open } = setUp();
    control.decodeGate.isClosed = true;
    const opening = open(fakeFile('a.png'), fakeFile('b.png'));
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(2));
    control.decodeGate.release(1);
    await eventually(() => expect(store.getState().images[1]?.status).toBe('ready'));
    control.decodeGate.release(0);
    await opening;
    expect(store.getState().currentImageId).toBe(store.getState().images[0]?.id);
  });

  it('goes back to the image shown before when nothing opens', async () => {
    const { store, open } = setUp();
    await open(fakeFile('a.png'), fakeFile('b.png'));
    await open(fakeFile('c.png', 'bad'), fakeFile('d.png', 'bad'));
    expect(store.getState().currentImageId).toBe(store.getState().images[0]?.id);
  });

  it('tells of an image without a single finite pixel', async () => {
    const { services } = fakeServices();
    const addImage: typeof services.image.addImage = async ({ image }) => [
      { ...fakeChannel(), nonFiniteCount: image.width * image.height },
    ];
    const store = createAppStore({ ...services, image: { ...services.image, addImage } });
    await store.actions.openFiles([{ file: fakeFile('nan.tif'), folder: '' }]);
    expect(store.getState().notices[0]?.text).toMatch(/^nan\.tif holds no finite pixel/);
  });

  it('keeps the metadata but no pixels, and starts with automatic contrast', async () => {
    const { store, open } = setUp();
    await open(fakeFile('a.png'));
    const entry = store.getState().images[0];
    expect(entry?.info).toMatchObject({ width: 8, height: 4 });
    expect(entry?.info).not.toHaveProperty('channels');
    expect(entry?.display).toEqual([
      { range: [10, 150], color: '#ffffff', gamma: 1, isVisible: true },
    ]);
  });

  it('forgets a file that is closed while it is read, without an alert', async () => {
    const { store, control, open } = setUp();
    control.decodeGate.isClosed = true;
    const opening = open(fakeFile('a.png'));
    const id = store.getState().images[0]?.id ?? '';
    await store.actions.closeImage(id);
    control.decodeGate.release();
    await opening;
    expect(store.getState().images).toEqual([]);
    expect(store.getState().alerts).toEqual([]);
    expect(control.log).not.toContain(`addImage ${id}`);
  });

  it('gives pictures from the clipboard names of their own', async () => {
    const { store } = setUp();
    await store.actions.pasteImages([fakeFile('image.png')]);
    await store.actions.pasteImages([fakeFile('image.png')]);
    expect(store.getState().images.map(({ name }) => name)).toEqual([
      'pasted-1.png',
      'pasted-2.png',
    ]);
  });
});
