import "server-only";
import type { KeyMode } from "../contract/key-modes";
import type { ApiKey } from "../generated/prisma/client";

/** The column is text; a word it should not hold must never give credits away. */
export const keyMode = (key: ApiKey): KeyMode => (key.mode === "test" ? "test" : "live");
