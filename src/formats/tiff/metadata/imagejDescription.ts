import { toMicrometres } from '#formats/tiff/metadata/lengthUnit.ts';

/** What ImageJ writes into the ImageDescription of its TIFFs. */
export interface ImageJDescription {
  readonly imageCount: number;
  readonly channelCount: number;
  /** µm per unit of the resolution tags; `null` where the unit is no length. */
  readonly unitUm: number | null;
}

/** The description as ImageJ writes it (`ImageJ=1.53t`, then `key=value` lines), else `null`. */
export function parseImageJDescription(text: string): ImageJDescription | null {
  if (!text.startsWith('ImageJ=')) return null;
  const values = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0) values.set(line.slice(0, equals), line.slice(equals + 1).trim());
  }
  const count = (key: string) => Math.max(1, Math.trunc(Number(values.get(key) ?? 1)) || 1);
  return {
    imageCount: count('images'),
    channelCount: count('channels'),
    unitUm: toMicrometres(1, values.get('unit') ?? ''),
  };
}
