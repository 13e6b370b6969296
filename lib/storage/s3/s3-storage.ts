import { signLink } from "../signed-link";
import type { ListedObject, Storage } from "../storage";
import { contentTypeOf, isJobId, isStorageKey } from "../storage-key";
import type { BucketOptions } from "./bucket-options";

type Options = BucketOptions & { linkSecret: string; links: "redirect" | "proxy" };

/** Storage in a bucket, with the same signed links to `/files`. Objects survive a power cut as soon as they are stored. */
export function createS3Storage({ linkSecret, links, ...options }: Options): Storage {
  // The SDK takes 25 MB of memory, which a studio without a bucket does not pay for.
  const opened = import("./bucket").then(({ Bucket }) => new Bucket(options));
  opened.catch(() => {}); // told to whoever uses it

  async function list(jobId: string): Promise<ListedObject[]> {
    if (!isJobId(jobId)) return [];
    const objects: ListedObject[] = [];
    for await (const page of (await opened).list(`${jobId}/`)) objects.push(...page);
    return objects;
  }
  async function remove(jobId: string, isUnwanted: (name: string) => boolean): Promise<void> {
    const keys = (await list(jobId)).map(({ key }) => key);
    await (await opened).remove(keys.filter((key) => isUnwanted(key.slice(jobId.length + 1))));
  }

  return {
    async put(key, file, { contentType }) {
      if (!isStorageKey(key)) throw new Error(`Not a storage key: ${key}`);
      await (await opened).put(key, file, contentType);
    },
    async open(key, range) {
      const found = isStorageKey(key) ? await (await opened).get(key, range) : null;
      return found && { ...found, contentType: contentTypeOf(key) };
    },
    async stat(key) {
      const bytes = isStorageKey(key) ? await (await opened).head(key) : null;
      return bytes === null ? null : { bytes, contentType: contentTypeOf(key) };
    },
    list,
    async *listJobs() {
      for await (const folders of (await opened).listFolders())
        yield folders.map((folder) => folder.slice(0, -1)).filter(isJobId);
    },
    deleteFiles: remove,
    deleteJob: (jobId) => remove(jobId, () => true),
    signLink: (key, expiresAt) => signLink(key, expiresAt, linkSecret),
    async createDirectLink(key, link) {
      return links === "redirect" ? (await opened).presign(key, contentTypeOf(key), link) : null;
    },
    checkHealth: async () => (await opened).checkHealth(),
  };
}
