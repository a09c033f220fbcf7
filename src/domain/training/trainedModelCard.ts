import type { ModelCard } from '#domain/model/modelCard.ts';
import type { TrainingRecord } from '#domain/training/trainingRecord.ts';

/** Longest text of one line in a card. */
const MAX_LINE = 300;
const MAX_ID = 64;
/** Points of the loss curve that a card carries. */
const MAX_LOSS_POINTS = 500;
/** Names of images that a card lists one by one. */
const LISTED_IMAGES = 12;

/**
 * The card of a trained model.
 *
 * @param base card of the model that training started from; `null` = from scratch
 * @param title for people; made from the base's title unless given
 */
export function trainedModelCard(
  record: TrainingRecord,
  base: ModelCard | null | undefined,
  title = base ? `${base.title}, fine-tuned` : 'Model trained here',
): ModelCard {
  const { recipe, network } = record;
  const own = {
    id: idOf(title),
    title: line(title),
    summary: line(
      base
        ? `${base.title}, trained further on own images.`
        : 'Trained from scratch on own images.',
    ),
    modality: base?.modality ?? 'as in the images it was trained on',
    version: '1',
    network,
    trainedOn: [
      ...(base?.trainedOn ?? []).slice(0, 99),
      { name: line(dataName(record)), licence: 'not stated: images of the user' },
    ],
    trainingNote: trainingNote(record, base ?? null),
    normalization: record.normalization,
    channels: base?.channels ?? Array.from({ length: network.inputChannels }, () => 'grey'),
    pixelSizeUm: base?.pixelSizeUm ?? null,
    objectDiameterPx: record.objectDiameterPx,
    defaults: record.instanceSettings,
    scores: [],
    licence: base
      ? line(`That of the model it started from (${base.licence})`)
      : 'not stated: it depends on the images it was trained on',
  };
  return { ...own, scale: recipe.scale, training: shortRecord(record) };
}

/** The record with a loss curve that a card can carry. */
function shortRecord(record: TrainingRecord): TrainingRecord {
  const { loss, validation } = record.history;
  const stride = Math.ceil(loss.length / MAX_LOSS_POINTS);
  const kept = loss.filter((_, index) => index % stride === 0);
  return { ...record, history: { loss: kept, validation } };
}

function idOf(title: string): string {
  const id = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return id.slice(0, MAX_ID).replace(/-+$/, '') || 'model';
}

function line(text: string): string {
  return text.length <= MAX_LINE ? text : `${text.slice(0, MAX_LINE - 1)}…`;
}

function dataName({ data }: TrainingRecord): string {
  const trained = data.filter(({ role }) => role !== 'validation');
  const names = trained.slice(0, LISTED_IMAGES).map(({ name }) => name);
  const rest = trained.length - names.length;
  return `Own images: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function trainingNote(record: TrainingRecord, base: ModelCard | null): string {
  const { data, iterations, recipe, inputEdgePx, bestIteration, history } = record;
  const images = data.filter(({ role }) => role !== 'validation');
  const objects = images.reduce((sum, image) => sum + image.objects, 0);
  const best = history.validation.find((point) => point.iteration === bestIteration);
  const start = base ? `Started from “${base.title}”. ` : '';
  const kept = best
    ? ` Weights of iteration ${best.iteration}, the best of ${history.validation.length} validations (foreground IoU ${best.iou.toFixed(3)}, F1 at IoU 0.5 ${best.f1_50.toFixed(3)}).`
    : ' Weights of the last iteration; nothing was held back to validate on.';
  return `${start}${iterations} steps of ${recipe.optimizer.kind === 'adam' ? 'Adam' : 'SGD'} on tiles of ${inputEdgePx} × ${inputEdgePx} px from ${images.length} image(s) with ${objects} objects.${kept}`;
}
