/** An element of an XML file: attributes are texts, children are elements, repeated ones lists. */
export type XmlElement = Readonly<Record<string, unknown>>;

/** Longer than any description that a microscope writes. */
const MAX_LENGTH = 16 * 2 ** 20;

/** Elements of which there may be many. */
const REPEATED: ReadonlySet<string> = new Set(['Image', 'Pixels', 'Channel', 'TiffData', 'UUID']);
/** Long lists of which nothing is wanted here. */
const LEFT_OUT: ReadonlySet<string> = new Set(['Plane', 'StructuredAnnotations', 'ROI']);

/**
 * The root element of OME-XML, without name spaces; `null` when the text is none, or is damaged,
 * longer than 16 MiB or declares entities of its own. Entities are not replaced: see `decodeEntities`.
 */
export async function parseOmeXml(text: string): Promise<XmlElement | null> {
  if (text.length > MAX_LENGTH || !/<(?:\w+:)?OME[\s>]/.test(text.slice(0, 4096))) return null;
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    processEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    removeNSPrefix: true,
    isArray: (name, _path, _isLeaf, isAttribute) => !isAttribute && REPEATED.has(name),
    updateTag: (name) => !LEFT_OUT.has(name),
  });
  try {
    return elementOf(parser.parse(text), 'OME');
  } catch {
    // A description that cannot be read costs names and places, not the picture.
    return null;
  }
}

/** The only child of that name, else `null`. */
export function elementOf(parent: unknown, name: string): XmlElement | null {
  const [child] = elementsOf(parent, name);
  return child ?? null;
}

/** The children of that name, in their order. An element that holds text only is `{ #text }`. */
export function elementsOf(parent: unknown, name: string): readonly XmlElement[] {
  if (typeof parent !== 'object' || parent === null) return [];
  const value: unknown = Reflect.get(parent, name);
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((child: unknown) => {
    if (typeof child === 'string') return [{ '#text': child }];
    return typeof child === 'object' && child !== null ? [child as XmlElement] : [];
  });
}

/** An attribute, or the text of the element as `#text`; `undefined` when it is not there. */
export function textOf(element: XmlElement | null, name: string): string | undefined {
  const value = element && Object.hasOwn(element, name) ? element[name] : undefined;
  return typeof value === 'string' ? decodeEntities(value) : undefined;
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
