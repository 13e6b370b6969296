/** A name for a photo that no other page will use. Not crypto.randomUUID: browsers keep that for https and localhost. */
export const createRef = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
