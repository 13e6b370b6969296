import { singleton } from "./singleton";

const slot = () => singleton<{ origin: string | null }>("own-address", () => ({ origin: null }));

/** Where this process listens, for what has no request to read it from. Null before it does. */
export const ownAddress = (): string | null => slot().origin;

export function publishOwnAddress(origin: string): void {
  slot().origin = origin;
}
