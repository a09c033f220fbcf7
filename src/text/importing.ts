import { countText, formatCount, listText } from '#text/format.ts';

/** Objects that come from files. */
export const importText = {
  labelImage: 'Label image',
  neitherObjectsNorPicture:
    'The file holds neither objects nor a picture. Open a label image or mask (TIFF, PNG), ImageJ ROIs (.roi, .zip), GeoJSON or COCO (.json).',
  noObjects: 'It holds no objects: nothing with an area was found in it. Save outlines or labels.',
  imageClosed: 'The image is not open any more. Open it again and import once more.',
  imageBusy: (name: string) =>
    `${name} is being segmented. Wait for the end of the run, or cancel it, and import once more.`,
  atPage: (page: number) => `page ${formatCount(page + 1)}`,
  noneForPage: (page: number, imageName: string) =>
    `None of its pages belongs to page ${formatCount(page + 1)} of ${imageName}: its planes are named after others. Open it for the whole image.`,
  pages: (count: number) => countText(count, 'page', 'pages'),
  atPlace: (z: number, t: number) =>
    `slice ${formatCount(z + 1)} at time point ${formatCount(t + 1)}`,
  places: (sizeZ: number, sizeT: number) =>
    `${countText(sizeZ, 'slice', 'slices')} and ${countText(sizeT, 'time point', 'time points')}`,
  notRead: (name: string) => `The objects of ${name} could not be read`,
  notShown: (name: string) => `${name} could not be shown as a prediction`,
  notSwapped: (name: string) => `The objects of ${name} could not be brought back`,
  skipped: (fileName: string, count: number) =>
    `${fileName} also has ${countText(count, 'entry', 'entries')} without an area, such as points, lines or texts: left out.`,
  imagesNotOpen: (fileName: string, count: number) =>
    `${fileName} also has objects of ${countText(count, 'image that is', 'images that are')} not open: left out.`,
  noneOpen: (fileName: string, count: number) =>
    `${fileName} has objects of ${formatCount(count)} images, none of which is open. Open the images, then import it once more.`,
  imported: (objects: number, images: number, target: 'annotation' | 'prediction') => {
    const what = countText(objects, 'object was', 'objects were');
    const where = images === 1 ? '' : ` of ${formatCount(images)} images`;
    return target === 'annotation'
      ? `${what} taken as annotation${where}.`
      : `${what} taken as prediction${where}, to look at and to measure.`;
  },
  classes: (classes: readonly (readonly [name: string, number: number])[]) =>
    `Classes: ${listText(classes.map(([name, number]) => `${number} = ${name}`))}.`,
  classesLeftOut: (names: readonly string[]) =>
    `Predictions have no classes: ${names.length === 0 ? 'those of the file were' : `${listText(names)} ${names.length === 1 ? 'was' : 'were'}`} left out. Import the objects as annotation to keep them.`,

  title: 'Import objects',
  files: 'Files',
  objectsOf: (formatName: string, objects: number, planes: number) => {
    const what = `${formatName} · ${countText(objects, 'object', 'objects')}`;
    return planes === 1 ? what : `${what} · ${formatCount(planes)} pages`;
  },
  perhapsMask: (formatName: string, planes: number) =>
    `${formatName} · perhaps a mask${planes === 1 ? '' : ` · ${formatCount(planes)} pages`}`,
  namesImage: (name: string) => `for ${name}`,
  imageOf: (fileName: string) => `Image for ${fileName}`,
  leaveOut: 'None: leave it out',
  pageOf: (fileName: string) => `Page for ${fileName}`,
  pageByFile: 'As the file says, else the page shown',
  pageNumber: (page: number) => `Page ${formatCount(page)}`,
  useAs: 'Use as',
  annotation: 'Annotation',
  annotationHint: 'To correct and to train on.',
  prediction: 'Prediction',
  predictionHint:
    'To look at, measure and export. It takes the place of what was found; there is no probability map, so thresholds do not act on it. Predictions have no classes.',
  existing: 'What is annotated already',
  replace: 'Replace it',
  keep: 'Keep it, add the rest',
  reading: 'Equal values in several places',
  readingHint:
    'The label images hold one value, or few values, in many places: perhaps they are masks.',
  readRegions: 'Each connected region is an object',
  readIds: 'Each value is one object',
  readClasses: 'Each region is an object, its value its class',
  import: 'Import',
  cancel: 'Cancel',
  chooseImage: 'Choose an image for at least one file.',
  noImages: 'No image is open. Open the image first, then import its objects.',
} as const;
