import { join } from 'node:path';

/** What a bundler tells of a module. */
interface ModuleContext {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null;
}

/**
 * Splits the scripts of the page: libraries by what needs them, and the own code that the page needs at
 * once in one file.
 *
 * @param root folder of the project
 */
export function splitPage(root: string) {
  return {
    groups: [firstLoadChunk(root), LIBRARIES],
  };
}

/**
 * Libraries come before the code that uses them, in files of their own. Small ones are joined although a
 * lazy part may need a little less.
 */
const LIBRARIES = {
  name: 'library',
  test: /node_modules/,
  entriesAware: true,
  entriesAwareMergeThreshold: 12_000,
};

/** `library-x1y2.js` for a file that the bundler names after all that needs it. */
export function chunkFileName({ name }: { readonly name: string }): string {
  return `assets/${name.replace(/~.*$/, '')}-[hash].js`;
}

/**
 * Puts the own code that the page needs at once into one file: in dozens of small ones, as they come
 * out of what lazy parts share, it packs worse and needs as many requests.
 */
function firstLoadChunk(root: string) {
  const source = join(root, 'src/');
  const entry = join(source, 'app/main.tsx');
  let needed: ReadonlySet<string> | null = null;
  return {
    name: (id: string, context: ModuleContext): string | null => {
      needed ??= reachable(entry, context, (next) => next.startsWith(source));
      // The script that starts the page must not run in others that share code with it.
      return id !== entry && needed.has(id) ? 'page' : null;
    },
    includeDependenciesRecursively: false,
  };
}

/** Modules that are imported from `entry` on, without those that are imported lazily. */
function reachable(
  entry: string,
  context: ModuleContext,
  isOwn: (id: string) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  const rest = [entry];
  for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
    if (found.has(id) || !isOwn(id)) continue;
    found.add(id);
    rest.push(...(context.getModuleInfo(id)?.importedIds ?? []));
  }
  return found;
}
