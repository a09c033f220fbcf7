import type { RandomSource } from '#headless/fuzz/randomSource.ts';
import { editEntry, tiffEntries } from '#headless/fuzz/tiffEntries.ts';

/** Bytes at either end where headers and directories usually stand. */
const HEADER_BYTES = 300;
const AWKWARD_BYTES = [0, 1, 0x7f, 0x80, 0xff];
const LONGEST_RUN = 512;

/** How a file is damaged; see `MUTATIONS`. */
export type MutationKind = 'bits' | 'bytes' | 'cut' | 'splice' | 'tags';

const MUTATIONS: Readonly<
  Record<MutationKind, (bytes: Uint8Array, random: RandomSource, donor: Uint8Array) => Uint8Array>
> = {
  /** Single bits turn over, as in bad memory. */
  bits: (bytes, random) => {
    for (let left = 1 + random(16); left > 0; left--) {
      const at = place(bytes, random);
      bytes[at] = (bytes[at] as number) ^ (1 << random(8));
    }
    return bytes;
  },
  /** Bytes become others, at the ends more often than between. */
  bytes: (bytes, random) => {
    for (let left = 1 + random(8); left > 0; left--) {
      const awkward = AWKWARD_BYTES[random(AWKWARD_BYTES.length)] ?? 0;
      bytes[place(bytes, random)] = random(3) === 0 ? awkward : random(256);
    }
    return bytes;
  },
  /** The end is missing, as after a broken download. */
  cut: (bytes, random) => bytes.slice(0, random(bytes.length)),
  /** A run of another file replaces or pushes aside one of this file. */
  splice: (bytes, random, donor) => {
    const from = random(donor.length);
    const run = donor.subarray(from, from + 1 + random(LONGEST_RUN));
    const at = random(bytes.length);
    const skipped = random(2) === 0 ? run.length : random(LONGEST_RUN);
    const end = bytes.subarray(Math.min(bytes.length, at + skipped));
    const joined = new Uint8Array(at + run.length + end.length);
    joined.set(bytes.subarray(0, at));
    joined.set(run, at);
    joined.set(end, at + run.length);
    return joined;
  },
  /** Tags of a TIFF claim something else. */
  tags: (bytes, random, donor) => {
    const entries = tiffEntries(bytes);
    if (entries.length === 0) return MUTATIONS.bytes(bytes, random, donor);
    for (let left = 1 + random(3); left > 0; left--) {
      const entry = entries[random(entries.length)];
      if (entry) editEntry(bytes, entry, random);
    }
    return bytes;
  },
};

const KINDS = Object.keys(MUTATIONS) as readonly MutationKind[];

/**
 * A damaged copy of a file.
 *
 * @param original stays as it is; not empty
 * @param donor another file, for splices; not empty
 */
export function mutateFile(
  original: Uint8Array,
  donor: Uint8Array,
  random: RandomSource,
): { readonly kind: MutationKind; readonly bytes: Uint8Array } {
  const kind = KINDS[random(KINDS.length)] ?? 'bits';
  return { kind, bytes: MUTATIONS[kind](original.slice(), random, donor) };
}

function place(bytes: Uint8Array, random: RandomSource): number {
  const near = random(Math.min(HEADER_BYTES, bytes.length));
  const where = random(4);
  if (where === 0) return near;
  return where === 1 ? bytes.length - 1 - near : random(bytes.length);
}
