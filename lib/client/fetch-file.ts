import { fileBytesHeader } from "../contract/headers";

/**
 * The bytes behind a link to a file of a job, for a script. The studio sends them itself, also where its links lead to a storage
 * of another origin. Null when they are gone or the connection is.
 */
export async function fetchFile(link: string): Promise<Blob | null> {
  const response = await fetch(link, { headers: { [fileBytesHeader]: "1" } }).catch(() => null);
  return response?.ok ? response.blob() : null;
}
