/** A scale bar of round length. */
export interface ScaleBarLength {
  readonly lengthUm: number;
  /** Length on the page, in CSS pixels. */
  readonly widthPx: number;
  /** Length with its unit, such as "50 µm". */
  readonly text: string;
}

/** Lengths are these times a power of ten. */
const STEPS = [5, 2, 1];

/**
 * The longest of 1, 2, 5, 10, 20, 50 … that fits; `null` when sizes are not positive and finite.
 *
 * @param umPerPx µm that one CSS pixel covers
 * @param maxWidthPx room for the bar, in CSS pixels
 */
export function scaleBarLength(umPerPx: number, maxWidthPx: number): ScaleBarLength | null {
  const roomUm = umPerPx * maxWidthPx;
  if (!(roomUm > 0 && Number.isFinite(roomUm))) return null;
  // The logarithm of 999.9… may round up to 3: the next lower power then has the answer.
  let exponent = Math.floor(Math.log10(roomUm));
  if (10 ** exponent > roomUm) exponent--;
  const step = STEPS.find((candidate) => candidate * 10 ** exponent <= roomUm) ?? 1;
  const lengthUm = step * 10 ** exponent;
  return { lengthUm, widthPx: lengthUm / umPerPx, text: formatLength(step, exponent) };
}

function formatLength(step: number, exponent: number): string {
  // Digits are put together from step and power: 0.1 + 0.2 has no place on a scale bar.
  if (exponent >= 3) return viewerText.millimetres(scaled(step, exponent - 3));
  if (exponent < 0) return viewerText.nanometres(scaled(step, exponent + 3));
  return viewerText.micrometres(scaled(step, exponent));
}

function scaled(step: number, exponent: number): string {
  return Number(`${step}e${exponent}`).toLocaleString(LOCALE, { maximumSignificantDigits: 3 });
}

import { LOCALE } from '#text/format.ts';
import { viewerText } from '#text/viewer.ts';
