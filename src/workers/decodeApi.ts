import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { FileSet } from '#domain/series/fileSet.ts';

/** What the disposable decode worker offers: one worker per file, terminated when it overruns. */
export interface DecodeApi {
  /**
   * @throws `empty-file`, `corrupt-file`, `unsupported-format` or `too-large`, with a message that
   *   names the reason for people
   */
  decodePage(request: {
    readonly file: Blob;
    readonly pageIndex: number;
    /** Where coarse pictures go while the page is decoded: see `CoarseView`. */
    readonly preview?: MessagePort | undefined;
  }): DecodedImage;
  /** What an OME-TIFF says of the other files of its image; `null` = nothing, as any other file. */
  readFileSet(request: { readonly file: Blob }): FileSet | null;
}
