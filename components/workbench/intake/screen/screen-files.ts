import { maxImageBytes, maxImageSize } from "@/lib/contract/limits";
import { headBytes, identifyFile } from "@/lib/contract/photos/identify-file";
import { listPhotoFormats, photoFormatFacts } from "@/lib/contract/photos/photo-formats";
import { formatBytes } from "@/lib/format/format-files";
import { hasPhotoName } from "../photo-types";

/** `problem` groups files in one message ("are not photos"); `sentence` is the whole story of one file. */
export type Refused = { name: string; problem: RefusedProblem; sentence: string };
export type RefusedProblem = "not_photo" | "empty" | "too_large" | "damaged" | "unreadable";
export type Screened = { photos: File[]; refused: Refused[] };

/** Formats that every browser decodes; what fails on them is damaged. */
const decodable: ReadonlySet<string> = new Set(["jpeg", "png", "webp", "gif"]);
/** Files that are decoded at a time, and when to stop: what was not reached by then is left to the server's check. */
const decodesAtOnce = 4;
const decodeBudgetMs = 1500;

type Deps = {
  /** Rejects for a picture that cannot be decoded. */
  decode?: (file: File) => Promise<unknown>;
  now?: () => number;
};

/**
 * Sorts files into photos and what the studio cannot read, by their first bytes, and by decoding them while time allows. Keeps
 * the order. A photo whose name ends otherwise is a photo, and gets the type that its bytes announce.
 */
export async function screenFiles(
  files: File[],
  { decode = decodeInBrowser, now = Date.now }: Deps = {},
): Promise<Screened> {
  const startedAt = now();
  const verdicts: (File | Refused)[] = [...files];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < files.length; at = next++) {
      const file = files[at];
      if (file) verdicts[at] = await judge(file, now() - startedAt < decodeBudgetMs ? decode : null);
    }
  };
  await Promise.all(Array.from({ length: decodesAtOnce }, work));
  return {
    photos: verdicts.filter((verdict) => verdict instanceof File),
    refused: verdicts.filter((verdict): verdict is Refused => !(verdict instanceof File)),
  };
}

async function judge(file: File, decode: Deps["decode"] | null): Promise<File | Refused> {
  const { name, size } = file;
  const refuse = (problem: RefusedProblem, sentence: string) => ({ name, problem, sentence });
  if (size === 0) return refuse("empty", `${name} is empty. Copy it again from where it came from.`);
  const head = await readHead(file);
  if (!head) return refuse("unreadable", `${name} cannot be read any more. Choose it again.`);
  const sniffed = identifyFile(head, name);
  if (sniffed && "kind" in sniffed)
    return refuse("not_photo", `${name} is ${sniffed.kind}, not a photo the studio can read. ${sniffed.advice}`);
  if (!sniffed)
    return hasPhotoName(name)
      ? refuse("damaged", `${name} is damaged: it does not begin like a photo. Copy it again from where it came from.`)
      : refuse("not_photo", `${name} is not a photo. Add ${listPhotoFormats("or")}.`);
  if (size > maxImageBytes)
    return refuse(
      "too_large",
      `${name} is too large: ${formatBytes(size)}. A photo may have ${maxImageSize}. Save it as JPEG, or smaller.`,
    );
  const isDamaged = decode && decodable.has(sniffed.format) && (await fails(decode(file)));
  if (!isDamaged)
    return hasPhotoName(name) ? file : new File([file], name, { type: photoFormatFacts[sniffed.format].mediaType });
  return refuse("damaged", `${name} is damaged and cannot be shown. Copy it again from where it came from.`);
}

const fails = (decoding: Promise<unknown>): Promise<boolean> =>
  decoding.then(
    () => false,
    () => true,
  );

/** Null where the browser may not read the file: it was moved, or it is a folder. */
const readHead = (file: File): Promise<Uint8Array | null> =>
  file
    .slice(0, headBytes)
    .arrayBuffer()
    .then(
      (buffer) => new Uint8Array(buffer),
      () => null,
    );

async function decodeInBrowser(file: File): Promise<void> {
  (await createImageBitmap(file, { resizeWidth: 16, resizeHeight: 16, resizeQuality: "pixelated" })).close();
}
