// What the operator's pages show. Times are RFC 3339.

import type { ApiKeyAnswer } from "../accounts/api-keys";
import type { LedgerKind, PurchaseStatus } from "../billing";
import type { Finding } from "./settings-answers";

export type AccountRow = {
  id: string;
  email: string;
  name: string | null;
  role: "customer" | "operator";
  createdAt: string;
  suspended: boolean;
  leaving: boolean;
  credits: number;
  lastSeenAt: string | null;
  /** 10,000 stands for that many or more. */
  photos: number;
};

export type MovementRow = {
  id: string;
  kind: LedgerKind;
  credits: number;
  availableAfter: number;
  reason: string;
  at: string;
};
export type PurchaseRow = {
  id: string;
  userId: string;
  email: string | null;
  packName: string;
  credits: number;
  priceCents: number;
  currency: string;
  status: PurchaseStatus;
  refundedCents: number;
  createdAt: string;
  /** Whether Stripe can be asked to pay it back. */
  isRefundable: boolean;
};

export type JobRow = {
  id: string;
  userId: string;
  email: string;
  status: "queued" | "running" | "succeeded" | "failed" | "canceled";
  source: "api" | "workbench";
  model: string;
  isTest: boolean;
  chargedCredits: number;
  errorCode: string | null;
  createdAt: string;
};

export type AccountView = {
  user: AccountRow & {
    suspendedReason: string | null;
    emailConfirmed: boolean;
    hasPassword: boolean;
    hasSecondFactor: boolean;
    deleteRequestedAt: string | null;
  };
  balance: { available: number; held: number; purchased: number; granted: number; debt: number; frozen: number };
  sessions: number;
  keys: { id: string; name: string; masked: string; status: ApiKeyAnswer["status"]; lastUsedAt: string | null }[];
  movements: MovementRow[];
  jobs: JobRow[];
  purchases: PurchaseRow[];
  /** The account of whoever looks: some things nobody does to themselves. */
  isOwn: boolean;
};

export type JobView = JobRow & {
  facts: { label: string; value: string }[];
  times: { label: string; at: string }[];
  errorDetail: string | null;
  movements: MovementRow[];
  isShared: boolean;
};

export type EventRow = { id: string; type: string; at: string; appliedAt: string | null; failure: string | null };
export type EndpointRow = {
  id: string;
  userId: string;
  email: string;
  url: string;
  state: "on" | "failing" | "off";
  reason: string | null;
  since: string | null;
  last: DeliveryRow | null;
};
export type DeliveryRow = {
  id: string;
  type: string;
  status: "pending" | "delivered" | "failed";
  attempts: number;
  createdAt: string;
  answer: string;
};

export type DayOfPhotos = { day: string; succeeded: number; failed: number; medianSeconds: number | null };
export type StudioFinding = {
  area: string;
  state: "ok" | "warn" | "bad";
  sentence: string;
  action: { text: string; href: string | null } | null;
};
export type InstanceRow = {
  id: string;
  role: string;
  version: string;
  engineWorkers: number;
  /** That it has in work now. */
  photos: number;
  startedAt: string;
};
export type ProviderRow = {
  id: string;
  name: string;
  /** Null when photos are not given to it now. */
  state: "working" | "resting" | "probing" | null;
  succeeded: number;
  failed: number;
  medianSeconds: number | null;
  /** Millionths of the operator's currency; null where no cost is known. */
  costMicros: number | null;
};
export type OverviewView = {
  findings: StudioFinding[];
  days: DayOfPhotos[];
  instances: InstanceRow[];
  /** Of as many days as `days`. */
  providers: ProviderRow[];
  /** What is wrong or risky about the settings. */
  settings: Finding[];
  queues: { name: string; due: number; delayed: number; waitSeconds: number }[];
};
export type ModelRow = {
  name: string;
  role: string;
  graph: string;
  size: string;
  sha256: string;
  usedBy: string[];
  from: string;
  isThere: boolean;
  /** In the memory of the process that answers. */
  isLoaded: boolean;
};
/** A published model that `npm run models -- get` can fetch. */
export type CatalogueRow = {
  name: string;
  what: string;
  size: string;
  license: string;
  /** What is for non-commercial use only. */
  nonCommercial: string | null;
  confirmedBy: string;
  hosts: string[];
  /** Of a studio with one engine worker that runs it, at its peak. */
  memory: string;
  presence: "added" | "file" | "part" | "none";
  /** What to type on the studio's machine. */
  command: string;
};
/** One page of a list; `nextCursor` is null on the last. */
export type Page<Row> = { rows: Row[]; nextCursor: string | null };
