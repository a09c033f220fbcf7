import {
  EVALUATION_FIGURES,
  type EvaluationRow,
  meanFigure,
} from '#domain/metrics/evaluationRow.ts';
import { csvNumber, csvText } from '#formats/table/csvCell.ts';

/**
 * Bytes of `evaluation.csv`: `image`, `model`, the figures of `EVALUATION_FIGURES` and
 * `used_in_training`, a line per image, at last their mean under the name `mean`.
 */
export function writeEvaluationCsv(rows: readonly EvaluationRow[]): Uint8Array<ArrayBuffer> {
  const ids = EVALUATION_FIGURES.map(({ id }) => id);
  const lines = [['image', 'model', ...ids, 'used_in_training'].join(',')];
  for (const { image, model, comparison, usedInTraining } of rows) {
    const figures = EVALUATION_FIGURES.map(({ read }) => csvNumber(read(comparison)));
    lines.push([csvText(image), csvText(model), ...figures, usedInTraining ?? ''].join(','));
  }
  if (rows.length > 0) {
    const means = EVALUATION_FIGURES.map(({ read }) => csvNumber(meanFigure(rows, read)));
    lines.push(['mean', '', ...means, ''].join(','));
  }
  lines.push('');
  return new TextEncoder().encode(lines.join('\n'));
}
