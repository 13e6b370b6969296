import { useState } from "react";
import { editsKey } from "@/lib/contract/photos/edits";
import type { Previewed } from "../photo-facts/use-previews";
import type { QueuePhoto } from "../queue/queue-photo";
import type { Side } from "./compare/pictures";
import { usePicture } from "./picture/use-picture";
import { listComparable, nameVersions } from "./versions/name-version";
import type { Size } from "./view/geometry";
import { readFitPixels, readZoomed, useViewportValue } from "./view/use-viewport";
import type { Viewport } from "./view/viewport";

export type StagePhoto = Previewed<QueuePhoto>;
/** The colors as somebody has adjusted them here; `fullUrl` is null while it is still computed. */
export type AdjustedPicture = { previewUrl: string; fullUrl: string | null };

/**
 * What the stage shows of a photo: the two sides, the photo's size in pixels, its versions.
 * `previewUrl`: its colors in small, of a photo that has no result.
 */
export function useStagePictures(
  viewport: Viewport,
  photo: StagePhoto,
  { adjusted, previewUrl }: { adjusted: AdjustedPicture | null; previewUrl: string | null },
) {
  const { name, beforeUrl, afterUrl, job, versions } = photo;
  const [comparedWith, setComparedWith] = useState<string | undefined>(undefined);
  const need = {
    fitPixels: useViewportValue(viewport, readFitPixels),
    zoomed: useViewportValue(viewport, readZoomed),
  };
  const other = listComparable(versions, job?.jobId).find(({ jobId }) => jobId === comparedWith) ?? null;

  const original = usePicture({ previewUrl: null, fullUrl: beforeUrl, grayUrl: afterUrl }, need);
  const left = usePicture({ previewUrl: other?.job.thumbUrl ?? null, fullUrl: other?.outputUrl ?? null }, need);
  const right = usePicture(
    adjusted ?? { previewUrl: previewUrl ?? job?.thumbUrl ?? null, fullUrl: previewUrl ? null : afterUrl },
    need,
  );

  const names = nameVersions(versions);
  const nameOf = (jobId: string | undefined) => names.get(jobId ?? "") ?? "Version";
  const before: Side = other
    ? { picture: left, name: nameOf(other.jobId), alt: `${name}, ${nameOf(other.jobId)}` }
    : { picture: original, name: "Before", alt: `${name}, as it was`, note: photo.previewNote };
  const afterName = previewUrl ? "Preview" : other ? nameOf(job?.jobId) : "After";
  const after: Side | null =
    afterUrl || previewUrl ? { picture: right, name: afterName, alt: `${name}, in color` } : null;
  return {
    ...{ before, after, names, setComparedWith },
    comparedWith: other?.jobId,
    // Of a photo that is ready again, the last attempt may have had another part.
    size: sizeOf(
      job && editsKey(job.order) === editsKey(photo.order) ? job : photo.state === "ready" ? null : job,
      original.shown,
    ),
    loading: isSharpening(before) || isSharpening(after),
  };
}

/** A small picture is there, and the full one on its way. */
const isSharpening = (side: Side | null) => Boolean(side?.picture.shown && side.picture.loading && !side.picture.full);

const unknownSize = { width: 1200, height: 900 };
const sizeOf = (job: Size | null, shown: Size | null): Size => {
  const { width, height } = job ?? shown ?? unknownSize;
  return width > 0 && height > 0 ? { width, height } : unknownSize;
};
