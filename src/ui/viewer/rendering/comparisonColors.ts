import type { Frame } from '#ui/viewer/rendering/frame.ts';
import type { GlProgram } from '#ui/viewer/rendering/glProgram.ts';
import { LABEL_SLOT } from '#ui/viewer/rendering/shaders.ts';

/**
 * Colours of hits, misses and false objects: sky blue, yellow and vermilion of Okabe and Ito, which
 * differ for every kind of colour vision, also in lightness.
 *
 * Source: Okabe and Ito 2008, "Color universal design".
 */
const COMPARISON_COLORS = {
  hit: [0x56 / 255, 0xb4 / 255, 0xe9 / 255],
  miss: [0xf0 / 255, 0xe4 / 255, 0x42 / 255],
  false: [0xd5 / 255, 0x5e / 255, 0x00 / 255],
} as const;

/** Stripes of missed and false objects are this far apart, in CSS pixels. */
const STRIPE_PX = 8;

/** Sets what the shader of comparisons draws with. */
export function setComparison(
  gl: WebGL2RenderingContext,
  program: GlProgram,
  { overlay, viewport }: Frame,
): void {
  gl.uniform1i(program.uniform('u_labels'), LABEL_SLOT);
  gl.uniform3f(program.uniform('u_hitColor'), ...COMPARISON_COLORS.hit);
  gl.uniform3f(program.uniform('u_missColor'), ...COMPARISON_COLORS.miss);
  gl.uniform3f(program.uniform('u_falseColor'), ...COMPARISON_COLORS.false);
  gl.uniform1f(program.uniform('u_opacity'), overlay.opacity);
  gl.uniform1f(program.uniform('u_stripesPerPx'), 1 / (STRIPE_PX * viewport.pixelRatio));
}
