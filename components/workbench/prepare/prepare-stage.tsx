import { type ReactNode, useState } from "react";
import type { Edits } from "@/lib/contract/photos/edits";
import { pickEdits } from "@/lib/contract/photos/edits";
import type { Previewed } from "../photo-facts/use-previews";
import type { QueuePhoto } from "../queue/queue-photo";
import { CropArea } from "./crop-area";
import type { Size } from "./geometry/turns";
import { PrepareBar } from "./prepare-bar";
import { PrepareTools } from "./prepare-tools";
import { usePrepareKeys } from "./use-prepare-keys";

type Props = {
  photo: Previewed<QueuePhoto>;
  /** Stores the edits; they show at once. */
  onEdit: (edits: Edits) => void;
  onClose: () => void;
};

/** Stands in for the stage while a photo is turned, straightened, cropped or inverted. Needs the photo's ref as key. */
export function PrepareStage({ photo, onEdit, onClose }: Props) {
  const stored = pickEdits(photo.order);
  const [initial] = useState(stored);
  /** While something is dragged; stored at the end of it. */
  const [draft, setDraft] = useState<Edits | null>(null);
  const [size, setSize] = useState<Size | null>(null);
  const edits = draft ?? stored;
  const store = (next: Edits) => {
    setDraft(null);
    onEdit(next);
  };
  const cancel = () => {
    store(initial);
    onClose();
  };
  usePrepareKeys({ done: onClose, cancel });
  const shared = { edits, size, onDraft: setDraft, onEdit: store };
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-canvas">
      <PrepareTools edits={edits} onEdit={store} />
      {photo.pageUrl ? (
        <CropArea {...shared} src={photo.pageUrl} alt={photo.name} onSize={setSize} straightening={draft !== null} />
      ) : (
        <NoPicture>{photo.previewNote ?? "No preview of this photo"}</NoPicture>
      )}
      <PrepareBar {...shared} onCancel={cancel} onDone={onClose} />
    </div>
  );
}

function NoPicture({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="grid min-h-[40dvh] flex-1 place-items-center p-8 text-sm text-muted-foreground">
      {children}
    </p>
  );
}
