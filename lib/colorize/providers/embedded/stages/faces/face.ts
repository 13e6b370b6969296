export type Point = { x: number; y: number };
/** In pixels of the photo. The person's right eye comes first, then left eye, nose, right and left corner of the mouth. */
export type Face = { center: Point; width: number; height: number; points: Point[]; score: number };
