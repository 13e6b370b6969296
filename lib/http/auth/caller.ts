import "server-only";

/** Who asks, whichever door they came through. */
export type Caller = {
  userId: string;
  apiKeyId: string | null;
  source: "api" | "workbench";
  /** `test`: a test key, whose results are watermarked and free. */
  mode: "live" | "test";
};
