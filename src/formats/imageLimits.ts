import { corruptFile } from '#formats/refusals.ts';
import { AppError } from '#lib/errors.ts';

/** Largest page that is opened: 12,000 × 12,000 px. */
export const MAX_PAGE_PIXELS = 144_000_000;

/** Most memory that the decoded channels of one page may take. */
export const MAX_PAGE_BYTES = 1.5 * 2 ** 30;

/** What a header claims about a page. */
export interface PageClaim {
  readonly width: number;
  readonly height: number;
  readonly channelCount: number;
  readonly bytesPerSample: number;
}

/**
 * Refuses a page before anything is allocated for it.
 *
 * @throws AppError `corrupt-file` for sizes that no picture has, `too-large` above
 *   `MAX_PAGE_PIXELS` or `MAX_PAGE_BYTES`
 */
export function checkPageClaim(claim: PageClaim): void {
  const refusal = refusalOf(claim);
  if (refusal !== null) throw refusal;
}

/** True where `checkPageClaim` lets a page pass. */
export function fitsPageLimits(claim: PageClaim): boolean {
  return refusalOf(claim) === null;
}

function refusalOf({ width, height, channelCount, bytesPerSample }: PageClaim): AppError | null {
  if (!(isPositiveInteger(width) && isPositiveInteger(height))) {
    return corruptFile(`The file claims a picture of ${width} × ${height} px.`);
  }
  const pixels = width * height;
  const size = `The picture is ${grouped(width)} × ${grouped(height)} px`;
  if (pixels > MAX_PAGE_PIXELS) {
    return new AppError(
      'too-large',
      `${size} (${grouped(pixels / 1e6)} megapixels); up to ${MAX_PAGE_PIXELS / 1e6} megapixels can be opened, e.g. 12,000 × 12,000 px. Crop it, or scale it down and open that.`,
    );
  }
  const bytes = pixels * channelCount * bytesPerSample;
  if (bytes > MAX_PAGE_BYTES) {
    return new AppError(
      'too-large',
      `${size} with ${channelCount} channels and would take ${gibibytes(bytes)} GiB of memory; up to ${gibibytes(MAX_PAGE_BYTES)} GiB can be opened. Crop it, or save fewer channels or fewer bits per sample.`,
    );
  }
  return null;
}

function isPositiveInteger(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}

function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

function gibibytes(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}
