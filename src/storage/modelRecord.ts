import type { ModelCard } from '#domain/model/modelCard.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';

/** A kept model as a row; its numbers lie in a file. */
export interface ModelRecord {
  /** That of the card. */
  readonly id: string;
  readonly card: ModelCard;
  /** 32-bit floats in the order of `weightShapes`. */
  readonly weights: StoredFile;
  /** ISO 8601 */
  readonly keptAt: string;
  /** When the user removed it; it is then only there to be brought back. */
  readonly removedAt: string | null;
}
