export type Point = { x: number; y: number };
/** In pixels of the photo. `points`: the person's right eye, left eye, nose, right and left corner of the mouth. */
export type Face = { center: Point; width: number; height: number; points: Point[]; score: number };
