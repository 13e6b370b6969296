import { expect, test } from "vitest";
import { apiKeySchema } from "../lib/contract/accounts/api-keys";
import { auditActors } from "../lib/contract/accounts/audit";
import { exportStates } from "../lib/contract/accounts/data-exports";
import { jobStages, jobStatuses, keyModes } from "../lib/contract/answers";
import { ledgerKinds, purchaseStatuses } from "../lib/contract/billing";
import { photoFormats } from "../lib/contract/limits";
import { addOns, bitDepths, metadataPolicies, models, outputFormats, outputProfiles } from "../lib/contract/order";
import { photoTones } from "../lib/contract/photos/photo-facts";
import { jobResourceSchema } from "../lib/contract/v1/jobs";
import { disabledReasons, webhookDeliverySchema } from "../lib/contract/webhooks";
import * as enums from "../lib/generated/prisma/enums";
import { storedBitDepths } from "../lib/jobs/read-job-row";
import { createTestDatabase } from "../lib/testing/database";

/** What the contract says each of the database's lists holds; null where the contract does not show it. */
const contract: Record<keyof typeof enums, readonly string[] | null> = {
  AddOn: addOns,
  AuditActor: auditActors,
  BitDepth: bitDepths.map((depth) => storedBitDepths[depth]),
  CreditHoldState: null,
  CreditLotSource: null,
  CreditMovementKind: ledgerKinds,
  DataExportState: exportStates,
  JobModel: models,
  JobSource: jobResourceSchema.shape.source.options,
  JobStage: jobStages,
  JobStatus: jobStatuses,
  KeyMode: keyModes,
  MetadataPolicy: metadataPolicies,
  OneTimeLinkKind: null,
  OutputFormat: outputFormats,
  OutputProfile: outputProfiles,
  PhotoFormat: photoFormats,
  PhotoTone: photoTones,
  PurchaseStatus: purchaseStatuses,
  UserRole: null,
  WebhookDeliveryStatus: webhookDeliverySchema.shape.status.options,
  WebhookDisabledReason: disabledReasons,
};

test("each list of values is the same in the contract and in the database's schema", () => {
  expect(Object.keys(enums).sort()).toEqual(Object.keys(contract).sort());
  for (const [name, values] of Object.entries(enums)) {
    const wanted = Object.entries(contract).find(([key]) => key === name)?.[1];
    if (wanted) expect(Object.values(values).sort(), name).toEqual([...wanted].sort());
  }
  expect([...apiKeySchema.shape.mode.options]).toEqual([...keyModes]);
});

test("the migrations make the lists that the schema describes, in its order", async () => {
  const { db, close } = await createTestDatabase();
  const made = await db.$queryRaw<{ name: string; values: string[] }[]>`
    SELECT type.typname AS name, array_agg(value.enumlabel ORDER BY value.enumsortorder)::text[] AS values
    FROM pg_enum AS value JOIN pg_type AS type ON type.oid = value.enumtypid
    WHERE type.typnamespace = 'public'::regnamespace GROUP BY 1`;
  await close();
  const described = Object.entries(enums).map(([name, values]) => [name, Object.values(values)]);
  expect(Object.fromEntries(made.map(({ name, values }) => [name, values]))).toEqual(Object.fromEntries(described));
});
