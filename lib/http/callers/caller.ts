import "server-only";

/** Who asks, whichever door they came through. */
export type Caller = { userId: string; apiKeyId: string | null; source: "api" | "workbench" };
