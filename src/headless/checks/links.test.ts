import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const PAGES = ['.', 'docs'].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);

/** Files that a page links to or shows, from the top of the repository. */
function targetsOf(page: string): readonly string[] {
  const links = readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g);
  return [...links]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => join(dirname(page), target));
}

describe('the documentation', () => {
  it.each(PAGES)('%s links to nothing that is not there', (page) => {
    expect(targetsOf(page).filter((target) => !existsSync(target))).toEqual([]);
  });

  it('shows every picture of docs', () => {
    const shown = new Set(PAGES.flatMap(targetsOf));
    const pictures = readdirSync('docs').filter((name) => name.endsWith('.png'));
    expect(pictures.filter((name) => !shown.has(join('docs', name)))).toEqual([]);
  });
});
