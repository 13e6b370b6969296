/** One call as it went over the wire, and what became of it. */
export type Exchange = {
  /** 0 when nothing answered. */
  status: number;
  durationMs: number;
  headers: [name: string, value: string][];
  body: string;
  outputUrl: string | null;
  problem: { code: string; detail: string; fix: string } | null;
};
