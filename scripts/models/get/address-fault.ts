/** Why an address gave no file, as the end of a sentence. What was received so far is of use to the next try. */
export class AddressFault extends Error {
  /** The connection broke: the same address may go on. */
  readonly isBreak: boolean;

  constructor(message: string, { isBreak = false, cause }: { isBreak?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.isBreak = isBreak;
  }
}

/** An error of undici or of the network in a few words. */
export function explainBreak(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (/TIMEOUT/.test(code)) return "sent nothing for too long";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "has a host that nobody knows";
  if (code === "ECONNREFUSED") return "accepts no connection";
  const text = error instanceof Error ? error.message : String(error);
  return `broke off (${code || text.slice(0, 100)})`;
}
