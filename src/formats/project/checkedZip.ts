import * as v from 'valibot';
import { parseJson } from '#formats/project/binaryPart.ts';
import { CHECKSUMS_FILE, PROJECT_FILE } from '#formats/project/packedProject.ts';
import { PartReader } from '#formats/project/partReader.ts';
import { corruptFile } from '#formats/refusals.ts';
import { readEntry } from '#formats/zip/readEntry.ts';
import { packedSlice } from '#formats/zip/unpackEntry.ts';
import { readZipDirectory, type ZipEntry } from '#formats/zip/zipDirectory.ts';
import { MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES } from '#formats/zip/zipWriter.ts';
import { AppError } from '#lib/errors.ts';

const MAX_SUMS_BYTES = 32 * 2 ** 20;
/** Cellpane stores image files as they are; other programs that pack a ZIP file anew pack them. */
const MAX_PACKED_FILE_BYTES = 512 * 2 ** 20;

const checksumSchema = v.strictObject({
  algorithm: v.literal('SHA-256'),
  entries: v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is no SHA-256'))),
});

/** A ZIP file of a project, whose entries are read by their path in it, each with its checksum. */
export class CheckedZip {
  /** Of all entries, unpacked. */
  readonly byteLength: number;
  readonly #file: Blob;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  /** `''`, or where the project lies when somebody has packed its folder. */
  readonly #folder: string;
  readonly #sums: ReadonlyMap<string, string>;

  private constructor(
    file: Blob,
    entries: ReadonlyMap<string, ZipEntry>,
    folder: string,
    sums: ReadonlyMap<string, string>,
  ) {
    this.#file = file;
    this.#entries = entries;
    this.#folder = folder;
    this.#sums = sums;
    this.byteLength = [...entries.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /**
   * @throws AppError `not-found` when it is no ZIP file or holds no project, `corrupt-file`,
   *   `unsupported-format`, `too-large`
   */
  static async open(file: Blob): Promise<CheckedZip> {
    await checkSignature(file);
    const limits = { maxEntries: MAX_ZIP_ENTRIES, maxBytes: MAX_UNPACKED_BYTES };
    const entries = await readZipDirectory(file, limits);
    const folder = folderOfProject(entries);
    const entry = entries.get(`${folder}${CHECKSUMS_FILE}`);
    if (!entry) throw corruptFile(`“${CHECKSUMS_FILE}” is missing in the ZIP file.`);
    if (entry.byteLength > MAX_SUMS_BYTES) throw tooLarge(entry, MAX_SUMS_BYTES);
    return new CheckedZip(file, entries, folder, await readSums(file, entry));
  }

  /**
   * Reads an entry from its first to its last byte.
   * @throws AppError `corrupt-file` when it or its checksum is missing, `too-large`
   */
  reader(path: string, maxBytes = Infinity): PartReader {
    const entry = this.#entries.get(`${this.#folder}${path}`);
    if (!entry) throw corruptFile(`“${path}” is missing in the ZIP file.`);
    if (entry.byteLength > maxBytes) throw tooLarge(entry, maxBytes);
    const sum = this.#sums.get(path);
    if (sum === undefined) throw corruptFile(`“${CHECKSUMS_FILE}” does not name “${path}”.`);
    return new PartReader(this.#file, entry, sum);
  }

  /** A whole entry, checked. @throws as `reader`, `corrupt-file` for a wrong checksum */
  async bytes(path: string, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
    const reader = this.reader(path, maxBytes);
    const bytes = new Uint8Array(reader.remainingBytes);
    await reader.fill(bytes);
    await reader.finish();
    return bytes;
  }

  /** A whole entry, checked, as a piece of the ZIP file where it lies there as it is. */
  async file(path: string): Promise<Blob> {
    const entry = this.#entries.get(`${this.#folder}${path}`);
    if (!entry || entry.isPacked) return new Blob([await this.bytes(path, MAX_PACKED_FILE_BYTES)]);
    await this.reader(path).skipToEnd();
    return packedSlice(this.#file, entry);
  }
}

/** Every ZIP file begins with these letters; a damaged one that still does is refused as such. */
const ZIP_SIGNATURE = 'PK';

async function checkSignature(file: Blob): Promise<void> {
  const start = await file.slice(0, ZIP_SIGNATURE.length).text();
  if (start === ZIP_SIGNATURE) return;
  const reason = file.size === 0 ? 'it is empty' : 'it is no ZIP file';
  throw new AppError('not-found', `This is no project file: ${reason}. ${CHOOSE_PROJECT}`);
}

const CHOOSE_PROJECT = 'Choose a file that was exported as “Project (ZIP)”.';

/** The folder of `project.json`, with its last stroke: the top, or the only one that has it. */
function folderOfProject(entries: ReadonlyMap<string, ZipEntry>): string {
  if (entries.has(PROJECT_FILE)) return '';
  const folders = [...entries.keys()]
    .filter((path) => /^[^/]+\/project\.json$/.test(path) && !path.startsWith('__MACOSX'))
    .map((path) => path.slice(0, -PROJECT_FILE.length));
  const [folder, another] = folders;
  if (folder !== undefined && another === undefined) return folder;
  throw new AppError(
    'not-found',
    `The ZIP file holds ${folder === undefined ? 'no' : 'more than one'} ${PROJECT_FILE}, so it is no project. ${CHOOSE_PROJECT}`,
  );
}

/** Its own sum is the one that every entry of a ZIP file has. */
async function readSums(file: Blob, entry: ZipEntry): Promise<ReadonlyMap<string, string>> {
  const bytes = await readEntry(file, entry);
  const parsed = v.safeParse(checksumSchema, parseJson(bytes, CHECKSUMS_FILE));
  if (parsed.success) return new Map(Object.entries(parsed.output.entries));
  throw corruptFile(
    `“${CHECKSUMS_FILE}” is not readable (${parsed.issues[0].message.slice(0, 200)}).`,
  );
}

function tooLarge({ path, byteLength }: ZipEntry, maxBytes: number): AppError {
  return new AppError(
    'too-large',
    `“${path}” in the ZIP file would take ${Math.ceil(byteLength / 1e6)} MB; up to ${Math.floor(maxBytes / 1e6)} MB can be read.`,
  );
}
