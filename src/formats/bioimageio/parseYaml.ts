import type { Lexer } from 'yaml';
import { badModel } from '#formats/modelfile/badModel.ts';

/** Many times what a description takes; the parser's work grows faster than the text. */
const MAX_BYTES = 2 ** 18;
/** Levels of lists and maps, far more than a description has. */
const MAX_DEPTH = 100;
/** The search for keys that occur twice takes minutes where there are many. */
const OPTIONS = { maxAliasCount: 0, schema: 'core', logLevel: 'error', uniqueKeys: false } as const;
const REMEDY = 'Get the package again, or choose another model.';

/**
 * Plain data in a YAML text of unknown origin. Aliases are refused: no description needs them, and a
 * few lines of them can stand for gigabytes.
 *
 * @throws AppError `bad-model` when it is too long or nests too deep, is no YAML, or holds an alias
 */
export async function parseYaml(bytes: Uint8Array): Promise<unknown> {
  if (bytes.length > MAX_BYTES) {
    throw badModel(
      `its description has ${bytes.length} bytes where ${MAX_BYTES} are allowed`,
      REMEDY,
    );
  }
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text); // as Cellpane writes it
  } catch {
    // Any other YAML.
  }
  const yaml = await import('yaml');
  // The parser calls itself level by level, and where that exhausts the stack within a regular
  // expression, V8 ends the whole worker.
  if (deepestLevel(new yaml.Lexer(), text) > MAX_DEPTH) {
    throw badModel(`its description nests more than ${MAX_DEPTH} levels deep`, REMEDY);
  }
  try {
    return yaml.parse(text, OPTIONS);
  } catch (error) {
    throw badModel('its description is no YAML that can be read', REMEDY, error);
  }
}

/** Not less than the levels of a text: open brackets, indentation, and list signs in a line. */
function deepestLevel(lexer: Lexer, text: string): number {
  let brackets = 0;
  let signs = 0;
  let deepest = 0;
  for (const token of lexer.lex(text)) {
    if (token === '[' || token === '{') brackets++;
    else if (token === ']' || token === '}') brackets = Math.max(0, brackets - 1);
    else if (token === '-' || token === '?') signs++;
    else if (token.startsWith('\n') || token.startsWith('\r')) signs = 0;
    else if (/^ +$/.test(token)) signs += token.length / 2;
    deepest = Math.max(deepest, brackets + signs);
  }
  return deepest;
}
