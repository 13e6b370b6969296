import { maxImageBytes, maxPixels } from "../limits";
import type { AccountAnswer, ModelsAnswer, Quote } from "../v1/account";
import type { Usage } from "../v1/usage";

export const accountExample: AccountAnswer = {
  credits: { available: 412, held: 2 },
  key: {
    id: "key_51c7e2f4a0b9d836",
    name: "production",
    mode: "live",
    masked: "pxs_live_…a1B2",
    scopes: ["colorize", "read"],
    budget: { monthly: 500, spent: 87, renewsAt: "2026-12-01T00:00:00.000Z" },
    createdAt: "2026-11-01T09:30:00.000Z",
    expiresAt: null,
  },
  limits: {
    keyRequestsPerMinute: 120,
    accountRequestsPerMinute: 240,
    maxImageBytes,
    maxPixels,
    retentionHours: 168,
  },
};

export const quoteExample: Quote = {
  lines: [
    { item: "colorize", label: "Colorize", credits: 1 },
    { item: "clean_scratches", label: "Smart Damage Repair", credits: 1 },
  ],
  photos: 12,
  total: 24,
  least: 24,
  available: 412,
  enough: true,
};

export const modelsExample: ModelsAnswer = {
  models: [
    { name: "large", label: "Large", credits: 1, enabled: true, reason: null },
    { name: "tiny", label: "Tiny", credits: 1, enabled: true, reason: null },
  ],
  addOns: [
    { name: "clean_scratches", label: "Smart Damage Repair", credits: 1, enabled: true, reason: null },
    {
      name: "face_remaster",
      label: "AI Clarity Boost",
      credits: 2,
      enabled: false,
      reason: "Its model is not installed on this studio.",
    },
  ],
};

const sums = { jobs: 14, succeeded: 13, failed: 1, canceled: 0, credits: 16 };
export const usageExample: Usage = {
  from: "2026-11-21",
  to: "2026-11-22",
  by: ["day"],
  rows: [{ day: "2026-11-22", keyId: null, keyName: null, model: null, ...sums }],
  totals: sums,
};

export const usageCsvExample = "day,jobs,succeeded,failed,canceled,credits\r\n2026-11-22,14,13,1,0,16\r\n";
