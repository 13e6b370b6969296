import type { JobAnswer } from "@/lib/contract/console-jobs";
import { defaultOrder, type MetadataPolicy, type Order, type OutputFormat } from "@/lib/contract/order";
import type { LocalPhoto, PhotoFields } from "../local-photo";

/** What an account wants for new photos wherever it signs in; null is the studio's own way. */
export type OrderDefaults = { metadata: MetadataPolicy | null; outputFormat: OutputFormat | null };

/** What is stored beside the photos. */
export type QueueSettings = {
  /** Id of the account that signed in last in this browser. */
  owner: string | null;
  /** Options of the photos that are added next. */
  order: Order;
  /** Whether its owner chose the add-ons of `order`; until then photos that come together get them where something is found. */
  choseAddOns: boolean;
  /** Whether its owner chose the format of `order`; until then each photo gets the one that suits it. */
  choseFormat: boolean;
  /** The account's defaults that `order` took over last; null until it took any. */
  defaults: OrderDefaults | null;
  openRef: string | null;
  selectedRefs: string[];
  /** Jobs of before this moment (ISO) are not shown in the workbench; null until the first "Clear". */
  clearedAt: string | null;
  /** Photos that were removed from the list; the newest last. Their jobs, if any, stay in the library. */
  hiddenRefs: string[];
  /** Jobs that are deleted once their Undo is gone. */
  deletions: string[];
  /** The version (job id) that shows of a photo (ref), where its owner chose another than the newest. */
  choices: Record<string, string>;
};

/** The photos of this browser, the same in all its tabs; `openRef` and `selectedRefs` are each tab's own. */
export type QueueState = QueueSettings & {
  /** False until what was stored has been read. */
  loaded: boolean;
  /** Id of the account of this page; null while nobody is signed in. */
  userId: string | null;
  /** Sorted as the list shows them. */
  photos: LocalPhoto[];
  /** Removed, and still to be had back. */
  trash: LocalPhoto[];
  /** `full`: newer photos live in this tab's memory only. `unavailable`: all of them do. */
  storage: "kept" | "full" | "unavailable";
  /** A result of before by the `pictureKey` of its photo, for photos that are ready. */
  earlier: Record<string, JobAnswer>;
  /** Why nothing is sent now although photos wait. */
  paused: null | "offline" | "sign_in";
};

export type QueueChange =
  | { type: "add"; photos: LocalPhoto[] }
  /** A tab has just read what is stored, and may have missed what another one was still storing: that one offers its photos. */
  | { type: "opened" }
  | { type: "offer"; photos: LocalPhoto[] }
  | { type: "change"; refs: string[]; fields: PhotoFields }
  /** Takes photos off the list, to be restored or purged. */
  | { type: "remove"; refs: string[] }
  | { type: "restore"; refs: string[] }
  | { type: "purge"; refs: string[] }
  /** The server has no files of these any more, and the browser neither. */
  | { type: "forget"; refs: string[] }
  | { type: "settings"; fields: Partial<QueueSettings> }
  | { type: "status"; fields: Partial<Pick<QueueState, "storage" | "paused" | "loaded" | "userId" | "earlier">> }
  /** `at`: as clearedAt. */
  | { type: "clear"; at: string | null };

/** The list of the workbench shows 50 jobs: more need not be remembered as hidden. */
const maxHidden = 500;

export const emptySettings: QueueSettings = {
  owner: null,
  order: defaultOrder,
  choseAddOns: false,
  choseFormat: false,
  defaults: null,
  openRef: null,
  selectedRefs: [],
  clearedAt: null,
  hiddenRefs: [],
  deletions: [],
  choices: {},
};

export const emptyState: QueueState = {
  ...emptySettings,
  loaded: false,
  userId: null,
  photos: [],
  trash: [],
  earlier: {},
  storage: "kept",
  paused: null,
};

export function applyChange(state: QueueState, change: QueueChange): QueueState {
  switch (change.type) {
    case "add":
      return { ...state, photos: sortPhotos([...without(state.photos, change.photos.map(refOf)), ...change.photos]) };
    case "opened":
      return state;
    case "offer":
      return applyChange(state, { type: "add", photos: listUnknown(state, change.photos) });
    case "change":
      return { ...state, photos: changePhotos(state.photos, change.refs, change.fields) };
    case "remove":
      return removePhotos(state, change.refs);
    case "restore":
      return restorePhotos(state, change.refs);
    case "purge":
      return { ...state, trash: without(state.trash, change.refs) };
    case "forget":
      return { ...state, photos: without(state.photos, change.refs) };
    case "settings":
    case "status":
      return { ...state, ...change.fields };
    case "clear":
      return { ...state, ...emptySettings, photos: [], trash: [], paused: null, ...keptAtClear(state, change.at) };
  }
}

/** After "Clear" the options stay, and what was removed or deleted stays so; at the end of a session nothing does. */
function keptAtClear(state: QueueState, clearedAt: string | null) {
  const { owner, order, choseAddOns, choseFormat, defaults, deletions } = state;
  return clearedAt === null ? {} : { owner, order, choseAddOns, choseFormat, defaults, deletions, clearedAt };
}

/** Of the offered photos those that are new here, and not another account's. */
function listUnknown({ photos, trash, hiddenRefs, userId }: QueueState, offered: LocalPhoto[]): LocalPhoto[] {
  const known = new Set([...photos.map(refOf), ...trash.map(refOf), ...hiddenRefs]);
  return offered.filter(({ ref, owner }) => !known.has(ref) && (owner === null || userId === null || owner === userId));
}

function changePhotos(photos: LocalPhoto[], refs: string[], fields: PhotoFields): LocalPhoto[] {
  const chosen = new Set(refs);
  const changed = photos.map((photo) => (chosen.has(photo.ref) ? { ...photo, ...fields } : photo));
  return fields.position === undefined ? changed : sortPhotos(changed);
}

function removePhotos(state: QueueState, refs: string[]): QueueState {
  const chosen = new Set(refs);
  return {
    ...state,
    photos: without(state.photos, refs),
    trash: [...without(state.trash, refs), ...state.photos.filter(({ ref }) => chosen.has(ref))],
    selectedRefs: state.selectedRefs.filter((ref) => !chosen.has(ref)),
    hiddenRefs: [...state.hiddenRefs.filter((ref) => !chosen.has(ref)), ...refs].slice(-maxHidden),
  };
}

function restorePhotos(state: QueueState, refs: string[]): QueueState {
  const chosen = new Set(refs);
  const back = state.trash.filter(({ ref }) => chosen.has(ref));
  return {
    ...state,
    photos: sortPhotos([...without(state.photos, refs), ...back]),
    trash: without(state.trash, refs),
    hiddenRefs: state.hiddenRefs.filter((ref) => !chosen.has(ref)),
  };
}

const refOf = ({ ref }: LocalPhoto) => ref;
function without(photos: LocalPhoto[], refs: string[]): LocalPhoto[] {
  const dropped = new Set(refs);
  return photos.filter(({ ref }) => !dropped.has(ref));
}
const sortPhotos = (photos: LocalPhoto[]) =>
  photos.toSorted((one, other) => one.position - other.position || (one.ref < other.ref ? -1 : 1));
