import { expect, test } from "vitest";
import { jobStatuses as contractStatuses } from "../../../lib/contract/answers";
import * as limits from "../../../lib/contract/limits";
import * as order from "../../../lib/contract/order";
import { quoteRequestSchema } from "../../../lib/contract/v1/account";
import * as api from "./api-limits";

test("the options and limits are those of the studio's contract", () => {
  expect(api.models).toEqual(order.models);
  expect(api.outputFormats).toEqual(order.outputFormats);
  expect(api.metadataPolicies).toEqual(order.metadataPolicies);
  expect(api.outputProfiles).toEqual(order.outputProfiles);
  expect(api.bitDepths).toEqual(order.bitDepths);
  expect(api.jobStatuses).toEqual(contractStatuses);
  expect(api.photoFormats).toEqual(limits.photoFormats);
  expect(api.maxImageBytes).toBe(limits.maxImageBytes);
  expect(quoteRequestSchema.safeParse({ photos: api.maxQuotedPhotos }).success).toBe(true);
  expect(quoteRequestSchema.safeParse({ photos: api.maxQuotedPhotos + 1 }).success).toBe(false);
});
