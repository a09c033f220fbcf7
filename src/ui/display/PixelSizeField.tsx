import { useId, useState } from 'react';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { displayText } from '#text/display.ts';
import classes from '#ui/display/DisplayPanel.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** µm: a pixel of a decimetre is a slip of the unit, and its areas have no place in the table. */
const MAX_PIXEL_SIZE_UM = 100_000;

export interface PixelSizeFieldProps {
  readonly entry: Pick<ImageEntry, 'id' | 'pixelSizeUm'>;
}

/** Edge of a pixel in µm: read from the file, or typed here so that areas come in µm². */
export function PixelSizeField({ entry }: PixelSizeFieldProps) {
  const { setPixelSize } = useActions();
  const id = useId();
  const errorId = `${id}-error`;
  const shown = entry.pixelSizeUm === null ? '' : String(Number(entry.pixelSizeUm.toPrecision(6)));
  const [draft, setDraft] = useState<string | null>(null);
  const text = draft ?? shown;
  const isValid = parsePixelSize(text) !== undefined;
  const commit = (): void => {
    if (draft === null) return;
    const size = parsePixelSize(draft);
    if (size === undefined) return;
    setDraft(null);
    if (size !== entry.pixelSizeUm) void setPixelSize(entry.id, size);
  };
  return (
    <div className={classes['pixelSize']}>
      <label htmlFor={id}>{displayText.pixelSize}</label>
      <input
        id={id}
        inputMode="decimal"
        autoComplete="off"
        placeholder={displayText.unknown}
        value={text}
        aria-invalid={!isValid}
        aria-describedby={isValid ? undefined : errorId}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      <span>{displayText.pixelSizeUnit}</span>
      {!isValid && (
        <p id={errorId} role="alert" className={classes['error']}>
          {displayText.badPixelSize}
        </p>
      )}
    </div>
  );
}

/** µm per px; `null` for an empty field, `undefined` when it is no number above 0 and up to 100,000. */
export function parsePixelSize(text: string): number | null | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return null;
  const size = Number(trimmed);
  return size > 0 && size <= MAX_PIXEL_SIZE_UM ? size : undefined;
}
