/** The photos that were asked for are not there, or what says which they are can't be read. */
export class PhotosError extends Error {}
