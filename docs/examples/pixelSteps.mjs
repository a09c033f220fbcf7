// What happens to pixels before and after the network, step by step as in Cellpane; no packages needed.

/** Probabilities are kept as whole numbers up to this, as Cellpane keeps them. */
export const LEVELS = 65_535;
const FEWEST_RANGE = 1e-6;

/** Maps two percentiles of the whole image to the ends of a range, and clips. */
export function normalizer(data, { lowPercent, highPercent, outputRange: [first, second] }) {
  const sorted = Float64Array.from(data).filter(Number.isFinite).sort();
  const percentile = (percent) => {
    const position = (percent / 100) * (sorted.length - 1);
    const rank = Math.floor(position);
    return sorted[rank] + (position - rank) * ((sorted[rank + 1] ?? sorted[rank]) - sorted[rank]);
  };
  const low = percentile(lowPercent);
  const range = Math.max(percentile(highPercent) - low, FEWEST_RANGE);
  return (value) => {
    const fraction = (value - low) / range;
    const clipped = fraction > 0 && Number.isFinite(fraction) ? Math.min(1, fraction) : 0;
    return first + clipped * (second - first);
  };
}

/** Index of the pixel that stands in for a position outside, without repeating the edge pixel. */
export function mirror(position, length) {
  if (length === 1) return 0;
  const period = 2 * (length - 1);
  const phase = ((position % period) + period) % period;
  return phase < length ? phase : period - phase;
}

/** Edge of an image on the grid of a network that reads it scaled. */
export function scaledEdge(edge, scale) {
  return Math.max(1, Math.round(edge * scale));
}

/** A plane on a grid of another size over the same field: bilinear, after means where it shrinks by 2 or more. */
export function resample(plane, width, height) {
  if (plane.width === width && plane.height === height) return plane;
  const factor = Math.floor(Math.min(plane.width / width, plane.height / height));
  const source = factor >= 2 ? shrinkByMeans(plane, factor) : { ...plane, extent: null };
  const [extentX, extentY] = source.extent ?? [plane.width, plane.height];
  const across = samplesOf(width, extentX, source.width);
  const down = samplesOf(height, extentY, source.height);
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const [upper, lower] = [down.low[y] * source.width, down.high[y] * source.width];
    for (let x = 0; x < width; x++) {
      const fx = across.fraction[x];
      const mixed = (row) =>
        source.data[row + across.low[x]] * (1 - fx) + source.data[row + across.high[x]] * fx;
      data[y * width + x] = mixed(upper) * (1 - down.fraction[y]) + mixed(lower) * down.fraction[y];
    }
  }
  return { width, height, data };
}

/** Neighbours and weights along one axis: centres of one grid laid over the other. */
function samplesOf(targetEdge, sourceExtent, sourceEdge) {
  const low = new Int32Array(targetEdge);
  const high = new Int32Array(targetEdge);
  const fraction = new Float32Array(targetEdge);
  for (let i = 0; i < targetEdge; i++) {
    const position = ((i + 0.5) * sourceExtent) / targetEdge - 0.5;
    const clamped = Math.min(sourceEdge - 1, Math.max(0, position));
    low[i] = Math.floor(clamped);
    high[i] = Math.min(sourceEdge - 1, low[i] + 1);
    fraction[i] = clamped - low[i];
  }
  return { low, high, fraction };
}

/** Means of blocks; those cut by the right and lower edge average what they have. */
function shrinkByMeans(plane, factor) {
  const width = Math.ceil(plane.width / factor);
  const height = Math.ceil(plane.height / factor);
  const sums = new Float32Array(width * height);
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const block = Math.floor(y / factor) * width + Math.floor(x / factor);
      sums[block] += plane.data[y * plane.width + x];
    }
  }
  const data = sums.map((sum, block) => {
    const rows = Math.min(factor, plane.height - Math.floor(block / width) * factor);
    const columns = Math.min(factor, plane.width - (block % width) * factor);
    return sum / (rows * columns);
  });
  return { width, height, data, extent: [plane.width / factor, plane.height / factor] };
}

/**
 * Objects of a probability map, numbered 1…count in raster order: 4-connected pixels at or above the
 * threshold, holes filled where the card says so, none smaller than the minimum size, none at the border
 * where the card says so. Touching objects are not split, and objects not grown.
 */
export function labelObjects({ width, height, probability }, settings) {
  const { threshold, minimumSizePx, fillHoles = false, removeBorderObjects = false } = settings;
  const lowest = Math.ceil(threshold * LEVELS);
  const isForeground = (at) => Math.round(probability[at] * LEVELS) >= lowest;
  const labels = new Uint32Array(width * height);
  let last = 0;
  const size = { width, height };
  for (const members of pieces(size, isForeground, 4)) {
    last++;
    for (const at of members) labels[at] = last;
  }
  if (fillHoles) fill(labels, size);
  if (dropSmall(labels, minimumSizePx) && fillHoles) fill(labels, size);
  if (removeBorderObjects) dropAtBorder(labels, size);
  return numbered(labels);
}

/** Connected pixels, piece by piece in raster order. */
function* pieces({ width, height }, isMember, connectivity) {
  const isSeen = new Uint8Array(width * height);
  for (let start = 0; start < isSeen.length; start++) {
    if (isSeen[start] || !isMember(start)) continue;
    const members = [start];
    isSeen[start] = 1;
    for (let i = 0; i < members.length; i++) {
      for (const next of neighbours(members[i], width, height, connectivity)) {
        if (isSeen[next] || !isMember(next)) continue;
        isSeen[next] = 1;
        members.push(next);
      }
    }
    yield members;
  }
}

function neighbours(at, width, height, connectivity) {
  const [x, y] = [at % width, Math.floor(at / width)];
  const found = [];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const isNear = connectivity === 8 ? dx !== 0 || dy !== 0 : Math.abs(dx) + Math.abs(dy) === 1;
      const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
      if (isNear && isInside) found.push(at + dy * width + dx);
    }
  }
  return found;
}

/** 8-connected background that touches one object only, and not the border, becomes part of it. */
function fill(labels, size) {
  const { width, height } = size;
  const before = labels.slice();
  for (const members of pieces(size, (at) => before[at] === 0, 8)) {
    if (members.some((at) => isAtBorder(at, size))) continue;
    const around = members.flatMap((at) => neighbours(at, width, height, 4));
    const objects = new Set(around.map((at) => before[at]).filter((label) => label !== 0));
    const [object] = objects;
    if (objects.size === 1) for (const at of members) labels[at] = object;
  }
}

function isAtBorder(at, { width, height }) {
  const x = at % width;
  return x === 0 || x === width - 1 || at < width || at >= width * (height - 1);
}

/** True when something was removed. */
function dropSmall(labels, minimumSizePx) {
  const areas = new Map();
  for (const label of labels) areas.set(label, (areas.get(label) ?? 0) + 1);
  const isSmall = (label) => label !== 0 && areas.get(label) < minimumSizePx;
  labels.forEach((label, at) => {
    if (isSmall(label)) labels[at] = 0;
  });
  return [...areas.keys()].some(isSmall);
}

function dropAtBorder(labels, size) {
  const gone = new Set(labels.filter((_, at) => isAtBorder(at, size)));
  labels.forEach((label, at) => {
    if (gone.has(label)) labels[at] = 0;
  });
}

function numbered(labels) {
  const numbers = new Map([[0, 0]]);
  const result = labels.map((label) => {
    if (!numbers.has(label)) numbers.set(label, numbers.size);
    return numbers.get(label);
  });
  return { labels: result, count: numbers.size - 1 };
}
