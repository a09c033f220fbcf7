import { expect, it } from 'vitest';
import { helpBodies } from '#text/help/helpBodies.ts';
import { helpSections } from '#text/help/helpSections.ts';
import { hashOfSection, sectionOfHash } from '#ui/help/helpAddress.ts';

it('leads every section by its own address', () => {
  for (const { id } of helpSections) expect(sectionOfHash(hashOfSection(id))).toBe(id);
});

it('opens at the start for an unknown section, and not at all for other addresses', () => {
  expect(sectionOfHash('#help')).toBe('start');
  expect(sectionOfHash('#help/nonsense')).toBe('start');
  expect(sectionOfHash('#training')).toBeNull();
  expect(sectionOfHash('#helpless')).toBeNull();
  expect(sectionOfHash('')).toBeNull();
});

it('says something in every section', () => {
  for (const { id } of helpSections) expect(helpBodies[id].length).toBeGreaterThan(1);
});
