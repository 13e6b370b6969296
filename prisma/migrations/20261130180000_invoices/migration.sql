-- Stripe's invoice of a purchase, beside its receipt.
ALTER TABLE "purchases" ADD COLUMN "invoiceUrl" TEXT;
