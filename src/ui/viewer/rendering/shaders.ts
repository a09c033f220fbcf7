import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import {
  LABEL_HASH_MULTIPLIER,
  LABEL_HASH_SHIFT,
  LABEL_PALETTE,
} from '#domain/image/labelPalette.ts';

/** Channels that one draw can add up. */
export const MAX_VISIBLE_CHANNELS = 4;

/** Positions of the layers in `u_place`, and their texture units. */
export const PROBABILITY_SLOT = MAX_VISIBLE_CHANNELS;
export const LABEL_SLOT = PROBABILITY_SLOT + 1;
export const SLOT_COUNT = LABEL_SLOT + 1;
export const MARK_UNIT = SLOT_COUNT;

/** Labels per row of the texture that marks the selected ones. */
export const MARK_TEXTURE_WIDTH = 2048;

/**
 * What a shader is compiled for. Software renderers run both sides of a branch, so each variant
 * holds no more than what it shows and chooses values instead of branching. They also read
 * `texture` with the nearest filter in half the time of `texelFetch` with its clamped coordinates.
 */
export interface ShaderVariant {
  readonly channelCount: number;
  readonly hasGamma: boolean;
  readonly overlay: 'none' | 'mask' | 'labels' | 'annotation' | 'comparison';
  readonly hasSelection: boolean;
}

/** One rectangle of the canvas, from its corner number alone. */
export const VERTEX_SHADER = `#version 300 es
// Left, top, right and bottom in clip coordinates.
uniform vec4 u_clipRectangle;
void main() {
  bool isRight = (gl_VertexID & 1) == 1;
  bool isBottom = (gl_VertexID & 2) == 2;
  gl_Position = vec4(
    isRight ? u_clipRectangle.z : u_clipRectangle.x,
    isBottom ? u_clipRectangle.w : u_clipRectangle.y,
    0.0, 1.0);
}`;

const HEADER = `
precision highp float;
precision highp int;
precision highp usampler2D;
uniform float u_canvasHeight;
// Texture coordinate = screen * zw + xy. Outside 0 ... 1 the last texel of the edge counts on.
uniform vec4 u_place[${SLOT_COUNT}];
// Width of the overlay's outlines as a distance on its texture.
uniform vec2 u_outline;
out vec4 o_color;
vec2 placeOf(int slot, vec2 screen) {
  return screen * u_place[slot].zw + u_place[slot].xy;
}`;

const CHANNEL_UNIFORMS = `
// Black point in codes, 1 / (white - black), exponent.
uniform vec3 u_window[${MAX_VISIBLE_CHANNELS}];
uniform vec3 u_channelColor[${MAX_VISIBLE_CHANNELS}];`;

const MASK_UNIFORMS = `
uniform usampler2D u_probability;
uniform float u_threshold;
uniform vec3 u_maskColor;
// Opacity inside the mask, opacity of its outline.
uniform vec2 u_maskOpacity;`;

const LABEL_UNIFORMS = `
uniform usampler2D u_labels;
uniform vec3 u_palette[${LABEL_PALETTE.length}];
uniform uint u_hovered;
// Opacity inside an object, opacity of its outline.
uniform vec2 u_labelOpacity;`;

const BACKGROUND_UNIFORMS = `
uniform vec3 u_backgroundColor;
uniform float u_stripesPerPx;`;

const COMPARISON_UNIFORMS = `
uniform usampler2D u_labels;
uniform vec3 u_hitColor;
uniform vec3 u_missColor;
uniform vec3 u_falseColor;
uniform float u_opacity;
uniform float u_stripesPerPx;`;

const MARK_UNIFORMS = `
uniform usampler2D u_marks;
bool isMarked(uint label) {
  ivec2 size = textureSize(u_marks, 0);
  ivec2 cell = ivec2(int(label) % size.x, int(label) / size.x);
  return cell.y < size.y && texelFetch(u_marks, cell, 0).r != 0u;
}`;

const DRAW_MASK = `
  vec2 place = placeOf(${PROBABILITY_SLOT}, screen);
  float probability = float(texture(u_probability, place).r);
  float lowest = float(min(
    min(texture(u_probability, place - vec2(u_outline.x, 0.0)).r,
      texture(u_probability, place + vec2(u_outline.x, 0.0)).r),
    min(texture(u_probability, place - vec2(0.0, u_outline.y)).r,
      texture(u_probability, place + vec2(0.0, u_outline.y)).r)));
  float opacity = lowest < u_threshold ? u_maskOpacity.y : u_maskOpacity.x;
  color = mix(color, u_maskColor, probability < u_threshold ? 0.0 : opacity);`;

