/** How the formats that the studio reads appear in a browser: under which types, and how their files' names end. */
type PhotoType = {
  /** The first is the one a file gets that has none. */
  types: readonly string[];
  endings: readonly string[];
  /** Whether every browser shows and decodes it. */
  isShown?: boolean;
  /** Whether one file may have several pages or frames. */
  hasPages?: boolean;
};

export const photoTypes = {
  jpeg: { types: ["image/jpeg"], endings: [".jpg", ".jpeg"], isShown: true },
  png: { types: ["image/png"], endings: [".png"], isShown: true },
  webp: { types: ["image/webp"], endings: [".webp"], isShown: true, hasPages: true },
  gif: { types: ["image/gif"], endings: [".gif"], isShown: true, hasPages: true },
  tiff: { types: ["image/tiff"], endings: [".tif", ".tiff"], hasPages: true },
  avif: { types: ["image/avif"], endings: [".avif"] },
  heic: { types: ["image/heic", "image/heif"], endings: [".heic", ".heif"] },
  jxl: { types: ["image/jxl"], endings: [".jxl"] },
  jp2: { types: ["image/jp2", "image/jpx"], endings: [".jp2", ".j2k", ".jpx", ".jpf"] },
  pdf: { types: ["application/pdf"], endings: [".pdf"], hasPages: true },
  bmp: { types: ["image/bmp"], endings: [".bmp", ".dib"] },
  raw: { types: ["image/x-adobe-dng"], endings: [".dng", ".cr2", ".nef", ".arw", ".orf", ".rw2", ".pef"] },
} as const satisfies Record<string, PhotoType>;
export type PhotoTypeName = keyof typeof photoTypes;

const all: readonly PhotoType[] = Object.values(photoTypes);
const endingOf = (name: string): string => /\.\w+$/.exec(name)?.[0]?.toLowerCase() ?? "";

/** The type of a file by its type or its name's ending; null for none of them. Phones and Windows often give no type. */
export function findPhotoType({ name, type }: { name: string; type: string }): PhotoType | null {
  const ending = endingOf(name);
  const byType = all.find(({ types }) => types.includes(type));
  return byType ?? all.find(({ endings }) => endings.includes(ending)) ?? null;
}

/** Whether a file's name ends like a photo's. */
export const hasPhotoName = (name: string): boolean => findPhotoType({ name, type: "" }) !== null;

/** Whether some browsers do not show the file. */
export const mayNeedPreview = (file: Pick<File, "name" | "type">): boolean => !findPhotoType(file)?.isShown;

/** Whether the file may have more pages or frames than the one that is shown. */
export const mayHavePages = (file: Pick<File, "name" | "type">): boolean => Boolean(findPhotoType(file)?.hasPages);

/** For the `accept` of a file dialog. Types alone would leave out what the system gives none, and PDF is no `image/*`. */
export const acceptedFiles: readonly string[] = all.flatMap(({ types, endings }) => [...types, ...endings]);

/** The formats in a sentence. */
export const photoFormatNames =
  "JPEG, PNG, WebP, TIFF, HEIC, AVIF, JPEG XL, JPEG 2000, GIF, BMP, PDF or a camera's raw file";
