import { type Edits, toRotate } from "@/lib/contract/photos/edits";

/** What was done to a photo before it was colored, in words: "page 2, turned 90°, cropped, made positive". Null for nothing. */
export function describeEdits({ page, rotate, crop, invert }: Edits): string | null {
  const turn = rotate > 180 ? `turned ${toRotate(-rotate)}° left` : `turned ${rotate}° right`;
  const parts = [
    ...(page > 1 ? [`page ${page}`] : []),
    ...(rotate === 0 ? [] : [rotate === 180 ? "turned upside down" : turn]),
    ...(crop ? ["cropped"] : []),
    ...(invert ? ["made positive"] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : null;
}
