import { type RefObject, useEffect } from 'react';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';

/** Keeps the scene's canvas at the device pixels that it covers on screen. */
export function useCanvasSize(
  canvasRef: RefObject<HTMLCanvasElement | null>,
  scene: ViewerScene,
): void {
  useEffect(() => {
    const canvas = canvasRef.current;
    if (canvas === null) return;
    const observer = new ResizeObserver((entries) => {
      for (const entry of entries) {
        const ratio = window.devicePixelRatio;
        const exact = entry.devicePixelContentBoxSize?.[0];
        const width = exact?.inlineSize ?? Math.round(entry.contentRect.width * ratio);
        const height = exact?.blockSize ?? Math.round(entry.contentRect.height * ratio);
        scene.layOut(canvas.getBoundingClientRect(), ratio, { width, height });
      }
    });
    observeDevicePixels(observer, canvas);
    return () => observer.disconnect();
  }, [canvasRef, scene]);
}

function observeDevicePixels(observer: ResizeObserver, canvas: HTMLCanvasElement): void {
  try {
    observer.observe(canvas, { box: 'device-pixel-content-box' });
  } catch {
    // Safari does not know this box; CSS pixels times the ratio differ by a pixel at most.
    observer.observe(canvas);
  }
}
