import { readdirSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';

/** A text in the source that a user would read. */
export interface ShownText {
  readonly text: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** Attributes and properties whose strings are shown or read out. */
const SHOWN_NAMES =
  /^(aria-(label|description|valuetext|roledescription|placeholder)|alt|title|label|placeholder|description|hint|text|message|summary|caption|heading|reason|valueText|unit|shortcut|name|confirmLabel|declineLabel|actionLabel)$/;
/** Functions whose strings are shown. */
const SHOWING_CALLS = /^(notify|reportFailure|ask|group|tool|paint)$/;
/** Such as `px`, `µm` and `doi:`: the same in every language. */
const SAME_EVERYWHERE = /^(px²?|µm²?|nm|mm|%|×|doi:|TIFF|PNG|RGB|HTTP)$/;

const hasWord = (text: string): boolean =>
  text.split(/[\s\d()[\],.;:·–+/#-]+/).some((word) => /\p{L}{2}/u.test(word)) &&
  !SAME_EVERYWHERE.test(text.trim());

/** A sentence, or at least two words that start like one. */
const isProse = (text: string): boolean =>
  /^[\p{Lu}“]\p{L}*[ ,:]+(?!\w*[:;(])[\p{L}“]/u.test(text) ||
  /\p{Ll}{2,} \p{Ll}+ \p{Ll}{2,}[^;{(]*$/u.test(text);

/** The paths of all sources below a folder, tests and test helpers left out. */
export function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|(^|\/)testing\//.test(path))
    .map((path) => `${folder}/${path}`)
    .sort();
}

/**
 * Texts for people in a source that should stand in `src/text`: JSX text, strings in shown places,
 * and whole phrases anywhere else.
 */
export function shownTexts(path: string, source = readFileSync(path, 'utf8')): ShownText[] {
  const found: ShownText[] = [];
  const add = (text: string, start: number): void => {
    found.push({ text: text.trim(), line: source.slice(0, start).split('\n').length });
  };
  walk(parseSync(path, source).program as unknown as Node, [], (node, parents) => {
    const text = textOf(node);
    if (text === null || !hasWord(text)) return;
    if (node.type === 'JSXText' || isShownPlace(parents, text) || isProse(text)) {
      add(text, node.start);
    }
  });
  return found;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}

/** Types and imports say nothing to the user. */
const SILENT = /^(Import|ExportAll|TS(?!As|Satisfies|NonNull))/;

function walk(
  node: Node,
  parents: readonly Node[],
  visit: (node: Node, parents: readonly Node[]) => void,
): void {
  if (SILENT.test(node.type) || isError(node)) return;
  visit(node, parents);
  for (const [key, value] of Object.entries(node)) {
    // A key of an object is a name, and so is what an export is read from.
    if (key === 'key' || (key === 'source' && node.type.startsWith('Export'))) continue;
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, [...parents, node], visit);
    }
  }
}

/** What an error says stands where it is thrown, beside the values that it names. */
function isError(node: Node): boolean {
  return node.type === 'NewExpression' && /Error$/.test(nameOf(node['callee']));
}

function textOf(node: Node): string | null {
  if (node.type === 'JSXText') return String(node['value']);
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : null;
  if (node.type !== 'TemplateLiteral') return null;
  const parts = node['quasis'] as readonly { readonly value: { readonly cooked: string } }[];
  return parts.map(({ value }) => value.cooked).join('…');
}

/** Directly in a shown attribute, property or call, or in a choice of which either is. */
function isShownPlace(parents: readonly Node[], text: string): boolean {
  const place = parents.findLast(
    ({ type }) => !/^(Conditional|Logical|TSAs|TSSatisfies|JSXExpression)/.test(type),
  );
  if (!place) return false;
  if (place.type === 'JSXAttribute') return SHOWN_NAMES.test(nameOf(place['name']));
  const isId = /^[a-z]+$/.test(text);
  if (place.type === 'Property') return isShownKey(nameOf(place['key']), isId);
  if (place.type === 'CallExpression') return !isId && SHOWING_CALLS.test(nameOf(place['callee']));
  return false;
}

/** `unit: 'hour'` and `name: 'iou'` are ids, `label: 'off'` is not. */
function isShownKey(key: string, isId: boolean): boolean {
  return SHOWN_NAMES.test(key) && !(isId && /^(unit|name)$/.test(key));
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  return String(node['name'] ?? node['value'] ?? '');
}
