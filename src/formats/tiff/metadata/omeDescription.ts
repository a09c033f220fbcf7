import { omeColor, tellingColors } from '#formats/tiff/metadata/channelColors.ts';
import { toMicrometres } from '#formats/tiff/metadata/lengthUnit.ts';
import { type OmeGrid, type OmePlane, readOmePlanes } from '#formats/tiff/metadata/omePlanes.ts';
import {
  elementOf,
  elementsOf,
  parseOmeXml,
  textOf,
  type XmlElement,
} from '#formats/tiff/metadata/omeXml.ts';

/** What OME-XML says about one image of the file. */
export interface OmeDescription extends OmeGrid {
  /** `''` where it has none. */
  readonly name: string;
  /** By channel; empty where the file has no names. */
  readonly channelNames: readonly string[];
  /** `#rrggbb` by channel, as `tellingColors` leaves them. */
  readonly channelColors: readonly (string | null)[];
  readonly pixelSizeUm: number | null;
  readonly zStepUm: number | null;
  readonly timeStepS: number | null;
  /** Where planes lie, in this file and others; empty = one after the other in this file. */
  readonly planes: readonly OmePlane[];
}

/** More than a plate has wells with sites. */
const MAX_IMAGES = 10_000;
/** Far more places of planes than a page shows, of all images together. */
const MAX_PLANES = 200_000;
const MAX_CHANNELS = 1000;
/** Shown whole in a list of channels. */
const MAX_NAME_LENGTH = 200;
const SECONDS: Readonly<Record<string, number>> = { ms: 1e-3, s: 1, min: 60, h: 3600 };

/** The descriptions of the images in OME-XML, in its order; empty where the text is none. */
export async function parseOmeImages(text: string): Promise<readonly OmeDescription[]> {
  const root = await parseOmeXml(text);
  const images: OmeDescription[] = [];
  let planesLeft = MAX_PLANES;
  for (const image of elementsOf(root, 'Image').slice(0, MAX_IMAGES)) {
    const pixels = elementOf(image, 'Pixels');
    if (!root || !pixels) continue;
    const grid = readGrid(pixels);
    const planes = readOmePlanes(pixels, grid, { ownUuid: textOf(root, 'UUID'), most: planesLeft });
    planesLeft -= planes.length;
    images.push({ ...grid, name: nameOf(image), ...readPixelsElement(pixels), planes });
  }
  return images;
}

function readPixelsElement(pixels: XmlElement) {
  const width = lengthOf(pixels, 'PhysicalSizeX');
  const height = lengthOf(pixels, 'PhysicalSizeY');
  const isSquare = width !== null && (height === null || Math.abs(width - height) < 0.01 * width);
  const channels = elementsOf(pixels, 'Channel').slice(0, MAX_CHANNELS);
  return {
    channelNames: channels.map(nameOf),
    channelColors: tellingColors(channels.map((channel) => omeColor(textOf(channel, 'Color')))),
    pixelSizeUm: isSquare ? width : null,
    zStepUm: lengthOf(pixels, 'PhysicalSizeZ'),
    timeStepS: timeStepOf(pixels),
  };
}

/**
 * Name of the file of a set that describes all of them; `null` where the text is no OME-XML, or
 * describes its images itself.
 */
export async function parseOmeMetadataFile(text: string): Promise<string | null> {
  const root = await parseOmeXml(text);
  return textOf(elementOf(root, 'BinaryOnly'), 'MetadataFile') ?? null;
}

function readGrid(pixels: XmlElement): OmeGrid {
  const size = (name: string) => Math.max(1, Math.trunc(Number(textOf(pixels, name) ?? 1)) || 1);
  const order = textOf(pixels, 'DimensionOrder') ?? '';
  return {
    sizeC: size('SizeC'),
    sizeZ: size('SizeZ'),
    sizeT: size('SizeT'),
    planeOrder: /^XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)$/.test(order) ? order.slice(2) : 'CZT',
  };
}

function lengthOf(pixels: XmlElement, name: string): number | null {
  const size = Number(textOf(pixels, name) ?? Number.NaN);
  return toMicrometres(size, textOf(pixels, `${name}Unit`) ?? 'µm');
}

function timeStepOf(pixels: XmlElement): number | null {
  const factor = SECONDS[textOf(pixels, 'TimeIncrementUnit') ?? 's'] ?? Number.NaN;
  const seconds = Number(textOf(pixels, 'TimeIncrement') ?? Number.NaN) * factor;
  return seconds > 0 && Number.isFinite(seconds) ? seconds : null;
}

function nameOf(element: XmlElement): string {
  const name = textOf(element, 'Name') ?? '';
  return name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH)}…` : name;
}
