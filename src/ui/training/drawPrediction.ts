import type { LivePrediction } from '#store/services.ts';
import { pickPixels } from '#ui/training/pickPixels.ts';

/** Larger canvases show no more in a side column, and take longer to fill than a frame lasts. */
const LARGEST_EDGE_PX = 480;
/** From here on a pixel counts as an object. */
const OBJECT_FROM = 128;
/** Teal of the wordmark. */
const TINT = [48, 203, 177] as const;

/** The grey image with the prediction as a tint, and objects outlined. */
export function drawPrediction(canvas: HTMLCanvasElement, prediction: LivePrediction): void {
  const { width, height, columns, rows } = pickPixels(prediction, LARGEST_EDGE_PX);
  const image = new ImageData(width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const source = (rows[y] as number) * prediction.width + (columns[x] as number);
      const probability = prediction.probability[source] as number;
      const right = (rows[y] as number) * prediction.width + (columns[x + 1] ?? columns[x] ?? 0);
      const below = (rows[y + 1] ?? rows[y] ?? 0) * prediction.width + (columns[x] as number);
      const isObject = probability >= OBJECT_FROM;
      const isEdge =
        isObject !== (prediction.probability[right] as number) >= OBJECT_FROM ||
        isObject !== (prediction.probability[below] as number) >= OBJECT_FROM;
      const opacity = isEdge ? 1 : (0.45 * probability) / 255;
      const grey = prediction.grey[source] as number;
      const target = 4 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        const tint = TINT[channel] as number;
        image.data[target + channel] = grey + opacity * (tint - grey);
      }
      image.data[target + 3] = 255;
    }
  }
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
