import "server-only";
import { createPublicId } from "../db/public-id";

/** `job_` and 22 base62 characters. `random` gives that many random bytes. */
export const createJobId = (random?: (size: number) => Uint8Array): string => createPublicId("job", random);
