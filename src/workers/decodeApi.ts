import type { DecodedImage } from '#domain/image/decodedImage.ts';

/** What the disposable decode worker offers: one worker per file, terminated when it overruns. */
export interface DecodeApi {
  /**
   * @throws `empty-file`, `corrupt-file`, `unsupported-format` or `too-large`, with a message that
   *   names the reason for people
   */
  decodePage(request: { readonly file: Blob; readonly pageIndex: number }): DecodedImage;
}
