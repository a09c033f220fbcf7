import * as tf from '@tensorflow/tfjs';
import { unetForward } from '#engine/network/unetForward.ts';
import type { UnetWeights } from '#engine/network/unetWeights.ts';

/** Reads `x` in one of the 8 orientations of the square: mirrored first, then quarter turns. */
function orient(x: tf.Tensor4D, mirrored: boolean, quarterTurns: number): tf.Tensor4D {
  let turned = mirrored ? tf.reverse(x, 2) : tf.clone(x);
  // A quarter turn anticlockwise is a transposition followed by a vertical mirror.
  for (let turn = 0; turn < quarterTurns; turn++) {
    turned = tf.reverse(tf.transpose(turned, [0, 2, 1, 3]), 1);
  }
  return turned;
}

/** Undoes `orient`. */
function orientBack(x: tf.Tensor4D, mirrored: boolean, quarterTurns: number): tf.Tensor4D {
  const turned = orient(x, false, (4 - quarterTurns) % 4);
  return mirrored ? tf.reverse(turned, 2) : turned;
}

/**
 * 1 − softmax probability of class 0, for the valid centre of a tile.
 *
 * @param input [1, height, width, channels]; kept
 * @param averageSymmetries mean over the 4 rotations of the tile and of its mirror image. The paper
 *   averaged 7 rotated versions (`Ronneberger 2015, sec. 4`); these 8 need no interpolation.
 * @returns [1, outputHeight, outputWidth, 1]; the caller owns it
 */
export function foregroundProbability(
  weights: UnetWeights,
  input: tf.Tensor4D,
  averageSymmetries: boolean,
): tf.Tensor4D {
  const probability = (x: tf.Tensor4D) => {
    const logits = unetForward(weights, x); // [1, outputHeight, outputWidth, classes]
    const [, height, width] = logits.shape;
    const background = tf.slice(tf.softmax(logits, 3), [0, 0, 0, 0], [1, height, width, 1]);
    return tf.sub<tf.Tensor4D>(1, background);
  };
  if (!averageSymmetries) return tf.tidy(() => probability(input));

  let sum: tf.Tensor4D | null = null;
  for (const mirrored of [false, true]) {
    for (let quarterTurns = 0; quarterTurns < 4; quarterTurns++) {
      const before: tf.Tensor4D | null = sum;
      sum = tf.tidy(() => {
        const turned = probability(orient(input, mirrored, quarterTurns));
        const back = orientBack(turned, mirrored, quarterTurns);
        return before ? tf.add<tf.Tensor4D>(before, back) : back;
      });
      before?.dispose();
    }
  }
  const total = sum as unknown as tf.Tensor4D;
  const mean = tf.div<tf.Tensor4D>(total, 8);
  total.dispose();
  return mean;
}
