#!/usr/bin/env node
// Segments the PNG images of folders with a model that Cellpane exported as ONNX.
//
//   npm install onnxruntime-node fast-png     (onnxruntime-web does as well, slower)
//   node segmentFolder.mjs --model nuclei.onnx --out results images/ more/cell.png
//
// Writes <name>.labels.png (16 bits, objects by number) for each image, and a line for each to
// standard output. Where an image fails, its error is told and the others go on.

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { decode, encode } from 'fast-png';
import { LEVELS, labelObjects, mirror, normalizer, resample, scaledEdge } from './pixelSteps.mjs';

/** Largest edge of a tile that the network reads, in px: more needs more memory. */
const MAX_TILE_EDGE_PX = 700;

/**
 * The model in the bytes of an ONNX file: a session to run, and what its metadata say.
 *
 * @param scale of images before they are read; `null` = as the model's card says
 */
export async function openModel(bytes, scale = null) {
  const ort = await import('onnxruntime-node').catch(() => import('onnxruntime-web'));
  const metadata = readMetadata(bytes);
  const card = JSON.parse(metadata['cellpane.card']);
  return {
    ort,
    session: await ort.InferenceSession.create(bytes),
    card,
    scale: scale ?? card.scale ?? 1,
    haloPx: Number(metadata['cellpane.halo_px']),
    smallestPx: Number(metadata['cellpane.smallest_input_px']),
    stepPx: Number(metadata['cellpane.input_step_px']),
  };
}

/**
 * Foreground probability of every pixel, 0…1, in steps of 1/65,535 as Cellpane keeps it: the network
 * reads the plane on its own grid, and the answer is brought back to that of the plane.
 */
export async function foregroundProbability(model, plane) {
  const normalize = normalizer(plane.data, model.card.normalization);
  const { width, height, data } = plane;
  const edges = [scaledEdge(width, model.scale), scaledEdge(height, model.scale)];
  const scaled = resample({ width, height, data }, ...edges);
  const found = await runTiles(model, scaled, normalize);
  const toLevels = (values) => values.map((value) => Math.round(value));
  const levels = toLevels(found.map((value) => value * LEVELS));
  const back = resample(
    { width: scaled.width, height: scaled.height, data: levels },
    width,
    height,
  );
  return toLevels(back.data).map((level) => level / LEVELS);
}

/**
 * The network answers for the centre of a tile only, so tiles overlap by its halo, and beyond the
 * image they read its mirror image. Tiles start at multiples of the network's step: then the result is
 * the same whatever their size.
 */
async function runTiles(model, { width, height, data }, normalize) {
  const { ort, session, haloPx, smallestPx, stepPx } = model;
  const tileEdge = (imageEdge) => {
    const steps = Math.ceil((imageEdge - (smallestPx - 2 * haloPx)) / stepPx);
    const most = Math.floor((MAX_TILE_EDGE_PX - smallestPx) / stepPx);
    return smallestPx + Math.max(1, Math.min(steps, most)) * stepPx;
  };
  const tileWidth = tileEdge(width);
  const tileHeight = tileEdge(height);
  const strideOf = (edge) => Math.floor((edge - 2 * haloPx) / stepPx) * stepPx;
  const probability = new Float32Array(width * height);
  for (let top = 0; top < height; top += strideOf(tileHeight)) {
    for (let left = 0; left < width; left += strideOf(tileWidth)) {
      const pixels = new Float32Array(tileWidth * tileHeight);
      for (let y = 0; y < tileHeight; y++) {
        const row = mirror(top - haloPx + y, height) * width;
        for (let x = 0; x < tileWidth; x++) {
          pixels[y * tileWidth + x] = normalize(data[row + mirror(left - haloPx + x, width)]);
        }
      }
      const image = new ort.Tensor('float32', pixels, [1, 1, tileHeight, tileWidth]);
      const { foreground } = await session.run({ image });
      const outputWidth = tileWidth - 2 * haloPx;
      const bottom = Math.min(top + strideOf(tileHeight), height);
      const right = Math.min(left + strideOf(tileWidth), width);
      for (let y = top; y < bottom; y++) {
        const from = (y - top) * outputWidth;
        const line = foreground.data.subarray(from, from + right - left);
        probability.set(line, y * width + left);
      }
    }
  }
  return probability;
}

/** Texts that an ONNX file carries: field 14 of the file, entries of key (1) and value (2). */
function readMetadata(bytes) {
  const metadata = {};
  for (const [field, entry] of fieldsOf(bytes)) {
    if (field !== 14) continue;
    const texts = {};
    for (const [part, text] of fieldsOf(entry)) texts[part] = new TextDecoder().decode(text);
    metadata[texts[1]] = texts[2];
  }
  return metadata;
}

function* fieldsOf(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const length = varint(); // of bytes that follow, or a plain number
    if (tag % 8 === 0) continue;
    yield [Math.floor(tag / 8), bytes.subarray(at, at + length)];
    at += length;
  }
}

/** The first channel of a grey PNG, or the mean of red, green and blue. */
function readPlane(bytes) {
  const { width, height, data, channels } = decode(bytes);
  const used = channels >= 3 ? 3 : 1;
  const plane = new Float32Array(width * height);
  for (let i = 0; i < plane.length; i++) {
    for (let channel = 0; channel < used; channel++)
      plane[i] += data[i * channels + channel] / used;
  }
  return { width, height, data: plane };
}

async function listImages(paths) {
  const lists = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = await readdir(path, { recursive: true });
      return names
        .filter((name) => extname(name).toLowerCase() === '.png')
        .map((name) => join(path, name));
    }),
  );
  return lists.flat().sort();
}

function tellWhatIsLeftOut({ splitTouching, growToBorders }) {
  const left = [
    ...(splitTouching > 0 ? ['touching objects are split'] : []),
    ...(growToBorders ? ['objects are grown to their borders'] : []),
  ];
  if (left.length === 0) return;
  process.stderr.write(`In Cellpane, ${left.join(' and ')} for this model; not here.\n`);
}

async function main() {
  const { values, positionals } = parseArgs({
    options: {
      model: { type: 'string' },
      out: { type: 'string' },
      scale: { type: 'string' },
    },
    allowPositionals: true,
  });
  if (!values.model || !values.out || positionals.length === 0) {
    process.stderr.write(
      'Usage: node segmentFolder.mjs --model MODEL.onnx --out DIR [--scale F] FILE|DIR …\n',
    );
    process.exitCode = 2;
    return;
  }
  const bytes = new Uint8Array(await readFile(values.model));
  const model = await openModel(bytes, values.scale === undefined ? null : Number(values.scale));
  tellWhatIsLeftOut(model.card.defaults);
  await mkdir(values.out, { recursive: true });
  for (const path of await listImages(positionals)) {
    try {
      const plane = readPlane(await readFile(path));
      const probability = await foregroundProbability(model, plane);
      const { labels, count } = labelObjects({ ...plane, probability }, model.card.defaults);
      if (count > 65_535) throw new Error(`${count} objects are more than 16 bits can number`);
      const { width, height } = plane;
      const data = Uint16Array.from(labels);
      const png = encode({ width, height, data, depth: 16, channels: 1 });
      const name = `${basename(path, extname(path))}.labels.png`;
      await writeFile(join(values.out, name), png);
      process.stdout.write(`${path}: ${count} objects\n`);
    } catch (error) {
      process.stderr.write(`${path}: ${error.message}\n`);
      process.exitCode = 1;
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
