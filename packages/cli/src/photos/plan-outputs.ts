import { access } from "node:fs/promises";
import path from "node:path";
import type { Order } from "pixomax-client";
import { outputExtensions } from "./image-extensions";

export type PlannedPhoto = {
  input: string;
  output: string;
  /** Written first, then renamed. One that is there already marks a photo that was sent and not fetched. */
  part: string;
  /** Relative to the current folder where it lies inside it. */
  shown: { input: string; output: string };
};
export type Plan = { photos: PlannedPhoto[]; skipped: PlannedPhoto[]; started: number };
type Found = { files: string[]; root: string };

/** Where each photo's result goes, which are there already, and how many an interrupted run has started. */
export async function planOutputs(
  { files, root }: Found,
  { out, format, force }: { out?: string; format: Order["outputFormat"]; force: boolean },
): Promise<Plan> {
  const name = nameOutputs(files, outputExtensions[format]);
  const all = files.map((input): PlannedPhoto => {
    const folder =
      out === undefined ? path.dirname(input) : path.resolve(out, path.relative(root, path.dirname(input)));
    const output = path.join(folder, name(input));
    return { input, output, part: `${output}.part`, shown: { input: show(input), output: show(output) } };
  });
  const done = await Promise.all(all.map(({ output }) => !force && exists(output)));
  const photos = all.filter((_photo, at) => !done[at]);
  const started = await Promise.all(photos.map(({ part }) => exists(part)));
  return { photos, skipped: all.filter((_photo, at) => done[at]), started: started.filter(Boolean).length };
}

/** IMG_1.jpg beside IMG_1.heic: both keep their ending in the result's name, or one would overwrite the other. */
function nameOutputs(files: string[], extension: string): (input: string) => string {
  const stem = (file: string) => path.join(path.dirname(file), path.parse(file).name);
  const uses = new Map<string, number>();
  for (const file of files) uses.set(stem(file), (uses.get(stem(file)) ?? 0) + 1);
  return (input) => {
    const { base, name } = path.parse(input);
    return `${(uses.get(stem(input)) ?? 0) > 1 ? base : name}-color.${extension}`;
  };
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

function show(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith("..") ? file : relative;
}
