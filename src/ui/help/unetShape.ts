/** One feature map of the figure. Sizes as in Ronneberger 2015, Fig. 1. */
export interface FeatureMap {
  /** Edge in px. */
  readonly edgePx: number;
  readonly features: number;
}

/** One level of the network, the finest first. */
export interface UnetLevel {
  /** Maps of the left arm; the deepest level has only these. */
  readonly down: readonly FeatureMap[];
  /** Maps of the right arm; the first is the joint of skip connection and up-convolution. */
  readonly up: readonly FeatureMap[];
}

const DEPTH = 4;
const INPUT_PX = 572;
const FIRST_FEATURES = 64;
/** A valid 3 × 3 convolution takes a pixel from each side. */
const LOST_PX = 2;

/** The network of the paper, computed level by level. */
export function paperUnet(): readonly UnetLevel[] {
  const levels: { down: FeatureMap[]; up: FeatureMap[] }[] = [];
  let edgePx = INPUT_PX;
  for (let level = 0; level <= DEPTH; level++) {
    const features = FIRST_FEATURES * 2 ** level;
    const input = { edgePx, features: level === 0 ? 1 : features / 2 };
    levels.push({ down: [input, ...convolved(edgePx, features)], up: [] });
    edgePx = (edgePx - 2 * LOST_PX) / 2;
  }
  edgePx = edgePx * 2;
  for (let level = DEPTH - 1; level >= 0; level--) {
    const features = FIRST_FEATURES * 2 ** level;
    edgePx *= 2;
    levels[level]?.up.push({ edgePx, features: 2 * features }, ...convolved(edgePx, features));
    edgePx -= 2 * LOST_PX;
  }
  return levels;
}

function convolved(edgePx: number, features: number): FeatureMap[] {
  return [1, 2].map((count) => ({ edgePx: edgePx - count * LOST_PX, features }));
}
