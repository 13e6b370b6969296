import { maxImageSize } from "@/lib/contract/limits";
import type { Refused, RefusedProblem } from "./screen-files";

/** Names that are listed in full; the others are counted. */
const namesShown = 3;

const words: Record<RefusedProblem, { one: string; many: string }> = {
  not_photo: { one: "is not a photo", many: "are not photos" },
  empty: { one: "is empty", many: "are empty" },
  too_large: { one: `is larger than ${maxImageSize}`, many: `are larger than ${maxImageSize}` },
  damaged: { one: "is damaged", many: "are damaged" },
  unreadable: { one: "cannot be read any more", many: "cannot be read any more" },
};
const order: RefusedProblem[] = ["not_photo", "too_large", "damaged", "empty", "unreadable"];

/**
 * One message for everything that was not added of `total` files; null when nothing was refused. One file gets its own
 * sentence: "3 of 120 files are not photos: notes.txt, letter.pdf and clip.mov."
 * @param passedOver files of folders that nobody means to add: hidden ones, and those that are no photos by their names
 */
export function describeRefused(refused: Refused[], { total, passedOver = 0 }: { total: number; passedOver?: number }) {
  const [first, ...others] = refused;
  const sentences = first && others.length === 0 ? [first.sentence] : describeGroups(refused, total);
  if (passedOver > 0) {
    const files =
      passedOver === 1
        ? "1 file of the folder that is not a photo was"
        : `${passedOver} files of the folder that are not photos were`;
    sentences.push(`${files} left out.`);
  }
  return sentences.length > 0 ? sentences.join(" ") : null;
}

function describeGroups(refused: Refused[], total: number): string[] {
  const groups = order.flatMap((problem) => {
    const names = refused.filter((file) => file.problem === problem).map(({ name }) => name);
    return names.length > 0 ? [{ problem, names }] : [];
  });
  return groups.map(({ problem, names }, at) => {
    const { one, many } = words[problem];
    const of = at === 0 ? ` of ${total.toLocaleString("en")} files` : "";
    return `${names.length.toLocaleString("en")}${of} ${names.length === 1 ? one : many}: ${listNames(names)}.`;
  });
}

/** "a.txt", "a.txt and b.pdf", "a.txt, b.pdf, c.mov and 4 more". */
export function listNames(names: string[]): string {
  const rest = names.length - namesShown;
  const shown = rest > 0 ? [...names.slice(0, namesShown), `${rest.toLocaleString("en")} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}` : (shown[0] ?? "");
}
