import type { FileSet } from '#domain/series/fileSet.ts';
import { parseOmeMetadataFile } from '#formats/tiff/metadata/omeDescription.ts';
import { openTiff } from '#formats/tiff/openTiff.ts';
import { axesOfOme, ONE_PAGE } from '#formats/tiff/pageStack.ts';

/**
 * What an OME-TIFF says of the files that make up its image with it; `null` when it is alone.
 *
 * @throws AppError `corrupt-file` when it is no TIFF
 */
export async function readOmeSet(file: Blob): Promise<FileSet | null> {
  const { ome, descriptionText } = await openTiff(file);
  if (!ome) {
    const fileName = await parseOmeMetadataFile(descriptionText);
    return fileName === null ? null : { kind: 'described-elsewhere', fileName };
  }
  const stack = axesOfOme(ome) ?? ONE_PAGE;
  if (ome.planes.every(({ fileName }) => fileName === null)) return null;
  return {
    kind: 'described',
    sizeC: ome.sizeC,
    stack,
    planes: ome.planes.map(({ ifd, ...plane }) => ({ ...plane, pageIndex: ifd })),
    channelNames: ome.channelNames,
  };
}
