import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/**
 * Scripts that a built page loads before it can run: those its markup names and all that these
 * import statically. Paths relative to `folder`.
 */
export function firstLoadFiles(folder: string, pageName: string): string[] {
  const markup = readFileSync(join(folder, pageName), 'utf8');
  const named = [...markup.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(
    (match) => match[1] ?? '',
  );
  const found = new Set<string>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    found.add(path);
    const code = readFileSync(join(folder, path), 'utf8');
    for (const match of code.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[^"'();]*?from\s*)?["'](\.[^"']+\.js)["']/g,
    )) {
      visit(normalize(join(dirname(path), match[1] ?? '')));
    }
  };
  for (const path of named) visit(path);
  return [...found];
}
