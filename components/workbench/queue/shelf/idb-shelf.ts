import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { z } from "zod";
import { photoQueueNames } from "@/lib/client/photo-queue-storage";
import { createMemoryShelf } from "./memory-shelf";
import { type PhotoShelf, type Stored, type StoredPhoto, storedPhotoSchema, storedSettingsSchema } from "./photo-shelf";

/** Read as unknown: what an earlier version of the studio stored is checked like any other input. */
interface Schema extends DBSchema {
  photos: { key: string; value: unknown };
  files: { key: string; value: unknown };
  settings: { key: string; value: unknown };
}

const leaseSchema = z.object({ holder: z.string(), until: z.number() });
const fileSchema = z.instanceof(File);

/** The shelf in IndexedDB; in memory where the browser gives none. */
export async function openShelf(): Promise<PhotoShelf> {
  if (typeof indexedDB !== "object") return createMemoryShelf();
  const shelf = createIdbShelf();
  // Private windows of some browsers offer the interface and refuse its use.
  return shelf.load().then(
    () => shelf,
    () => createMemoryShelf(),
  );
}

function createIdbShelf(): PhotoShelf {
  const database = createConnection();
  return {
    isLasting: true,
    load: async () => load(await database()),
    put: async (photo, file) => {
      const write = (await database()).transaction(["photos", "files"], "readwrite");
      const files = write.objectStore("files");
      const key = fileKey(photo);
      // Pages of one file share its bytes.
      if (key === photo.ref || (await files.getKey(key)) === undefined) await files.put(file, key);
      await Promise.all([write.objectStore("photos").put(photo, photo.ref), write.done]);
    },
    change: async (refs, fields) => {
      const write = (await database()).transaction("photos", "readwrite");
      for (const ref of refs) {
        const photo = storedPhotoSchema.safeParse(await write.store.get(ref));
        if (photo.success) await write.store.put({ ...photo.data, ...fields }, ref);
      }
      await write.done;
    },
    dropFiles: async (refs) => {
      const write = (await database()).transaction(["photos", "files"], "readwrite");
      const unused = listUnused(await write.objectStore("photos").getAll(), refs);
      await Promise.all([...unused.map((key) => write.objectStore("files").delete(key)), write.done]);
    },
    remove: async (refs) => {
      const write = (await database()).transaction(["photos", "files"], "readwrite");
      const unused = listUnused(await write.objectStore("photos").getAll(), refs);
      await Promise.all([
        ...refs.map((ref) => write.objectStore("photos").delete(ref)),
        ...unused.map((key) => write.objectStore("files").delete(key)),
        write.done,
      ]);
    },
    saveSettings: async (settings) => void (await (await database()).put("settings", settings, "queue")),
    clear: async () => {
      const write = (await database()).transaction(["photos", "files", "settings"], "readwrite");
      const stores = [write.objectStore("photos"), write.objectStore("files"), write.objectStore("settings")];
      await Promise.all([...stores.map((store) => store.clear()), write.done]);
    },
    claimLease: async (holder, now, until) => {
      const write = (await database()).transaction("settings", "readwrite");
      const lease = leaseSchema.safeParse(await write.store.get("lease"));
      const isFree = !lease.success || lease.data.holder === holder || lease.data.until <= now;
      if (isFree) await write.store.put({ holder, until }, "lease");
      await write.done;
      return isFree;
    },
  };
}

const fileKey = ({ ref, storedWith }: StoredPhoto): string => storedWith ?? ref;

/** The keys of bytes that nobody needs once these photos do not: pages of one file share an entry. */
function listUnused(stored: unknown[], refs: string[]): string[] {
  const photos = stored.flatMap((value) => storedPhotoSchema.safeParse(value).data ?? []);
  const gone = new Set(refs);
  const needed = new Set(photos.filter(({ ref, phase }) => !gone.has(ref) && phase !== "done").map(fileKey));
  const keys = [...refs, ...photos.filter(({ ref }) => gone.has(ref)).map(fileKey)];
  return [...new Set(keys)].filter((key) => !needed.has(key));
}

/** Opens on the first use, and again after another tab had the database deleted: an open connection would hold that up. */
function createConnection(): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const letGo = () => {
    const closing = opened;
    opened = null;
    void closing?.then((database) => database.close());
  };
  return () => {
    opened ??= openDB<Schema>(photoQueueNames.database, 1, {
      upgrade: (database) => {
        for (const name of ["photos", "files", "settings"] as const) database.createObjectStore(name);
      },
      blocking: letGo,
      terminated: letGo,
    });
    return opened;
  };
}

async function load(database: IDBPDatabase<Schema>): Promise<Stored> {
  const read = database.transaction(["photos", "files", "settings"]);
  const [photos, files, fileRefs, settings] = await Promise.all([
    read.objectStore("photos").getAll(),
    read.objectStore("files").getAll(),
    read.objectStore("files").getAllKeys(),
    read.objectStore("settings").get("queue"),
  ]);
  const fileOf = new Map(fileRefs.map((ref, at) => [ref, fileSchema.safeParse(files[at]).data ?? null]));
  return {
    photos: photos.flatMap((stored) => {
      const { data: photo } = storedPhotoSchema.safeParse(stored);
      if (!photo) return [];
      const bytes = fileOf.get(fileKey(photo)) ?? null;
      // Each photo has a file of its own, under its own name, whatever the bytes are stored with.
      const file = bytes && bytes.name !== photo.name ? new File([bytes], photo.name, { type: bytes.type }) : bytes;
      // Without its bytes a photo is of use only once the studio has it.
      return file || photo.phase === "done" ? [{ photo, file }] : [];
    }),
    settings: storedSettingsSchema.safeParse(settings).data ?? null,
  };
}
