import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shownTexts, sourcesIn } from '#testing/shownTexts.ts';

/** Whole phrases that no user reads, by the end of their file's path. */
const NOT_SHOWN: Readonly<Record<string, readonly string[]>> = {
  'ui/useAppStore.ts': ['A component that needs the store was drawn outside of App.'],
};

const isAllowed = (path: string, text: string): boolean =>
  Object.entries(NOT_SHOWN).some(([end, texts]) => path.endsWith(end) && texts.includes(text));

/** `a.b.c` for every text below an exported object. */
function pathsOf(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [path];
  return Object.entries(value).flatMap(([key, part]) => pathsOf(part, `${path}.${key}`));
}

/** Named as such, or taken with all of its kind: by a computed key, or handed on as a whole. */
function isUsed(path: string, named: readonly string[]): boolean {
  return named.some(
    (place) =>
      place === path ||
      place.startsWith(`${path}.`) ||
      (place.includes('.') && path.startsWith(`${place}.`)) ||
      (place.endsWith('[') && path.startsWith(`${place.slice(0, -1)}.`)),
  );
}

it('are all used', async () => {
  const files = sourcesIn('src/text');
  const sources = [...sourcesIn('src/ui'), ...sourcesIn('src/store'), ...sourcesIn('src/app')]
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
  const unused: string[] = [];
  for (const file of files) {
    const exported: Record<string, unknown> = await import(file.replace('src/', '#'));
    for (const [name, value] of Object.entries(exported)) {
      if (typeof value !== 'object' || Array.isArray(value)) continue;
      const named = sources.match(new RegExp(`\\b${name}\\b(\\.\\w+)*\\[?`, 'g')) ?? [];
      const places = [...new Set(named)];
      unused.push(...pathsOf(value, name).filter((path) => !isUsed(path, places)));
    }
  }
  expect(unused).toEqual([]);
});

describe('texts for people', () => {
  it.each(['src/ui', 'src/store', 'src/app'])('stand in src/text, none in %s', (folder) => {
    const sources = sourcesIn(folder).filter((path) => !path.includes('/rendering/'));
    expect(sources.length).toBeGreaterThan(5);
    const left = sources.flatMap((path) =>
      shownTexts(path)
        .filter(({ text }) => !isAllowed(path, text))
        .map(({ text, line }) => `${path}:${line} ${text}`),
    );
    expect(left).toEqual([]);
  });

  it('are found where they are shown', () => {
    const source = `
      const item = { id: 'a b', label: 'Open' };
      notify(context, 'Saved');
      const a = isOn ? 'It is on now.' : 'none';
      const b = <p title="Now" className="some class">Hello {name}, {a}</p>;
      const c = <B hint={isOn ? 'Turn off' : \`Turn \${name} on\`} />;`;
    expect(shownTexts('a.tsx', source).map(({ text }) => text)).toEqual([
      'Open',
      'Saved',
      'It is on now.',
      'Now',
      'Hello',
      'Turn off',
      'Turn … on',
    ]);
  });

  it('are no units, classes, keys or addresses', () => {
    const source = `
      import { a } from '#text/page.ts';
      const keys = ['ArrowLeft', 'shift+m'];
      const style = { font: '11px system-ui, sans-serif', rootMargin: '0px 0px -60% 0px' };
      const b = <p className={\`\${a} wide\`} unit="px">{a} × {b} µm</p>;`;
    expect(shownTexts('a.tsx', source)).toEqual([]);
  });
});
