import { fileBytesHeader } from "../contract/headers";
import { type ArchiveLink, archiveLinkSchema } from "../contract/v1/archives";
import { fetchJson } from "./api-client";

/**
 * Has the browser download the pictures of these jobs, at most 1,000, as one ZIP. The bytes go to disk by themselves: none of them
 * passes through the page.
 * @returns how many pictures there are, and how many jobs have none and are only in the manifest; the download has begun then
 * @throws {ApiProblem} not_found, archive_empty, offline and what every call may answer
 */
export async function downloadArchive(jobIds: string[]): Promise<Pick<ArchiveLink, "pictures" | "leftOut">> {
  const { archiveUrl, pictures, leftOut } = await fetchJson("/api/console/archives", archiveLinkSchema, {
    method: "POST",
    body: { jobIds },
  });
  const link = document.createElement("a");
  link.href = archiveUrl;
  // The name is the answer's own. Without the attribute a refusal would replace the page.
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
  return { pictures, leftOut };
}

/**
 * The bytes behind a link to a file of a job, for a script. The studio sends them itself, also where its links lead to a storage
 * of another origin. Null when they are gone or the connection is.
 */
export async function fetchFile(link: string): Promise<Blob | null> {
  const response = await fetch(link, { headers: { [fileBytesHeader]: "1" } }).catch(() => null);
  return response?.ok ? response.blob() : null;
}
