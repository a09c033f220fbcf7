import type { Annotation, ObjectExtent } from '#domain/annotation/annotation.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

type Box = Pick<ObjectExtent, 'left' | 'top' | 'right' | 'bottom'>;

/** Ids of the objects that have a pixel in the box, ascending. */
export function objectsInBox(annotation: Annotation, { x, y, width, height }: Rectangle): number[] {
  const box: Box = {
    left: Math.max(0, Math.floor(x)),
    top: Math.max(0, Math.floor(y)),
    right: Math.min(annotation.width, Math.ceil(x + width)) - 1,
    bottom: Math.min(annotation.height, Math.ceil(y + height)) - 1,
  };
  const found: number[] = [];
  for (const [label, extent] of annotation.objects) {
    const common: Box = {
      left: Math.max(box.left, extent.left),
      top: Math.max(box.top, extent.top),
      right: Math.min(box.right, extent.right),
      bottom: Math.min(box.bottom, extent.bottom),
    };
    if (common.left > common.right || common.top > common.bottom) continue;
    if (isEqual(common, extent) || hasPixel(annotation, label, common)) found.push(label);
  }
  return found.sort((a, b) => a - b);
}

function isEqual(a: Box, b: Box): boolean {
  return a.left === b.left && a.top === b.top && a.right === b.right && a.bottom === b.bottom;
}

function hasPixel({ data, width }: Annotation, label: number, box: Box): boolean {
  for (let y = box.top; y <= box.bottom; y++) {
    for (let i = y * width + box.left; i <= y * width + box.right; i++) {
      if (data[i] === label) return true;
    }
  }
  return false;
}
