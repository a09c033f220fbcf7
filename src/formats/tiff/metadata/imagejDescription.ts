import { toMicrometres } from '#formats/tiff/metadata/lengthUnit.ts';

/** What ImageJ writes into the ImageDescription of its TIFFs. */
export interface ImageJDescription {
  readonly imageCount: number;
  readonly channelCount: number;
  /** Slices and time points; both 1 where the file does not say what its pictures are. */
  readonly sizeZ: number;
  readonly sizeT: number;
  /** µm per unit of the resolution tags; `null` where the unit is no length. */
  readonly unitUm: number | null;
  readonly zStepUm: number | null;
  readonly timeStepS: number | null;
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
  const unit = values.get('unit') ?? '';
  return {
    imageCount: count('images'),
    channelCount: count('channels'),
    sizeZ: count('slices'),
    sizeT: count('frames'),
    unitUm: toMicrometres(1, unit),
    zStepUm: toMicrometres(Math.abs(Number(values.get('spacing') ?? Number.NaN)), unit),
    timeStepS: timeStepOf(values),
  };
}

/** `finterval` is in seconds, `fps` the number of time points in one. */
function timeStepOf(values: ReadonlyMap<string, string>): number | null {
  const interval = Number(values.get('finterval') ?? Number.NaN);
  const seconds = interval > 0 ? interval : 1 / Number(values.get('fps') ?? Number.NaN);
  return seconds > 0 && Number.isFinite(seconds) ? seconds : null;
}
