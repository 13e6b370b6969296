-- Columns whose values are a closed list get that list as their type. Rows stay as they are. One ALTER TABLE a table, because
-- each rewrites it. A default is text too, so it goes before the type changes and comes back after.

CREATE TYPE "KeyMode" AS ENUM ('live', 'test');
CREATE TYPE "PurchaseStatus" AS ENUM ('open', 'processing', 'paid', 'failed', 'expired', 'canceled', 'refunded', 'partly_refunded', 'disputed');
CREATE TYPE "JobStage" AS ENUM ('queued', 'decode', 'repair', 'colour', 'clarity', 'encode', 'store');
CREATE TYPE "JobModel" AS ENUM ('large', 'tiny');
CREATE TYPE "AddOn" AS ENUM ('cleanScratches', 'faceRemaster');
CREATE TYPE "OutputFormat" AS ENUM ('png', 'jpeg', 'webp');
CREATE TYPE "MetadataPolicy" AS ENUM ('keep', 'strip_gps', 'strip');
CREATE TYPE "PhotoFormat" AS ENUM ('jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'heic');
CREATE TYPE "PhotoTone" AS ENUM ('grey', 'toned', 'colour');
CREATE TYPE "WebhookDisabledReason" AS ENUM ('owner', 'failing', 'gone');
CREATE TYPE "WebhookDeliveryStatus" AS ENUM ('pending', 'delivered', 'failed');

ALTER TABLE "api_keys"
  ALTER COLUMN "mode" DROP DEFAULT,
  ALTER COLUMN "mode" TYPE "KeyMode" USING "mode"::"KeyMode",
  ALTER COLUMN "mode" SET DEFAULT 'live';

ALTER TABLE "purchases" ALTER COLUMN "status" TYPE "PurchaseStatus" USING "status"::"PurchaseStatus";

ALTER TABLE "jobs"
  ALTER COLUMN "outputFormat" DROP DEFAULT,
  ALTER COLUMN "metadata" DROP DEFAULT,
  ALTER COLUMN "idleAddOns" DROP DEFAULT,
  ALTER COLUMN "model" TYPE "JobModel" USING "model"::"JobModel",
  ALTER COLUMN "outputFormat" TYPE "OutputFormat" USING "outputFormat"::"OutputFormat",
  ALTER COLUMN "metadata" TYPE "MetadataPolicy" USING "metadata"::"MetadataPolicy",
  ALTER COLUMN "idleAddOns" TYPE "AddOn"[] USING "idleAddOns"::"AddOn"[],
  ALTER COLUMN "inputFormat" TYPE "PhotoFormat" USING "inputFormat"::"PhotoFormat",
  ALTER COLUMN "inputTone" TYPE "PhotoTone" USING "inputTone"::"PhotoTone",
  ALTER COLUMN "stage" TYPE "JobStage" USING "stage"::"JobStage",
  ALTER COLUMN "outputFormat" SET DEFAULT 'png',
  ALTER COLUMN "metadata" SET DEFAULT 'keep',
  ALTER COLUMN "idleAddOns" SET DEFAULT ARRAY[]::"AddOn"[];

ALTER TABLE "webhook_deliveries"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE "WebhookDeliveryStatus" USING "status"::"WebhookDeliveryStatus",
  ALTER COLUMN "status" SET DEFAULT 'pending';

ALTER TABLE "webhook_endpoints"
  ALTER COLUMN "disabledReason" TYPE "WebhookDisabledReason" USING "disabledReason"::"WebhookDisabledReason";

-- The API and the code spell these in American English and say what the two columns hold.
ALTER TYPE "JobStage" RENAME VALUE 'colour' TO 'color';
ALTER TYPE "PhotoTone" RENAME VALUE 'grey' TO 'gray';
ALTER TYPE "PhotoTone" RENAME VALUE 'colour' TO 'color';
ALTER TABLE "jobs" RENAME COLUMN "cancelAskedAt" TO "cancelRequestedAt";
ALTER TABLE "users" RENAME COLUMN "lowCreditToldAt" TO "lowCreditNotifiedAt";
