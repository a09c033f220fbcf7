import { toMicrometres } from '#formats/tiff/metadata/lengthUnit.ts';

/** What OME-XML says about the first image of the file. */
export interface OmeDescription {
  readonly sizeC: number;
  readonly sizeZ: number;
  readonly sizeT: number;
  /** Order in which planes follow each other, fastest first: a permutation of C, Z and T. */
  readonly planeOrder: string;
  /** By channel; empty where the file has no names. */
  readonly channelNames: readonly string[];
  readonly pixelSizeUm: number | null;
}

/** Longer than any description that a microscope writes. */
const MAX_LENGTH = 16 * 2 ** 20;
const MAX_CHANNELS = 1000;
/** Shown whole in a list of channels. */
const MAX_NAME_LENGTH = 200;

/** The description of the first image in OME-XML, else `null`. */
export function parseOmeDescription(text: string): OmeDescription | null {
  if (text.length > MAX_LENGTH || !/<(?:\w+:)?OME[\s>]/.test(text.slice(0, 4096))) return null;
  const start = text.search(/<(?:\w+:)?Pixels\s/);
  if (start < 0) return null;
  const end = text.slice(start).search(/<\/(?:\w+:)?Pixels>/);
  const pixels = end < 0 ? text.slice(start) : text.slice(start, start + end);
  const attributes = parseAttributes(pixels.slice(0, pixels.indexOf('>')));

  const size = (name: string) => Math.max(1, Math.trunc(Number(attributes.get(name) ?? 1)) || 1);
  const order = attributes.get('DimensionOrder') ?? '';
  const width = physicalSize(attributes, 'X');
  const height = physicalSize(attributes, 'Y');
  const isSquare = width !== null && (height === null || Math.abs(width - height) < 0.01 * width);
  return {
    sizeC: size('SizeC'),
    sizeZ: size('SizeZ'),
    sizeT: size('SizeT'),
    planeOrder: /^XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)$/.test(order) ? order.slice(2) : 'CZT',
    channelNames: parseChannelNames(pixels),
    pixelSizeUm: isSquare ? width : null,
  };
}

function physicalSize(attributes: ReadonlyMap<string, string>, axis: 'X' | 'Y'): number | null {
  const size = Number(attributes.get(`PhysicalSize${axis}`) ?? Number.NaN);
  return toMicrometres(size, attributes.get(`PhysicalSize${axis}Unit`) ?? 'µm');
}

function parseChannelNames(pixels: string): string[] {
  const names: string[] = [];
  // A tag never holds another, so each letter belongs to one only.
  for (const [tag] of pixels.matchAll(/<(?:\w+:)?Channel\s[^<>]*/g)) {
    if (names.length === MAX_CHANNELS) break;
    const name = parseAttributes(tag).get('Name') ?? '';
    names.push(name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name);
  }
  return names;
}

function parseAttributes(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  // Only from the beginning of a word: else a word of a megabyte takes minutes.
  for (const match of tag.matchAll(/(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes.set(match[1] ?? '', decodeEntities(match[2] ?? match[3] ?? ''));
  }
  return attributes;
}

const NAMED_ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Only the five predefined entities and character numbers: nothing that could expand without end. */
function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-f]{1,6}|\w{2,4});/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return NAMED_ENTITIES[name] ?? entity;
    const isHex = name[1] === 'x' || name[1] === 'X';
    const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
