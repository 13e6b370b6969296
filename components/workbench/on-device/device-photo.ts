import { nameDownload } from "@/lib/format/format-files";
import type { DeviceFault, DeviceFormat, DeviceOrder, DevicePicture } from "@/lib/on-device/worker-messages";
import { findPhotoType } from "../intake/photo-types";
import { type DeviceState, waitingState } from "./describe-step";

/** How photos are colored here; "own" writes a JPEG as a JPEG and any other photo as a PNG. */
export type DeviceChoices = { model: DeviceOrder["model"]; format: DeviceFormat | "own" };

/** A photo of this page. Nothing of it is stored: it is gone with the page. */
export type DevicePhoto = {
  id: number;
  file: File;
  beforeUrl: string;
  order: DeviceOrder;
  state: DeviceState;
  fault: DeviceFault | null;
  result: (DevicePicture & { url: string; name: string }) | null;
  isSaved: boolean;
};

/** @param makeUrl an object URL, which `dropPhoto` gives back */
export function createPhoto(
  file: File,
  id: number,
  choices: DeviceChoices,
  makeUrl: (blob: Blob) => string,
): DevicePhoto {
  const own = findPhotoType(file) === "jpeg" ? "jpeg" : "png";
  const format = choices.format === "own" ? own : choices.format;
  return {
    ...{ id, file, beforeUrl: makeUrl(file), state: waitingState, fault: null, result: null, isSaved: false },
    order: { photo: file, model: choices.model, format, maxSide: null },
  };
}

export function withResult(photo: DevicePhoto, result: DevicePicture, makeUrl: (blob: Blob) => string): DevicePhoto {
  const ending = photo.order.format === "jpeg" ? "jpg" : "png";
  const name = nameDownload(photo.file.name, `x.${ending}`);
  return { ...photo, result: { ...result, url: makeUrl(result.picture), name }, fault: null };
}

/** Whether leaving the page would lose something: a photo that is not done, or a result that was never saved. */
export const isUnsaved = ({ fault, isSaved }: DevicePhoto): boolean => fault === null && !isSaved;
