import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContactTable } from '#domain/segmentation/splitting/contactTable.ts';

describe('ContactTable', () => {
  it('keeps the highest pass of a pair, whichever way round it is named', () => {
    const contacts = new ContactTable();
    contacts.add(7, 3, 5, false);
    contacts.add(3, 7, 4, true);
    contacts.add(7, 8, 1, true);
    contacts.add(7, 3, 2, true);
    expect(contacts.count).toBe(2);
    const [first, second] = [0, 1].map((pair) => ({
      basins: [contacts.firsts.data[pair], contacts.seconds.data[pair]],
      pass: contacts.passes.data[pair],
      edgePass: contacts.edgePasses.data[pair],
    }));
    expect(first).toEqual({ basins: [3, 7], pass: 5, edgePass: 4 });
    expect(second).toEqual({ basins: [7, 8], pass: 1, edgePass: 1 });
  });

  it('agrees with a Map for many thousands of pairs', () => {
    const contact = fc.tuple(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 301, max: 600 }),
      fc.nat(50),
    );
    fc.assert(
      fc.property(fc.array(contact, { minLength: 5000, maxLength: 9000 }), (added) => {
        const contacts = new ContactTable();
        const expected = new Map<string, number>();
        for (const [a, b, height] of added) {
          contacts.add(b, a, height, true);
          const pair = `${a} ${b}`;
          expected.set(pair, Math.max(height, expected.get(pair) ?? 0));
        }
        const { firsts, seconds, passes, count } = contacts;
        const found = Array.from({ length: count }, (_, i) => [
          `${firsts.data[i]} ${seconds.data[i]}`,
          passes.data[i],
        ]);
        expect(found).toEqual([...expected]);
      }),
      { numRuns: 10 },
    );
  });
});
