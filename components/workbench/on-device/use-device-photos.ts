import { useEffect, useRef, useState } from "react";
import { readFault } from "./describe-fault";
import { describeStep, waitingState } from "./describe-step";
import { createPhoto, type DeviceChoices, type DevicePhoto, isUnsaved, withResult } from "./device-photo";
import { useDevice } from "./use-device";

const makeUrl = (blob: Blob): string => URL.createObjectURL(blob);

/** The photos of the page, colored one after the other as they come. */
export function useDevicePhotos(choices: DeviceChoices) {
  const [photos, setPhotos] = useState<DevicePhoto[]>([]);
  const device = useDevice();
  const lastId = useRef(0);
  const change = (id: number, to: (photo: DevicePhoto) => DevicePhoto) =>
    setPhotos((before) => before.map((photo) => (photo.id === id ? to(photo) : photo)));

  const color = async ({ id, order }: DevicePhoto) => {
    try {
      const result = await device.color(order, (step, share) =>
        change(id, (photo) => ({ ...photo, state: describeStep(step, share) })),
      );
      change(id, (photo) => withResult(photo, result, makeUrl));
    } catch (error) {
      change(id, (photo) => ({ ...photo, fault: readFault(error) }));
    }
  };
  const unsaved = photos.some(isUnsaved);
  useEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [unsaved]);

  return {
    photos,
    describeEngine: device.describe,
    add: (files: readonly File[]) => {
      const added = files.map((file) => {
        lastId.current++;
        return createPhoto(file, lastId.current, choices, makeUrl);
      });
      setPhotos((before) => [...before, ...added]);
      for (const photo of added) void color(photo);
    },
    again: (photo: DevicePhoto) => {
      change(photo.id, (before) => ({ ...before, fault: null, state: waitingState }));
      void color(photo);
    },
    noteSaved: (id: number) => change(id, (photo) => ({ ...photo, isSaved: true })),
    remove: ({ id, beforeUrl, result }: DevicePhoto) => {
      setPhotos((before) => before.filter((photo) => photo.id !== id));
      URL.revokeObjectURL(beforeUrl);
      if (result) URL.revokeObjectURL(result.url);
    },
  };
}
