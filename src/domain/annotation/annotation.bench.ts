import { bench, describe } from 'vitest';
import { Annotation, annotationFrom, snapshotOf } from '#domain/annotation/annotation.ts';
import type { AnnotationEdit } from '#domain/annotation/annotationEdit.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import { applyEdit } from '#domain/annotation/applyEdit.ts';
import { type EditStep, stepBytes, undoStep } from '#domain/annotation/history/editStep.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { createRandom } from '#lib/random.ts';

const EDGE = 8192;
const OBJECT_COUNT = 20_000;

/** Discs with wavy outlines and a hole each on a grid; many touch. */
function drawObjects(): LabelImage {
  const random = createRandom(1);
  const data = new Uint32Array(EDGE * EDGE);
  const pitch = EDGE / Math.sqrt(OBJECT_COUNT);
  let label = 0;
  for (let cy = pitch / 2; cy < EDGE; cy += pitch) {
    for (let cx = pitch / 2; cx < EDGE; cx += pitch) {
      label++;
      const radius = random.uniform(0.35, 0.55) * pitch;
      for (let y = Math.max(0, Math.ceil(cy - radius)); y < Math.min(EDGE, cy + radius); y++) {
        const wave = 1 + 0.06 * Math.sin(y * 0.7);
        const half = Math.sqrt(Math.max(0, radius ** 2 - (y - cy) ** 2)) * wave;
        const start = Math.max(0, Math.ceil(cx - half));
        const end = Math.min(EDGE, Math.floor(cx + half));
        if (start < end) data.fill(label, y * EDGE + start, y * EDGE + end);
        if (Math.abs(y - cy) < 3)
          data.fill(0, y * EDGE + Math.ceil(cx), y * EDGE + Math.ceil(cx) + 4);
      }
    }
  }
  return { width: EDGE, height: EDGE, data };
}

const labels = drawObjects();
const importEdit: AnnotationEdit = {
  kind: 'import',
  labels,
  title: 'use prediction',
  keepsExisting: false,
};

/** 60 points over 600 px, as a pen delivers them in half a second. */
function strokePoints(radiusPx: number): Float32Array<ArrayBuffer> {
  const points = Array.from({ length: 60 }, (_, i) => [
    4000 + i * 10,
    4000 + 60 * Math.sin(i / 8),
    radiusPx * (0.6 + 0.4 * Math.sin(i / 5)),
  ]);
  return new Float32Array(points.flat());
}

const line = new Float32Array([3000, 3000, 3500, 3120]);
const neighbours = [10_000, 10_001, 10_142, 10_143];

const edits: readonly [string, AnnotationEdit][] = [
  [
    'brush stroke, 20 px radius',
    { kind: 'stroke', points: strokePoints(20), value: 'new', overwritesObjects: true },
  ],
  [
    'brush stroke, 300 px radius',
    { kind: 'stroke', points: strokePoints(300), value: BACKGROUND, overwritesObjects: true },
  ],
  ['delete one object', { kind: 'delete', labels: [10_000] }],
  [
    'delete 1,000 objects',
    { kind: 'delete', labels: Array.from({ length: 1000 }, (_, i) => i + 9000) },
  ],
  [
    'delete in a box of 500 × 500 px',
    { kind: 'delete-in-box', box: { x: 4000, y: 4000, width: 500, height: 500 } },
  ],
  ['merge four objects', { kind: 'merge', labels: neighbours }],
  ['split by a line of 514 px', { kind: 'split', points: line, label: null }],
  ['fill holes of four objects', { kind: 'fill-holes', labels: neighbours }],
  ['fill holes of all objects', { kind: 'fill-holes', labels: null }],
  [
    'set the class of all objects',
    {
      kind: 'set-class',
      labels: Array.from({ length: OBJECT_COUNT }, (_, i) => i + 1),
      classIndex: 2,
    },
  ],
  ['clear', { kind: 'clear' }],
];

describe('an annotation of 8192² px with 20,000 objects: edit, then undo', () => {
  const session = new AnnotationSession(new Annotation(EDGE, EDGE));
  session.edit(importEdit);
  for (const [name, edit] of edits) {
    bench(
      name,
      () => {
        const before = session.state().undoTitle;
        session.edit(edit);
        if (session.state().undoTitle !== before) session.undo();
      },
      { time: 300, iterations: 2, warmupIterations: 1, warmupTime: 0 },
    );
  }
});

describe('a whole image of 8192² px with 20,000 objects', () => {
  const once = { time: 1, iterations: 2, warmupIterations: 1, warmupTime: 0 };
  bench(
    'import, then undo',
    () => {
      const session = new AnnotationSession(new Annotation(EDGE, EDGE));
      session.edit(importEdit);
      session.undo();
    },
    once,
  );
  bench(
    'flood an empty image, then undo',
    () => {
      const session = new AnnotationSession(new Annotation(EDGE, EDGE));
      session.edit({ kind: 'fill', x: 4000, y: 4000, value: BACKGROUND });
      session.undo();
    },
    once,
  );
  bench(
    'copy and restore',
    () => {
      const annotation = annotationFrom({ labels, classes: new Map() });
      snapshotOf(annotation);
    },
    once,
  );
});

/** Memory of each edit's step: a figure that no timing shows. */
function printStepSizes(): void {
  const annotation = new Annotation(EDGE, EDGE);
  const print = (name: string, step: EditStep | null) => {
    const kilobytes = step ? (stepBytes(step) / 1024).toFixed(1) : '0';
    process.stdout.write(`one step of undo takes ${kilobytes} kB: ${name}\n`);
  };
  print('import', applyEdit(annotation, importEdit));
  for (const [name, edit] of edits) {
    const step = applyEdit(annotation, edit);
    print(name, step);
    if (step) undoStep(annotation, step);
  }
}

printStepSizes();
