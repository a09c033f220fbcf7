/** Places of the objects of a label image in tables: objects in the order of their ids. */
export interface LabelIndex {
  /** Ids that occur, ascending, without the background. */
  readonly labels: Uint32Array<ArrayBuffer>;
  /** Row of an id that occurs; undefined behaviour for any other id. */
  readonly rowOf: (label: number) => number;
}

/** Ids up to this beyond the pixel count still get a plain array instead of a hash map. */
const DENSE_SLACK = 65_536;

/**
 * Objects of a label image. Ids need not be consecutive.
 *
 * @param data ids by pixel, 0 = background
 */
export function indexLabels(data: Uint32Array): LabelIndex {
  let highest = 0;
  for (let i = 0; i < data.length; i++) {
    const label = data[i] as number;
    if (label > highest) highest = label;
  }
  return highest <= data.length + DENSE_SLACK ? indexDense(data, highest) : indexSparse(data);
}

function indexDense(data: Uint32Array, highest: number): LabelIndex {
  const isPresent = new Uint8Array(highest + 1);
  for (let i = 0; i < data.length; i++) isPresent[data[i] as number] = 1;
  isPresent[0] = 0;
  let count = 0;
  for (let label = 1; label <= highest; label++) count += isPresent[label] as number;

  const labels = new Uint32Array(count);
  const rows = new Uint32Array(highest + 1);
  let row = 0;
  for (let label = 1; label <= highest; label++) {
    if (isPresent[label] !== 1) continue;
    rows[label] = row;
    labels[row] = label;
    row++;
  }
  return { labels, rowOf: (label) => rows[label] as number };
}

function indexSparse(data: Uint32Array): LabelIndex {
  const present = new Set<number>();
  let previous = 0;
  for (let i = 0; i < data.length; i++) {
    const label = data[i] as number;
    if (label !== previous) present.add(label);
    previous = label;
  }
  present.delete(0);
  const labels = Uint32Array.from(present).sort();
  const rows = new Map<number, number>();
  for (const [row, label] of labels.entries()) rows.set(label, row);
  return { labels, rowOf: (label) => rows.get(label) as number };
}
