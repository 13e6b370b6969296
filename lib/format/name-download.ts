/** A file name for a result, after the photo's own: `grandma.jpg` → `grandma-color.png`. The ending is the result's. */
export function nameDownload(photoName: string | null, outputUrl: string | null): string {
  const stem = (photoName ?? "photo").replace(/\.[^.]+$/, "") || "photo";
  const ending = /\.(\w+)(?:\?|$)/.exec(outputUrl ?? "")?.[1] ?? "png";
  return `${stem}-color.${ending}`;
}
