import { hasPhotoName } from "../photo-types";

/** What was dropped. `passedOver` counts a folder's files that are hidden or no photos by their names. */
export type Dropped = { files: File[]; passedOver: number; text: string };

/** A folder may hold anything; beyond this it is not read on. */
const maxFolderFiles = 5000;

type Transfer = Pick<DataTransfer, "items" | "files" | "getData">;

/**
 * The files of a drop, those of dropped folders and the folders in them too, or else the text of a dropped link or picture: its address.
 * Call it while the event is handled: the browser takes its data away afterward.
 * @throws where the browser cannot read a folder
 */
export function readDropped(transfer: Transfer): Promise<Dropped> {
  const entries = [...transfer.items].flatMap((item) => {
    const entry = item.kind === "file" ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  const loose = [...transfer.files];
  const text = loose.length > 0 || entries.length > 0 ? "" : readDroppedText(transfer);
  // Without a folder the plain list is enough, and it is there where a browser knows no entries.
  if (!entries.some((entry) => entry.isDirectory)) return Promise.resolve({ files: loose, passedOver: 0, text });
  return readEntries(entries).then((found) => ({ ...found, text }));
}

/** Photos of a folder that was chosen in the file dialog, which lists everything in it. */
export function sortFolder(files: File[]): { files: File[]; passedOver: number } {
  const photos = files.filter(({ name }) => isMeant(name));
  return { files: photos, passedOver: files.length - photos.length };
}

/** Hidden files, and a folder's texts and the like, were hardly meant to be colorized. */
const isMeant = (name: string) => !name.startsWith(".") && hasPhotoName(name);

async function readEntries(entries: FileSystemEntry[]): Promise<{ files: File[]; passedOver: number }> {
  const files: File[] = [];
  let passedOver = 0;
  const walk = async (entry: FileSystemEntry, isInFolder: boolean): Promise<void> => {
    if (files.length >= maxFolderFiles || (isInFolder && entry.name.startsWith(".") && entry.isDirectory)) return;
    if (isDirectory(entry)) {
      // One after the other, in the order of their names: thousands at once exhaust what a browser may have open.
      for (const child of (await listFolder(entry)).toSorted(byName)) await walk(child, true);
    } else if (isFile(entry)) {
      if (isInFolder && !isMeant(entry.name)) passedOver += 1;
      else files.push(await new Promise<File>((resolve, reject) => entry.file(resolve, reject)));
    }
  };
  for (const entry of entries) await walk(entry, false);
  return { files, passedOver };
}

/** A reader gives at most a hundred entries at a time, and none at the end. */
async function listFolder(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return found;
    found.push(...some);
  }
}

const isDirectory = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const byName = (a: FileSystemEntry, b: FileSystemEntry) => a.name.localeCompare(b.name, "en", { numeric: true });

/** A picture that is dragged from a page names itself in HTML; a link is a list of addresses. */
function readDroppedText(transfer: Transfer): string {
  const picture = /<img[^>]*?\ssrc\s*=\s*["']([^"']+)["']/i.exec(transfer.getData("text/html"))?.[1];
  if (picture) return picture.replaceAll("&amp;", "&");
  const list = transfer.getData("text/uri-list").split(/\r?\n/);
  const addresses = list.filter((line) => line !== "" && !line.startsWith("#"));
  return addresses.join("\n") || transfer.getData("text/plain");
}
