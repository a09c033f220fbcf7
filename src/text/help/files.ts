import { type HelpBlock, heading, list, text } from '#text/help/helpBlocks.ts';

export const filesHelp: readonly HelpBlock[] = [
  heading('Read'),
  {
    kind: 'facts',
    rows: [
      [
        'TIFF, OME-TIFF, BigTIFF',
        '8, 16 and 32 bit, whole and floating-point numbers, several channels, slices and time points, also in several files. Pixel size and steps are read where the file tells them.',
      ],
      ['PNG', 'Grey and colour, 8 and 16 bit.'],
      ['JPEG, WebP, BMP, GIF', '8-bit colour; the frames of a moving GIF are pages.'],
      ['PBM, PGM, PPM', 'Grey and colour, 8 and 16 bit.'],
      [
        'Label images',
        'A label image named like its picture, with “_labels”, “_mask”, “_seg” or “_annotations” behind, becomes the picture’s annotation when both are opened. In a stack each page belongs to its page.',
      ],
      [
        'ImageJ ROIs, GeoJSON, COCO',
        'Objects of Fiji, QuPath and others become annotation, or a prediction to look at. Files named like their picture find it; for others, and for “Import objects…” above the list of images, a dialog asks.',
      ],
      ['Models', 'model.json with its weights (TensorFlow.js layers), or a ZIP of both.'],
      ['Recipes', 'JSON, as “Save recipe” writes them.'],
      [
        'Project (ZIP)',
        'A whole project, as “Export” writes it. It opens as a new project; none is overwritten.',
      ],
    ],
  },
  heading('Written'),
  {
    kind: 'facts',
    rows: [
      [
        'Label image (TIFF)',
        'Object numbers, 0 is background; 16 bit, or 32 bit beyond 65,535 objects. Opens in Fiji, Python and R.',
      ],
      [
        'Mask and overlay (PNG)',
        '255 inside objects, 0 outside; or the picture as it is shown, with its objects.',
      ],
      [
        'Probability map (TIFF)',
        'What the network gave, 0 to 1 in 32-bit floats. Planes of a stack are one file, as in the label image.',
      ],
      [
        'ImageJ ROIs, GeoJSON, COCO',
        'Outlines on pixel edges for Fiji, QuPath and Python; holes are kept.',
      ],
      [
        'Measurements (CSV)',
        'One row per object: area, position, shape, intensities, image and plane; as a summary one row per plane. Lengths in px and areas in px², in µm and µm² too where the pixel size is known.',
      ],
      [
        'Annotation (TIFF)',
        'Your annotation as a label image. Opened with its image, it is taken up again.',
      ],
      [
        'Models',
        'model.json, weights and card, as files that can be loaded here again; “npm run segment” reads them too.',
      ],
      [
        'Project (ZIP)',
        'Images, predictions, annotations with their undo history, the project’s own models, and settings, with checksums. For a safe place, or for another computer.',
      ],
    ],
  },
  list(
    'The image files themselves are only read, never changed.',
    'Too large for the memory? Open fewer images at a time, or a region.',
  ),
  text('Formats that Cellpane cannot read, it names, and says how to convert them.'),
];
