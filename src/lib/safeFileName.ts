const MAX_STEM_LENGTH = 150;
const MAX_EXTENSION_LENGTH = 12;

/** Names of devices under Windows, whatever their extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/**
 * A name of unknown origin as the beginning of a name for a file that is saved: without its last
 * extension, folders, control and direction characters, and all that some file system refuses; at
 * most 150 characters, never empty, never a device of Windows.
 *
 * @param fallback for a name of which nothing is left
 */
export function safeStem(name: string, fallback = 'image'): string {
  const stem = name
    .slice(0, 10_000)
    .replace(/\.[^./\\]*$/, '')
    .replace(/[^\p{L}\p{M}\p{N} ._()+-]/gu, '_');
  return trimmed([...stem].slice(0, MAX_STEM_LENGTH).join(''), fallback);
}

/**
 * A name of unknown origin as one of letters A–Z, digits and `._-`, extension included, for places
 * that programs of any age read, such as the inside of a ZIP file.
 */
export function asciiFileName(name: string, fallback = 'image'): string {
  const extension = /\.([A-Za-z0-9]+)$/.exec(name.slice(-MAX_EXTENSION_LENGTH - 1))?.[0] ?? '';
  const stem = safeStem(extension ? name : `${name}.`, fallback)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .slice(0, MAX_STEM_LENGTH);
  return `${trimmed(stem, fallback)}${extension}`;
}

/** Dots and blanks at the ends are hidden, dropped or refused by one system or another. */
function trimmed(stem: string, fallback: string): string {
  const rest = stem.replace(/^[\s.]+|[\s.]+$/g, '');
  if (/^_*$/.test(rest)) return fallback;
  return RESERVED.test(rest.split('.', 1)[0] ?? '') ? `_${rest}` : rest;
}
