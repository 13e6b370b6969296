import type { ErrorGroup } from "./group-errors";

/** Languages that code on the page is highlighted in. */
export type CodeLanguage = "shell" | "javascript" | "typescript" | "python" | "php" | "go" | "json" | "http";

/** A name of the contract and what it means; `where` says where it belongs. */
export type Fact = { name: string; where?: string; text: string };

/** A piece of the page. Texts may hold `code` and [links](/path) in Markdown's own spelling, nothing else. */
export type DocsBlock =
  | { kind: "text"; text: string }
  | { kind: "steps"; items: string[] }
  | { kind: "heading"; text: string }
  | { kind: "code"; label: string; language: CodeLanguage; code: string; canCopy?: boolean }
  | { kind: "facts"; caption: string; head: [string, string]; facts: Fact[] }
  | { kind: "table"; caption: string; head: string[]; rows: string[][] }
  | { kind: "errors"; groups: ErrorGroup[] };

/** `id` is part of addresses that people link to, so it stays. */
export type DocsSection = { id: string; title: string; blocks: DocsBlock[] };
export type DocsChapter = { title: string; sections: DocsSection[] };

/** What differs from one installation to the next. */
export type DocsFacts = {
  /** Where the studio is reached, without a trailing slash. */
  origin: string;
  signupCredits: number;
  keyRequestsPerMinute: number;
  accountRequestsPerMinute: number;
  retentionHours: number;
  maxWaitingJobs: number;
  webhookRetrySeconds: number[];
};
