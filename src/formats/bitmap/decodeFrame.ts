import { corruptFile, unsupportedFormat } from '#formats/refusals.ts';

/**
 * One picture of an animation as the browser shows it, with what earlier ones left behind.
 *
 * @param index 1 and up; the first one needs no decoder of animations
 * @throws AppError `corrupt-file`; `unsupported-format` where the browser shows single pictures only
 */
export async function decodeFrame(file: Blob, type: string, index: number): Promise<ImageBitmap> {
  if (typeof ImageDecoder === 'undefined') {
    throw unsupportedFormat(
      'This browser reads only the first picture of an animation.',
      'Use a current Chrome, Edge or Firefox, or save the frames as a TIFF stack.',
    );
  }
  const decoder = new ImageDecoder({
    data: await file.arrayBuffer(),
    type,
    colorSpaceConversion: 'none',
  });
  try {
    await decoder.completed;
    const { image } = await decoder.decode({ frameIndex: index });
    try {
      return await createImageBitmap(image, {
        colorSpaceConversion: 'none',
        premultiplyAlpha: 'none',
      });
    } finally {
      image.close();
    }
  } catch (error) {
    throw corruptFile(`The browser cannot decode picture ${index + 1} of the animation.`, error);
  } finally {
    decoder.close();
  }
}
