const MICROMETRES: ReadonlyMap<string, number> = new Map([
  ['pm', 1e-6],
  ['å', 1e-4],
  ['nm', 1e-3],
  ['nanometer', 1e-3],
  ['um', 1],
  ['µm', 1], // micro sign
  ['μm', 1], // Greek mu
  ['micron', 1],
  ['microns', 1],
  ['micrometer', 1],
  ['micrometre', 1],
  ['mm', 1e3],
  ['millimeter', 1e3],
  ['m', 1e6],
]);

/** A length in µm, or `null` when `unit` is no length (`pixel`, empty, …) or the length is not positive. */
export function toMicrometres(length: number, unit: string): number | null {
  // ImageJ writes non-ASCII letters as escapes: \u00B5m.
  const plain = unit.replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  const factor = MICROMETRES.get(plain.trim().toLowerCase());
  const micrometres = factor === undefined ? Number.NaN : length * factor;
  return micrometres > 0 && Number.isFinite(micrometres) ? micrometres : null;
}
