import type { ModelContent } from '#domain/model/modelContent.ts';
import { isDescriptionName, readPackage } from '#formats/bioimageio/readPackage.ts';
import { MODEL_FILE_NAME, readModelFiles } from '#formats/modelfile/modelFiles.ts';
import { readModelZip } from '#formats/modelfile/modelZip.ts';
import { readOnnxUnet } from '#formats/onnx/onnxFile.ts';
import { readZip } from '#formats/zip/readZip.ts';
import { AppError } from '#lib/errors.ts';

/** As much as the largest network that may be loaded, with its JSON. */
const MAX_MODEL_BYTES = 600e6;
/** A package holds the weights in two forms; only one of them is read. */
const MAX_PACKAGE_BYTES = 1300e6;
const DESCRIPTION_LIMITS = { maxBytes: 4e6, maxFiles: 20 };
const WEIGHTS_LIMITS = { maxBytes: MAX_MODEL_BYTES, maxFiles: 1 };

/**
 * The model in files of unknown origin that belong together: those of a tfjs-layers model, an ONNX
 * file that Cellpane wrote, an unpacked package of bioimage.io, or one ZIP file of the first or last.
 *
 * @param title for a model without a card
 * @throws AppError `not-found` when there is no model among them, `bad-model` when it is none that
 *   Cellpane runs, `corrupt-file`, `too-large`
 */
export async function readAnyModel(files: readonly File[], title: string): Promise<ModelContent> {
  const [first] = files;
  const isZip = files.length === 1 && first?.name.toLowerCase().endsWith('.zip');
  checkSize(files, isZip ? MAX_PACKAGE_BYTES : MAX_MODEL_BYTES);
  if (isZip && first) return readZipFile(first, title);

  const byName = new Map(files.map((file) => [file.name, file]));
  const description = files.find(({ name }) => isDescriptionName(name));
  if (description && !byName.has(MODEL_FILE_NAME)) {
    const readFile = async (name: string) => {
      const file = byName.get(name);
      return file && bytesOf(file);
    };
    return readPackage(await bytesOf(description), readFile, title);
  }
  const onnx = files.find(({ name }) => name.toLowerCase().endsWith('.onnx'));
  if (onnx && !byName.has(MODEL_FILE_NAME)) return readOnnxUnet(await bytesOf(onnx), title);
  const contents = await Promise.all(
    files.map(async (file) => [file.name, await bytesOf(file)] as const),
  );
  return readModelFiles(new Map(contents), title);
}

async function readZipFile(file: File, title: string): Promise<ModelContent> {
  const descriptions = await readZip(
    file,
    (path) => isDescriptionName(nameOf(path)),
    DESCRIPTION_LIMITS,
  );
  const [entry] = [...descriptions].sort(([a], [b]) => a.length - b.length);
  if (!entry) {
    checkSize([file], MAX_MODEL_BYTES);
    return readModelZip(await bytesOf(file), title);
  }
  const [path, description] = entry;
  const folder = path.slice(0, path.length - nameOf(path).length);
  const readFile = async (name: string) => {
    const found = await readZip(file, (other) => other === folder + name, WEIGHTS_LIMITS);
    return found.get(folder + name);
  };
  return readPackage(description, readFile, title);
}

function checkSize(files: readonly File[], maxBytes: number): void {
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  if (totalBytes <= maxBytes) return;
  throw new AppError(
    'too-large',
    `The files hold ${Math.round(totalBytes / 1e6)} MB, more than the ${maxBytes / 1e6} MB that a model may have. Choose the files of one model only.`,
  );
}

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await file.arrayBuffer());
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
