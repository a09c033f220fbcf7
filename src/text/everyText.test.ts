import { describe, expect, it } from 'vitest';
import { shownTexts, sourcesIn } from '#testing/shownTexts.ts';

/** Whole phrases that no user reads, by the end of their file's path. */
const NOT_SHOWN: Readonly<Record<string, readonly string[]>> = {
  'ui/useAppStore.ts': ['A component that needs the store was drawn outside of App.'],
};

const isAllowed = (path: string, text: string): boolean =>
  Object.entries(NOT_SHOWN).some(([end, texts]) => path.endsWith(end) && texts.includes(text));

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
