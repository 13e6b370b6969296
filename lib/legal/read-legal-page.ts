import "server-only";
import { open } from "node:fs/promises";
import path from "node:path";
import type { Logger } from "pino";
import type { LegalPageName } from "../contract/accounts/legal";
import type { Settings } from "../env/settings-schema";
import { singleton } from "../lifecycle/singleton";

/** `title` is the text of the first heading; `source` is the whole file, `text` the same without a heading that it begins with. */
export type LegalPage = { name: LegalPageName; title: string; text: string; source: string };
export type LegalDeps = { settings: Pick<Settings, "DATA_DIR" | "LEGAL_DIR">; log: Logger };

const maxBytes = 1_000_000;
const maxTitleLength = 80;
const plainTitles: Record<LegalPageName, string> = { terms: "Terms", privacy: "Privacy", imprint: "Imprint" };

/** A file as it was when it was last read, so that a page costs one look at the disk and a fault is logged once. */
type Seen = { stamp: string; page: LegalPage | null; fault?: string };
const seenFiles = () => singleton("legal-pages", () => new Map<string, Seen>());

const legalDir = ({ DATA_DIR, LEGAL_DIR }: LegalDeps["settings"]): string => LEGAL_DIR ?? path.join(DATA_DIR, "legal");

/**
 * The operator's page as its file is now; null where there is none. A file that cannot be shown (over 1 MB, not UTF-8, empty,
 * not readable) is logged, once until it changes, and counts as none.
 */
export async function readLegalPage({ settings, log }: LegalDeps, name: LegalPageName): Promise<LegalPage | null> {
  const file = path.join(/* turbopackIgnore: true */ legalDir(settings), `${name}.md`);
  const seen = seenFiles();
  const before = seen.get(file);
  const now = await lookAt(file, name, before);
  seen.set(file, now);
  if (now.fault && now !== before) log.error({ file, fault: now.fault }, "a legal page is not shown");
  return now.page;
}

/** @returns `before` itself when nothing has changed */
async function lookAt(file: string, name: LegalPageName, before: Seen | undefined): Promise<Seen> {
  try {
    await using handle = await open(file, "r");
    const { ino, mtimeMs, size } = await handle.stat();
    const stamp = `${ino}:${mtimeMs}:${size}`;
    if (stamp === before?.stamp) return before;
    if (size > maxBytes) return { stamp, page: null, fault: "it is over 1 MB" };
    const text = decode(await handle.readFile());
    return text ? { stamp, page: toPage(name, text) } : { stamp, page: null, fault: "it is empty or not UTF-8" };
  } catch (error) {
    const stamp = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    if (stamp === before?.stamp) return before;
    return { stamp, page: null, ...(stamp === "ENOENT" ? {} : { fault: `it cannot be read: ${stamp}` }) };
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes).trim();
  } catch {
    return "";
  }
}

function toPage(name: LegalPageName, source: string): LegalPage {
  const [line, heading] = /^ {0,3}#{1,6}[ \t]+(.+?)[ \t]*#*$/m.exec(source) ?? ["", ""];
  const words = heading
    ?.replace(/[*_`]|\[(.*?)\]\(.*?\)/g, "$1")
    .slice(0, maxTitleLength)
    .trim();
  const text = line && source.startsWith(line) ? source.slice(line.length).trim() : source;
  return { name, title: words || plainTitles[name], text, source };
}
