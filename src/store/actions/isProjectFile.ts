/** `project.json`, at the top or in the folder that the project was packed in. */
const PROJECT_FILE = /^([^/]+\/)?project\.json$/;

/** The end record of a ZIP file with the longest comment there can be. */
const LONGEST_END = 22 + 65_535;
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
/** A list of entries beyond that is none of ours. */
const LONGEST_LIST = 16 * 2 ** 20;

/** Whether a file is a ZIP file that holds a project; see `zipHolds`. */
export function isProjectFile(file: Blob): Promise<boolean> {
  return zipHolds(file, PROJECT_FILE);
}

/**
 * Whether a file is a ZIP file with an entry of some name. Reads its list of entries only; false for
 * whatever cannot be read, which fails again where it is opened.
 */
export async function zipHolds(file: Blob, name: RegExp): Promise<boolean> {
  try {
    const end = await viewOf(file.slice(-LONGEST_END));
    const at = findEnd(end);
    if (at < 0) return false;
    const listBytes = end.getUint32(at + 12, true);
    const start = end.getUint32(at + 16, true);
    if (listBytes > LONGEST_LIST) return false;
    return listHolds(await viewOf(file.slice(start, start + listBytes)), name);
  } catch {
    return false;
  }
}

async function viewOf(part: Blob): Promise<DataView> {
  return new DataView(await part.arrayBuffer());
}

function findEnd(view: DataView): number {
  let at = view.byteLength - 22;
  while (at >= 0 && view.getUint32(at, true) !== END_SIGNATURE) at--;
  return at;
}

function listHolds(list: DataView, wanted: RegExp): boolean {
  const decoder = new TextDecoder();
  let at = 0;
  while (at + ENTRY_BYTES <= list.byteLength && list.getUint32(at, true) === ENTRY_SIGNATURE) {
    const nameBytes = list.getUint16(at + 28, true);
    const name = new Uint8Array(list.buffer, list.byteOffset + at + ENTRY_BYTES, nameBytes);
    if (wanted.test(decoder.decode(name))) return true;
    const otherBytes = list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
    at += ENTRY_BYTES + nameBytes + otherBytes;
  }
  return false;
}
