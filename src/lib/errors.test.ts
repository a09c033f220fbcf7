import { describe, expect, it } from 'vitest';
import { AppError, toAppError } from '#lib/errors.ts';

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe('toAppError', () => {
  it.each([
    ['a buffer', () => new ArrayBuffer(2 ** 52)],
    ['a typed array', () => new Float32Array(2 ** 50)],
    ['an array', () => new Array(2 ** 33)],
  ])('calls %s that cannot be allocated a lack of memory, with advice', (_, allocate) => {
    expect(toAppError(thrownBy(allocate))).toMatchObject({
      code: 'out-of-memory',
      message: expect.stringMatching(/not enough memory.*try again/),
    });
  });

  it('takes no other range error for a lack of memory', () => {
    const error = thrownBy(() => (1).toFixed(1000));
    expect(toAppError(error).code).toBe('internal');
  });

  it('leaves our own errors as they are, and gives strangers a message', () => {
    const own = new AppError('timeout', 'Too late.');
    expect(toAppError(own)).toBe(own);
    expect(toAppError('text')).toMatchObject({ code: 'internal', message: 'text' });
  });
});
