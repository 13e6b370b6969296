import type { ChangeEvent, RefObject } from "react";
import { acceptedFiles } from "../check-file";

type Props = {
  photos: RefObject<HTMLInputElement | null>;
  folder: RefObject<HTMLInputElement | null>;
  camera: RefObject<HTMLInputElement | null>;
  onPhotos: (files: File[]) => void;
  onFolder: (files: File[]) => void;
};

// Phones offer camera and photo library for `image/*`, which leaves out HEIC and TIFF where the system gives them no type.
const accept = ["image/*", ...acceptedFiles].join(",");

/** Asks for a folder and gives every file in it, at any depth. React knows the attribute, its types do not. */
const wholeFolder = { webkitdirectory: "" };

/** The hidden inputs behind the buttons. */
export function ChooseInputs({ photos, folder, camera, onPhotos, onFolder }: Props) {
  const read = (take: (files: File[]) => void) => (event: ChangeEvent<HTMLInputElement>) => {
    const files = [...(event.target.files ?? [])];
    // The same file chosen again must count as a change.
    event.target.value = "";
    if (files.length > 0) take(files);
  };
  return (
    <div hidden>
      <input ref={photos} type="file" aria-label="Photos" accept={accept} multiple onChange={read(onPhotos)} />
      <input ref={folder} type="file" aria-label="Folder" {...wholeFolder} onChange={read(onFolder)} />
      <input
        ref={camera}
        type="file"
        aria-label="Camera"
        accept="image/*"
        capture="environment"
        onChange={read(onPhotos)}
      />
    </div>
  );
}
