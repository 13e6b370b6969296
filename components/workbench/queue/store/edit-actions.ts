import { editsKey, pickEdits } from "@/lib/contract/photos/edits";
import { createLocalPhoto, isAtWork, type LocalPhoto, type PhotoFields } from "../local-photo";
import type { PhotoPart, QueueActions } from "./queue-actions";
import type { QueueStore } from "./queue-store";

type Deps = {
  store: Pick<QueueStore, "read" | "commit">;
  createRef: () => string;
  pick: (refs: string[]) => LocalPhoto[];
  change: (chosen: LocalPhoto[], fields: PhotoFields) => void;
};

/** What was seen in a photo does not hold for another part of it. */
const unseen = { facts: null, hints: null } as const;

/** Changes of what is colored of a file. */
export function createEditActions(deps: Deps): Pick<QueueActions, "edit" | "split" | "dismiss"> {
  const { pick, change } = deps;
  return {
    edit: (refs, changeEdits) => {
      for (const photo of pick(refs).filter((one) => !isAtWork(one))) {
        const edits = pickEdits(changeEdits(pickEdits(photo.order)));
        if (editsKey(edits) !== editsKey(photo.order))
          change([photo], { order: { ...photo.order, ...edits }, ...unseen });
      }
    },
    split: (ref, parts) => splitPhoto(deps, ref, parts),
    dismiss: (ref, kind) => {
      for (const photo of pick([ref])) change([photo], { dismissed: [...new Set([...photo.dismissed, kind])] });
    },
  };
}

function splitPhoto({ store, createRef, pick, change }: Deps, ref: string, [first, ...others]: PhotoPart[]): string[] {
  const [photo] = pick([ref]);
  if (!photo?.file || !first || isAtWork(photo)) return [];
  const { file, order, owner, position } = photo;
  // A page may still hold several photos; a part of a scan is not divided again.
  const done = [first, ...others].some(({ edits }) => edits.crop !== null) ? (["photos"] as const) : [];
  const dismissed = [...new Set([...photo.dismissed, "pages", ...done] as const)];
  const next = store.read().photos.find((other) => other.position > position)?.position ?? position + 1;
  const step = (next - position) / (others.length + 1);
  const made = others.map(({ name, edits }, at): LocalPhoto => {
    const named = new File([file], name, { type: file.type, lastModified: file.lastModified });
    const place = position + step * (at + 1);
    const fresh = createLocalPhoto({
      ref: createRef(),
      owner,
      order: { ...order, ...edits },
      position: place,
      sample: null,
      file: named,
    });
    const { sha256, pages } = photo;
    return { ...fresh, sha256, pages, dismissed, storedWith: photo.storedWith ?? ref };
  });
  change([photo], { name: first.name, order: { ...order, ...first.edits }, dismissed, ...unseen });
  if (made.length > 0) store.commit({ type: "add", photos: made });
  return [ref, ...made.map((each) => each.ref)];
}
