/** What the settings do, in the words of who uses them. Shown as tooltips, read out after names. */
export const hintText = {
  region: 'Which part of the image the next run covers. The rest keeps its objects.',
  invert:
    'The network looks for bright objects on a dark ground. Switch on where yours are dark on bright.',
  averageOrientations:
    'Runs the network on the image turned and mirrored in 8 ways and takes the mean: 8 times slower, smoother outlines.',
  fillHoles: 'Pixels that are fully enclosed by an object become part of it.',
  removeBorderObjects:
    'Leaves out objects that the border of the image cuts: their size is unknown.',
  growToBorders:
    'Lets objects grow until they meet, for cells that fill the image with thin membranes between.',
  layer: 'Whether the objects that the network found or those that you painted lie over the image.',
  paint:
    'New object: each stroke is an object of its own. Extend: adds to the selected one. Background: there is nothing. Ignore: not annotated, so training takes no notice.',
  erase: 'What erased pixels become. Shift does the other.',
  brushSize: 'Also with [ and ], or with the mouse wheel and Shift.',
  overOthers: 'Lets brush and polygon take pixels from other objects.',
  overlayStyle:
    'Outlines show the image inside the objects; filled ones show which object is which.',
  overlayOpacity: 'How strongly the objects cover the image.',
} as const;

/** What stands beside a number that was not taken. */
export const fieldText = {
  notTaken: (typed: string, range: string) => `${typed} was not taken. ${range}`,
} as const;
