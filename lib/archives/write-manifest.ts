import "server-only";
import { addOnModeTexts, addOns, formFields, type Order, readAddOnMode, writeLaterFields } from "../contract/order";
import { writeCsvLine } from "../format/write-csv";
import type { Job } from "../generated/prisma/client";
import { toOrder } from "../jobs/read-job-row";
import type { ArchivePlan } from "./plan-archive";

const columns = [
  "file",
  "original_name",
  "job_id",
  "credits_charged",
  "model",
  "options",
  "created_at",
  "sha256",
  "receipt",
  "note",
];

type Context = {
  /** The address of a job's receipt. */
  receiptUrl: (jobId: string) => string;
  /** The SHA-256, hex, of a picture that is in the archive. */
  sha256Of: (jobId: string) => string;
};

/** What the archive holds and what each picture cost, as CSV (RFC 4180): the pictures, then the jobs without one and why. */
export function writeManifest({ pictures, leftOut }: ArchivePlan, { receiptUrl, sha256Of }: Context): string {
  const writeJob = (job: Job, file: string, sha256: string, note: string) => {
    const receipt = job.finishedAt ? receiptUrl(job.id) : "";
    const made = [job.modelTag ?? "", writeOptions(toOrder(job)), job.createdAt.toISOString()];
    return writeCsvLine([file, job.inputName ?? "", job.id, job.chargedCredits, ...made, sha256, receipt, note]);
  };
  return [
    writeCsvLine(columns),
    ...pictures.map(({ job, name }) => writeJob(job, name, sha256Of(job.id), "")),
    ...leftOut.map(({ job, reason }) => writeJob(job, "", "", reason)),
  ].join("");
}

/** The order as the fields of the API's form: `model=large; clean_scratches=auto; …`. */
function writeOptions(order: Order): string {
  const { model, outputFormat, strength, metadata } = order;
  const fields: [string, string | number][] = [
    [formFields.model, model],
    ...addOns.map((addOn): [string, string] => [formFields[addOn], addOnModeTexts[readAddOnMode(order, addOn)]]),
    [formFields.outputFormat, outputFormat],
    [formFields.strength, strength],
    [formFields.metadata, metadata],
    ...writeLaterFields(order),
  ];
  return fields.map(([name, value]) => `${name}=${value}`).join("; ");
}
