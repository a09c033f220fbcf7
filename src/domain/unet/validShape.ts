import { AppError } from '#lib/errors.ts';

/** Two 3×3 valid convolutions take 2 px each off an edge. */
const CONV_LOSS_PX = 4;

/**
 * Edge lost between a tile and its segmented centre; the halo is half of it.
 *
 * Source: Ronneberger 2015, Fig. 1: 572 px in, 388 px out at depth 4, a loss of 184 px.
 *
 * @param depth number of 2×2 max-pool steps
 * @returns px, always even
 */
export function edgeLoss(depth: number): number {
  const downOrUp = CONV_LOSS_PX * (2 ** depth - 1);
  return 2 * downOrUp + CONV_LOSS_PX * 2 ** depth;
}

/** Context that a tile needs on each side of its output, in px: 92 at depth 4. */
export function haloPx(depth: number): number {
  return edgeLoss(depth) / 2;
}

/**
 * Output edge of a valid-convolution U-Net.
 *
 * Source: Ronneberger 2015, Fig. 1.
 *
 * @param inputEdge edge of the input tile, in px
 * @param depth number of 2×2 max-pool steps
 * @returns edge of the segmented centre, in px
 * @throws AppError `shape-mismatch` if a map to be pooled has an odd edge or none is left
 */
export function outputEdge(inputEdge: number, depth: number): number {
  let edge = inputEdge;
  for (let level = 0; level < depth; level++) {
    edge -= CONV_LOSS_PX;
    if (edge <= 0 || edge % 2 !== 0) {
      throw new AppError(
        'shape-mismatch',
        `A ${inputEdge} px tile does not fit a network of depth ${depth}; take ${inputEdgeFor(1, depth)} px or more, in steps of ${2 ** depth} px.`,
      );
    }
    edge /= 2;
  }
  const output = inputEdge - edgeLoss(depth);
  if (output <= 0) {
    throw new AppError(
      'shape-mismatch',
      `A ${inputEdge} px tile is all halo at depth ${depth}; take ${inputEdgeFor(1, depth)} px or more.`,
    );
  }
  return output;
}

/**
 * Smallest valid input edge whose output covers `wantedOutputEdge`.
 *
 * @param wantedOutputEdge px, at least 1
 * @param depth number of 2×2 max-pool steps
 * @returns input edge in px, e.g. 188 for 1…4 px at depth 4
 */
export function inputEdgeFor(wantedOutputEdge: number, depth: number): number {
  const step = 2 ** depth;
  // The bottom map may have any size c ≥ 5: an input edge is 2^depth · c plus what the way down lost.
  const lostOnTheWayDown = CONV_LOSS_PX * (step - 1);
  const wanted = wantedOutputEdge + edgeLoss(depth) - lostOnTheWayDown;
  return step * Math.ceil(wanted / step) + lostOnTheWayDown;
}

/**
 * Border cut off each side of a skip connection so that it fits the up-convolution beside it.
 *
 * Source: Ronneberger 2015, Fig. 1: 4, 16, 40 and 88 px from the deepest level up
 * (64 → 56, 136 → 104, 280 → 200, 568 → 392).
 *
 * @param level 0 = full resolution … depth − 1
 * @returns px of that level
 */
export function skipBorderPx(depth: number, level: number): number {
  return 6 * 2 ** (depth - level) - 8;
}
