import { describe, expect, it } from 'vitest';
import { Int32List } from '#lib/int32List.ts';

describe('Int32List', () => {
  it('keeps what was pushed while it grows', () => {
    const list = new Int32List(0);
    for (let value = 0; value < 100; value++) list.push(-value * value);
    expect(list.length).toBe(100);
    expect([...list.data.subarray(0, 100)]).toEqual(
      Array.from({ length: 100 }, (_, value) => 0 - value * value),
    );
  });
});
