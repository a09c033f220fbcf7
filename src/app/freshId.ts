/** An id like `image-3f9c…` of 128 random bits, so that no two tabs or visits give the same. */
export function freshId(prefix: string): string {
  // `crypto.randomUUID` is missing on pages that were not loaded over https.
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  const digits = Array.from(numbers, (number) => number.toString(16).padStart(8, '0'));
  return `${prefix}-${digits.join('')}`;
}
