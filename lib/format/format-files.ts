/** "840 KB", "2.4 MB": decimal units, as operating systems and cameras show file sizes. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  if (bytes < 999_950_000) return `${trim(bytes / 1e6)} MB`;
  return `${trim(bytes / 1e9)} GB`;
}

const trim = (value: number) => value.toFixed(1).replace(/\.0$/, "");

/**
 * A link to a file of a job that is saved under this name when it is followed, also where it leads to the storage's own origin:
 * there no browser minds the `download` attribute. Any other link stays as it is.
 */
export function linkToSave(link: string, name: string): string {
  const [address = "", query] = link.split("?");
  if (!/^(https?:\/\/[^/]+)?\/files\//.test(address)) return link;
  const params = new URLSearchParams(query);
  params.set("n", name);
  params.set("download", "");
  return `${address}?${params}`;
}

/** A file name for a result, after the photo's own: `grandma.jpg` → `grandma-color.png`. The ending is the result's. */
export function nameDownload(photoName: string | null, outputUrl: string | null): string {
  const stem = (photoName ?? "photo").replace(/\.[^.]+$/, "") || "photo";
  const ending = /\.(\w+)(?:\?|$)/.exec(outputUrl ?? "")?.[1] ?? "png";
  return `${stem}-color.${ending}`;
}
