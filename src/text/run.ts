/** Settings of the next segmentation, and how far it is. */
export const runText = {
  title: 'Segmentation',
  average: 'Average 8 orientations (slower, steadier)',
  channels: 'Channels for the network',
  channelsMean: 'Channels for the network (their mean)',
  invert: 'Invert (dark objects on bright ground)',
  copyChannels: 'Use these channels for all images',

  region: 'Region',
  wholeImage: 'Whole image',
  inView: 'In view',
  rectangle: 'Rectangle',
  onlyPart: 'Only this part is replaced; objects may be cut at its edge.',
  onlyInView: 'Only what the viewer shows. Other images: all of it.',
  dragRectangle: 'Drag a rectangle over the image.',
  rectangleAt: (width: number, height: number, x: number, y: number) =>
    `${width} × ${height} px at ${x}, ${y}. `,
  noRectangle: 'No rectangle in this image yet. ',
  drawAnother: 'Draw another',
  drawOne: 'Draw one',

  scale: 'Scale',
  scaleHint: 'The image is resampled by this factor before the network, and the result back.',
  times: (factor: string) => `${factor}×`,
  matchAlways: 'Match the network’s pixel size',
  matchAlwaysHint:
    'Each image is resampled by its own factor, from its pixel size to that of the network, and the result back.',
  matchedTo: (factor: string, pixelSize: string) => `×${factor} to match ${pixelSize} µm/px`,
  matchUnknown: 'The pixel size of this image is not known: the slider decides.',
  matchObjectSize: (factor: string) =>
    `Bring the objects found here to the network’s size: ${factor}×`,
  matchPixelSize: (factor: string) => `Match the network’s pixel size: ${factor}×`,
  pixelSizeOutOfReach: (factor: string, [smallest, largest]: readonly [number, number]) =>
    `The network’s pixel size cannot be matched: that takes ${factor}×, and Scale goes from ${smallest}× to ${largest}×. It may not suit this image.`,
  suits: (small: number, large: number, isImageOpen: boolean) =>
    `Suits objects of ${small}–${large} px across${isImageOpen ? ' in this image' : ''}.`,

  imageOf: (position: number, count: number, name: string) => `${position} of ${count}: ${name}`,
  planeOf: (position: number, count: number, name: string) =>
    `Plane ${position} of ${count}: ${name}`,
  queueLeft: (time: string) => `All: ${time} left`,
  findingObjects: 'Finding objects…',
  waitingForTurn: 'Begins after this file of the batch…',
  startingEngine: 'Starting the engine…',
  loadingNetwork: 'Loading the network…',
  preparingNetwork: 'Preparing the network…',
  tiles: (done: number, count: number) => `${done} of ${count} tiles`,
  tilesWithTime: (done: number, count: number, time: string) =>
    `${done} of ${count} tiles · ${time} left`,
} as const;
