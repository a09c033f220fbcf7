import { describe, expect, it } from 'vitest';
import { formatAgo } from '#ui/project/projectFormat.ts';

describe('formatAgo', () => {
  const now = Date.parse('2024-05-05T12:00:00Z');
  it.each([
    ['2024-05-05T11:59:31Z', 'now'],
    ['2024-05-05T12:03:00Z', 'now'],
    ['2024-05-05T11:59:00Z', '1 minute ago'],
    ['2024-05-05T10:30:00Z', '1 hour ago'],
    ['2024-05-04T11:00:00Z', 'yesterday'],
    ['2024-04-20T12:00:00Z', '15 days ago'],
    ['2024-03-30T12:00:00Z', 'last month'],
    ['2021-05-05T12:00:00Z', '3 years ago'],
  ])('tells of %s as %s', (time, text) => {
    expect(formatAgo(time, now)).toBe(text);
  });
});
