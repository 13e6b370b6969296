import type { Logger } from "pino";
import type { Clock } from "../clock/clock";
import type { Db, Tx } from "../db/client";
import type { MailDeps } from "../mail/queue-mail";
import type { Storage } from "../storage/storage";

/** What exporting and deleting an account need. Other flows come in as functions: flows know nothing of each other. */
export type AccountDataDeps = {
  db: Db;
  storage: Storage;
  clock: Clock;
  log: Logger;
  /** For the ZIP while it is being made. */
  dataDir: string;
  /** Bytes that may still be written there. */
  readUsableBytes(): Promise<number>;
  mail: MailDeps;
  /** RECEIPT_SECRET */
  receiptSecret: string;
  /** The account's ledger as CSV. */
  writeLedgerCsv(userId: string): AsyncIterable<string>;
  /** Cancels an unfinished job, and gives its hold back. */
  cancelJob(userId: string, jobId: string): Promise<unknown>;
  /** Ends payment pages that are open. False when one may still be paid. */
  closeCheckouts(userId: string): Promise<boolean>;
  /** Takes what is about the person out of the events of their payments. */
  forgetPayer(tx: Tx, userId: string): Promise<void>;
};
