import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { WEIGHTS_FILE_NAME } from '#formats/modelfile/writeTfjsLayers.ts';
import { MODEL_CARDS, withScores } from '#headless/modelCards.ts';
import { modelFolder } from '#headless/modelFolder.ts';

const USAGE = `Usage: npm run convert-models -- --from DIR [--to DIR]
  --from DIR   folder with <id>.safetensors of every model that comes with Cellpane
  --to DIR     where the model folders go (public/models)
`;

/**
 * Writes `<to>/<id>/` for every card and `<to>/index.json`, the list of ids. Scores of a card that
 * is already there stay when its weights stay the same.
 */
function convertModels(from: string, to: string): void {
  for (const card of MODEL_CARDS) {
    const source = join(from, `${card.id}.safetensors`);
    const folder = join(to, card.id);
    const files = new Map(modelFolder(readFileSync(source), card));
    const kept = keptScores(folder, files.get(WEIGHTS_FILE_NAME));
    files.set('card.json', `${JSON.stringify(withScores(card, kept), null, 2)}\n`);
    mkdirSync(folder, { recursive: true });
    for (const [name, contents] of files) writeFileSync(join(folder, name), contents);
    process.stderr.write(`${source} → ${folder}\n`);
  }
  const ids = MODEL_CARDS.map((card) => card.id);
  writeFileSync(join(to, 'index.json'), `${JSON.stringify(ids)}\n`);
}

function keptScores(folder: string, weights: Uint8Array | string | undefined): ModelCard['scores'] {
  const cardPath = join(folder, 'card.json');
  const weightsPath = join(folder, WEIGHTS_FILE_NAME);
  if (!(weights instanceof Uint8Array && existsSync(cardPath) && existsSync(weightsPath)))
    return [];
  if (!readFileSync(weightsPath).equals(weights)) return [];
  return parseModelCard(JSON.parse(readFileSync(cardPath, 'utf8'))).scores;
}

function main(): number {
  let options: { readonly from?: string | undefined; readonly to: string };
  try {
    options = parseArgs({
      options: { from: { type: 'string' }, to: { type: 'string', default: 'public/models' } },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n${USAGE}`);
    return 2;
  }
  if (options.from === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    convertModels(options.from, options.to);
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return 1;
  }
}

process.exitCode = main();
