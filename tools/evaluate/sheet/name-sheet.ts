import path from "node:path";

/** Where the sheet of a set is written: into the file that was named when there is one set, beside it under the set's name when there are more. */
export function nameSheet(file: string, set: string, sets: number): string {
  if (sets === 1) return file;
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${set}${ext}`);
}
