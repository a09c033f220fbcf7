import { describe, expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

describe('what is told of saving', () => {
  it('says saving from the stroke on until storage has confirmed it', async () => {
    const { control, open, dot, ids, save, saved } = await openPage();
    await open('a.png');
    await dot(ids()[0] ?? '', 3, 3);
    await saved();
    control.saveGate.isClosed = true;
    control.annotationGate.isClosed = true;
    const stroke = dot(ids()[0] ?? '', 1, 1);
    expect(save()).toBe('saving');
    await eventually(() => expect(control.annotationGate.waiting).toHaveLength(1));
    expect(save()).toBe('saving');
    control.annotationGate.isClosed = false;
    control.annotationGate.release();
    await stroke;
    expect(save()).toBe('saving');
    await eventually(() => expect(control.saveGate.waiting).toHaveLength(1));
    expect(save()).toBe('saving');
    control.saveGate.isClosed = false;
    control.saveGate.release();
    await saved();
  });

  it('says saved again after a stroke that changed nothing', async () => {
    const { open, dot, ids, save, saved } = await openPage();
    await open('a.png');
    await dot(ids()[0] ?? '', 1, 1);
    await saved();
    const stroke = dot(ids()[0] ?? '', -50, -50);
    expect(save()).toBe('saving');
    await stroke;
    await saved();
  });
});
