/** "grandma.jpg" → "grandma-color.png": the name it had, the ending of what it is now. */
export function nameDownload(photoName: string, outputUrl: string): string {
  const ending = /\.(\w+)(?:\?|$)/.exec(outputUrl)?.[1] ?? "png";
  return `${photoName.replace(/\.[^.]+$/, "") || "photo"}-color.${ending}`;
}
