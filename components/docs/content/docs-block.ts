import type { ErrorGroup } from "./errors/group-errors";

/** Languages that code on the page is highlighted in. */
export type CodeLanguage = "shell" | "javascript" | "typescript" | "python" | "php" | "go" | "json" | "http";

/** A name in the API and what it means; `where` says where it is sent. */
export type Fact = { name: string; where?: string; text: string };

/** A piece of the page. Of Markdown, texts may contain `code` and [links](/path) only. */
export type DocsBlock =
  | { kind: "text"; text: string }
  | { kind: "steps"; items: string[] }
  | { kind: "heading"; text: string }
  | { kind: "code"; label: string; language: CodeLanguage; code: string; canCopy?: boolean }
  | { kind: "facts"; caption: string; head: [string, string]; facts: Fact[] }
  | { kind: "table"; caption: string; head: string[]; rows: string[][] }
  | { kind: "errors"; groups: ErrorGroup[] };

/** People link to `id`, so it must not change. */
export type DocsSection = { id: string; title: string; blocks: DocsBlock[] };
export type DocsChapter = { title: string; sections: DocsSection[] };

/** What differs between installations. */
export type DocsFacts = {
  /** URL of the studio, without a trailing slash. */
  origin: string;
  signupCredits: number;
  keyRequestsPerMinute: number;
  accountRequestsPerMinute: number;
  retentionHours: number;
  testJobsPerDay: number;
  maxWaitingJobs: number;
  maxMegapixels: number;
  webhookRetrySeconds: number[];
  /** URI at which whoever runs the studio takes reports; null when they named none. */
  securityContact: string | null;
};
