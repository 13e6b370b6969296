/** Of a file that is hashed on the main thread, so much at a time. */
const sliceBytes = 1 << 20;

/**
 * SHA-256 of a file's bytes, in hex. By the browser itself, which does it on another thread; over plain http, where browsers do
 * not offer that, slice by slice with the page's own work between.
 */
export async function hashFile(file: Blob): Promise<string> {
  // Typed as always there; it is not on a page that came over plain http.
  const subtle: SubtleCrypto | undefined = crypto.subtle;
  if (subtle) return toHex(new Uint8Array(await subtle.digest("SHA-256", await file.arrayBuffer())));
  const { sha256 } = await import("@noble/hashes/sha2.js");
  const hash = sha256.create();
  for (let from = 0; from < file.size; from += sliceBytes) {
    hash.update(new Uint8Array(await file.slice(from, from + sliceBytes).arrayBuffer()));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return toHex(hash.digest());
}

const toHex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
