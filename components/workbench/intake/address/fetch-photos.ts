import { fetchBlob } from "@/lib/client/api-client";
import { ApiProblem } from "@/lib/client/api-problem";
import { nameOfAddress } from "./name-of-address";

export type Fetched = { files: File[]; failed: { address: string; detail: string }[]; signInNeeded: boolean };

/**
 * Has the studio fetch the photos at these addresses, one after the other, in order. When the session has ended the rest is not
 * tried. Never rejects because of an address.
 * @param onProgress called after each address with the number of those that are done
 */
export async function fetchPhotos(addresses: string[], onProgress: (done: number) => void): Promise<Fetched> {
  const files: File[] = [];
  const failed: Fetched["failed"] = [];
  for (const [at, address] of addresses.entries()) {
    try {
      const photo = await fetchBlob("/api/workbench/fetch", { method: "POST", body: { address } });
      files.push(new File([photo], nameOfAddress(address, photo.type), { type: photo.type }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code === "sign_in_required") return { files, failed, signInNeeded: true };
      failed.push({ address, detail: error.message });
    }
    onProgress(at + 1);
  }
  return { files, failed, signInNeeded: false };
}

/** One message for the addresses that gave no photo; null when all did. */
export function describeFailedAddresses(failed: Fetched["failed"], total: number): string | null {
  const [first, ...others] = failed;
  if (!first) return null;
  if (others.length === 0) return `${shorten(first.address)}: ${first.detail}`;
  const details = new Set(failed.map(({ detail }) => detail));
  const reason = details.size === 1 ? first.detail : "Open them in a tab to see what they are.";
  return `${failed.length} of ${total} addresses gave no photo. ${reason}`;
}

/** The host and the end of the path are what one recognizes. */
function shorten(address: string): string {
  const text = address.replace(/^https?:\/\//i, "").replace(/[?#].*$/, "");
  return text.length <= 60 ? text : `${text.slice(0, 25)}…${text.slice(-32)}`;
}
