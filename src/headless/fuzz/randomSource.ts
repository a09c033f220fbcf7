/** A whole number from 0 to below `below`; the same ones for the same seed. */
export type RandomSource = (below: number) => number;

/** Numbers of one mutation: they depend on nothing but the two, so each can be made again alone. */
export function randomSource(seed: number, index: number): RandomSource {
  let state = (Math.imul(seed + 1, 0x9e37_79b1) ^ Math.imul(index + 1, 0x85eb_ca6b)) >>> 0 || 1;
  const next = () => {
    // xorshift32 (Marsaglia 2003, doi 10.18637/jss.v008.i14)
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let i = 0; i < 8; i++) next(); // neighbouring seeds begin alike
  return (below) => (below > 1 ? next() % below : 0);
}
