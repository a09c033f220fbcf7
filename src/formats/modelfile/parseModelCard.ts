import * as v from 'valibot';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { badModel } from '#formats/modelfile/badModel.ts';
import {
  between,
  count,
  instanceSettingsSchema,
  line,
  list,
  networkSchema,
  normalizationSchema,
  paragraph,
  positivePair,
} from '#formats/modelfile/cardParts.ts';
import { trainingRecordSchema } from '#formats/modelfile/trainingRecordSchema.ts';

const cardSchema = v.object({
  /** Also a folder name, so nothing that leads elsewhere. */
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'is no id of a-z, 0-9 and -')),
  title: line,
  summary: line,
  modality: line,
  version: line,
  network: networkSchema,
  trainedOn: list(
    v.object({
      name: line,
      licence: line,
      url: v.exactOptional(v.pipe(line, v.url(), v.regex(/^https?:/, 'is no web address'))),
    }),
    100,
  ),
  trainingNote: paragraph,
  normalization: normalizationSchema,
  channels: list(line, 16),
  pixelSizeUm: v.nullable(between(1e-6, 1e6)),
  objectDiameterPx: positivePair,
  defaults: instanceSettingsSchema,
  scores: list(
    v.object({
      data: line,
      images: count(0, 1e9),
      note: paragraph,
      figures: v.pipe(
        v.record(line, v.pipe(v.number(), v.finite())),
        v.check((figures) => Object.keys(figures).length <= 100, 'has more than 100 figures'),
      ),
    }),
    100,
  ),
  licence: line,
  scale: v.exactOptional(between(0.25, 4)),
  training: v.exactOptional(trainingRecordSchema),
});

const REMEDY = 'Correct card.json, or choose another model.';

/**
 * The card of a model from JSON of unknown origin; unknown entries are dropped.
 *
 * @param json parsed JSON of `card.json`
 * @throws AppError `bad-model` when an entry is missing, too long, out of range or contradicts
 *   another; the message names it
 */
export function parseModelCard(json: unknown): ModelCard {
  const parsed = v.safeParse(cardSchema, json);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const place = v.getDotPath(issue)?.slice(0, 200) ?? 'the whole file';
    throw badModel(`its card is not readable at ${place} (${issue.message.slice(0, 200)})`, REMEDY);
  }
  const card = parsed.output;
  if (card.channels.length !== card.network.inputChannels) {
    throw badModel(
      `its card names ${card.channels.length} channels for a network with ${card.network.inputChannels}`,
      REMEDY,
    );
  }
  const { lowPercent, highPercent } = card.normalization;
  if (lowPercent >= highPercent) {
    throw badModel(`its card maps percentile ${lowPercent} below ${highPercent}`, REMEDY);
  }
  return card;
}
