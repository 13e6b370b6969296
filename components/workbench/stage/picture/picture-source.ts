/** The files of one picture, at most two sizes of it. */
export type PictureSource = {
  /** A smaller version, shown where it is large enough and until the full one has arrived. */
  previewUrl: string | null;
  fullUrl: string | null;
  /** Shown in gray when the browser cannot read `fullUrl` (TIFF, HEIC). */
  grayUrl?: string | null;
};

export type Shown = { url: string; width: number; height: number };

type Need = {
  /** The preview, once it is loaded. */
  preview: Pick<Shown, "width"> | null;
  /** How many device pixels wide the picture is where it fits. */
  fitPixels: number;
  zoomed: boolean;
};

/** Whether the full picture has to be loaded: for whoever zooms in, and where the preview would be blurry as it fits. */
export const needsFull = ({ preview, fitPixels, zoomed }: Need): boolean =>
  zoomed || preview === null || preview.width < fitPixels;
