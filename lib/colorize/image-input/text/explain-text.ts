import { AppError } from "../../../errors/app-error";
import type { ErrorCode } from "../../../errors/error-codes";

const sendFile = "Send the file itself as a file part; with curl that is `-F image=@photo.jpg`.";
const free = "Nothing was charged.";

/** What a program writes where it has no photo, or where it turned an object into text. */
const placeholder = /^(?:undefined|null|\(null\)|nil|none|nan|true|false|\[object \w+\])$/i;

type Kind = { pattern: RegExp; code: ErrorCode; words: (text: string) => string };

/** Tried in this order before a text is read as anything else: some of them are valid base64 or have a valid scheme. */
const never: Kind[] = [
  {
    pattern: placeholder,
    code: "image_unsupported",
    words: (text) =>
      text.startsWith("[")
        ? `The \`image\` part holds the text \`${text}\`, which JavaScript writes where an object is turned into text. Append the File or Blob itself to the FormData, and send the FormData as the body.`
        : `The \`image\` part holds the text \`${text}\`, which programs send where they have no photo. Check that the photo is loaded before the form is made.`,
  },
  {
    pattern: /^(?:[a-z]:[\\/]|\\\\)/i,
    code: "image_unsupported",
    words: () =>
      `The \`image\` text is the path of a file on your own computer, which the studio cannot open. ${sendFile}`,
  },
  {
    pattern: /^file:/i,
    code: "image_url_invalid",
    words: () => `A file: address leads to your own computer, which the studio cannot open. ${sendFile}`,
  },
  {
    pattern: /^(?:blob|content|ph|assets-library|filesystem):/i,
    code: "image_url_invalid",
    words: (text) =>
      `A ${text.slice(0, text.indexOf(":") + 1).toLowerCase()} address works only inside the program that made it. Read the photo there and send its bytes as a file part.`,
  },
  {
    pattern: /^https?:\S+\s[\s\S]*https?:\/\//i,
    code: "image_url_invalid",
    words: () => "The `image` text holds more than one address. Send one photo with each request.",
  },
];

/** For text that is neither an address, nor a data URL, nor base64 of an image. */
const otherwise: Kind[] = [
  {
    pattern: /^@/,
    code: "image_unsupported",
    words: () =>
      "The `image` text begins with `@`. curl sends a file with `-F image=@photo.jpg`, without quotation marks behind the equals sign, and not with --form-string or -d.",
  },
  {
    pattern: /^(?:\/\/)?(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?]\S*)?$/i,
    code: "image_unsupported",
    words: (text) =>
      isFileName(text)
        ? `The \`image\` text is the name of a file. ${sendFile}`
        : "The `image` text looks like an address without its scheme. Put `https://` in front of it.",
  },
  {
    pattern: /^[\w~.\- /\\()]*\.(?:jpe?g|png|gif|webp|tiff?|avif|hei[cf]|bmp|jp2|jxl|dng|pdf)$/i,
    code: "image_unsupported",
    words: () => `The \`image\` text is the path of a file, which the studio cannot open. ${sendFile}`,
  },
  {
    pattern: /^[[{]/,
    code: "image_unsupported",
    words: () =>
      "The `image` text is JSON. Send only the address, the base64 or the data URL that is in it, without braces and field names.",
  },
];

const isFileName = (text: string): boolean =>
  /^[^/?]+\.(?:jpe?g|png|gif|webp|tiff?|avif|hei[cf]|bmp|jp2|jxl|dng|pdf)$/i.test(text);

/** The error for a short text that can never be an image, however it is read; null for every other. */
export const explainNever = (text: string): AppError | null => explain(text, never);

/** The error for a short text that turned out to be no image, where it looks like something known; else null. */
export const explainOtherwise = (text: string, cause?: unknown): AppError | null => explain(text, otherwise, cause);

function explain(text: string, kinds: readonly Kind[], cause?: unknown): AppError | null {
  const kind = kinds.find(({ pattern }) => pattern.test(text));
  if (!kind) return null;
  return new AppError(kind.code, { detail: `${kind.words(text)} ${free}`, param: "image", cause });
}