function drawLabels(isMarked: string): string {
  return `
  vec3 plain = color;
  vec2 place = placeOf(${LABEL_SLOT}, screen);
  uint label = texture(u_labels, place).r;
  bool isSelected = ${isMarked};
  bool isHovered = label == u_hovered;
  vec2 reach = isSelected ? 2.0 * u_outline : u_outline;
  uint left = texture(u_labels, place - vec2(reach.x, 0.0)).r;
  uint right = texture(u_labels, place + vec2(reach.x, 0.0)).r;
  uint above = texture(u_labels, place - vec2(0.0, reach.y)).r;
  uint below = texture(u_labels, place + vec2(0.0, reach.y)).r;
  bool isOutline = ((left ^ label) | (right ^ label) | (above ^ label) | (below ^ label)) != 0u;
  vec3 tint = u_palette[(label * ${LABEL_HASH_MULTIPLIER}u) >> ${LABEL_HASH_SHIFT}];
  float opacity = isOutline ? u_labelOpacity.y : u_labelOpacity.x;
  tint = mix(tint, vec3(1.0), isHovered ? (isOutline ? 0.8 : 0.3) : 0.0);
  opacity += isHovered || isSelected ? 0.2 : 0.0;
  tint = isSelected && isOutline ? vec3(1.0) : tint;
  opacity = isSelected && isOutline ? 1.0 : min(opacity, 1.0);
  color = mix(color, tint, label == 0u ? 0.0 : opacity);`;
}

/** As objects; painted background is a faint tint with diagonal stripes, so that no grey is one. */
function drawAnnotation(hasSelection: boolean): string {
  const isMarked = hasSelection ? 'label != BACKGROUND && isMarked(label)' : 'false';
  return `
  const uint BACKGROUND = ${BACKGROUND}u;
${drawLabels(isMarked)}
  bool isStripe = fract((screen.x + screen.y) * u_stripesPerPx) < 0.25;
  float backgroundOpacity = u_labelOpacity.y * (isStripe ? 0.26 : 0.1);
  color = mix(plain, color, label == BACKGROUND ? 0.0 : 1.0);
  color = mix(color, u_backgroundColor, label == BACKGROUND ? backgroundOpacity : 0.0);`;
}

/**
 * Texels of `readComparisonTile`. Told apart without colour as well: hits have a plain outline, misses
 * a dashed one with stripes falling to the right, false objects a full one with stripes rising to it.
 */
const DRAW_COMPARISON = `
  vec2 place = placeOf(${LABEL_SLOT}, screen);
  uint value = texture(u_labels, place).r;
  uint differing = (texture(u_labels, place - vec2(u_outline.x, 0.0)).r ^ value)
    | (texture(u_labels, place + vec2(u_outline.x, 0.0)).r ^ value)
    | (texture(u_labels, place - vec2(0.0, u_outline.y)).r ^ value)
    | (texture(u_labels, place + vec2(0.0, u_outline.y)).r ^ value);
  uint verdict = value & 3u;
  uint truth = (value >> 16) & 3u;
  bool isEdge = (differing & 0xffffu) != 0u;
  bool isTruthEdge = (differing >> 16) != 0u;
  float rising = fract((screen.x + screen.y) * u_stripesPerPx);
  float falling = fract((screen.x - screen.y) * u_stripesPerPx);
  color *= value == ${3 << 16}u ? 1.0 - 0.5 * u_opacity : 1.0;
  color = mix(color, u_hitColor, verdict == 1u ? (isEdge ? 1.0 : 0.12) * u_opacity : 0.0);
  color = mix(color, u_falseColor,
    verdict == 2u ? (isEdge ? 1.0 : rising < 0.3 ? 0.75 : 0.15) * u_opacity : 0.0);
  color = mix(color, u_missColor,
    truth == 2u ? (isTruthEdge ? (rising < 0.6 ? 1.0 : 0.2) : falling < 0.16 ? 0.75 : 0.1)
      * u_opacity : 0.0);`;

function drawChannel(slot: number, hasGamma: boolean): string {
  const level = hasGamma ? `pow(level${slot}, u_window[${slot}].z)` : `level${slot}`;
  return `
  float code${slot} = float(texture(u_intensity${slot}, placeOf(${slot}, screen)).r);
  float level${slot} = clamp((code${slot} - u_window[${slot}].x) * u_window[${slot}].y, 0.0, 1.0);
  color += ${level} * u_channelColor[${slot}];`;
}

/** Adds the channels, then lays the overlay over them. */
export function fragmentShader(variant: ShaderVariant): string {
  const slots = Array.from({ length: variant.channelCount }, (_, slot) => slot);
  const isAnnotation = variant.overlay === 'annotation';
  const isComparison = variant.overlay === 'comparison';
  const hasObjects = isAnnotation || variant.overlay === 'labels';
  return [
    '#version 300 es',
    HEADER,
    CHANNEL_UNIFORMS,
    ...slots.map((slot) => `uniform usampler2D u_intensity${slot};`),
    variant.overlay === 'mask' ? MASK_UNIFORMS : '',
    hasObjects ? LABEL_UNIFORMS : '',
    isAnnotation ? BACKGROUND_UNIFORMS : '',
    isComparison ? COMPARISON_UNIFORMS : '',
    hasObjects && variant.hasSelection ? MARK_UNIFORMS : '',
    `void main() {
  vec2 screen = vec2(gl_FragCoord.x, u_canvasHeight - gl_FragCoord.y);
  vec3 color = vec3(0.0);`,
    ...slots.map((slot) => drawChannel(slot, variant.hasGamma)),
    '  color = min(color, 1.0);',
    variant.overlay === 'mask' ? DRAW_MASK : '',
    variant.overlay === 'labels'
      ? drawLabels(variant.hasSelection ? 'isMarked(label)' : 'false')
      : '',
    isAnnotation ? drawAnnotation(variant.hasSelection) : '',
    isComparison ? DRAW_COMPARISON : '',
    '  o_color = vec4(color, 1.0);\n}',
  ].join('\n');
}
