/** Px from the corner of an image, beyond which no outline of a file may lie. */
export const MAX_COORDINATE = 1e9;
