import type { z } from "zod";
import type { Recipe } from "../photos/recipe";
import type { acceptedJobSchema, JobResource } from "../v1/jobs";

const origin = "https://studio.example.org";
const jobId = "job_3f9c2b7a1d5e4860";
const day = "2026-11-22";

/** As receipts have it: without `autoAddOns`, since there is none. */
export const orderExample = {
  model: "large",
  cleanScratches: false,
  faceRemaster: false,
  outputFormat: "png",
  strength: 1,
  metadata: "keep",
} as const;

const laterOptionsExample = {
  outputProfile: "srgb",
  bitDepth: "auto",
  page: 1,
  rotate: 0,
  crop: null,
  invert: false,
  hint: null,
} as const;

/** A realistic example of a job. */
export const jobExample: JobResource = {
  jobId,
  status: "succeeded",
  mode: "live",
  source: "api",
  keyName: "production",
  order: { ...orderExample, ...laterOptionsExample, autoAddOns: [] },
  priceCredits: 1,
  creditsCharged: 1,
  idleAddOns: [],
  stage: null,
  percent: 100,
  width: 1500,
  height: 1000,
  model: "large@5d2c9f01",
  facts: { tone: "gray", damagePercent: null, faces: null, clarityGain: null },
  photo: { pages: 1, notes: [] },
  recipe: null,
  provider: "embedded",
  createdAt: `${day}T12:00:00.000Z`,
  startedAt: `${day}T12:00:00.120Z`,
  finishedAt: `${day}T12:00:01.900Z`,
  expiresAt: "2026-11-29T12:00:00.000Z",
  outputUrl: `${origin}/files/${jobId}/out.png?e=1795953600&k=1&s=b3V0cHV0`,
  error: null,
  statusUrl: `${origin}/api/v1/jobs/${jobId}`,
  cancelUrl: `${origin}/api/v1/jobs/${jobId}/cancel`,
  receiptUrl: `${origin}/api/v1/jobs/${jobId}/receipt`,
};

/** A little more color, and a coat that was brown. */
export const recipeExample: Recipe = {
  strength: 1.2,
  warmth: 0.1,
  saturation: 1,
  hints: [
    {
      color: "#8a5a3c",
      strokes: [
        {
          radius: 0.01,
          points: [
            [0.42, 0.55],
            [0.47, 0.61],
          ],
        },
      ],
    },
  ],
};

export const acceptedJobExample: z.infer<typeof acceptedJobSchema> = {
  jobId,
  status: "queued",
  statusUrl: jobExample.statusUrl,
  cancelUrl: jobExample.cancelUrl,
};

export const failedJobExample: JobResource = {
  ...jobExample,
  status: "failed",
  creditsCharged: 0,
  percent: 40,
  model: null,
  facts: null,
  outputUrl: null,
  error: {
    code: "upstream_timeout",
    title: "The provider took too long",
    detail: "The provider did not finish within 120 seconds. Nothing was charged.",
    fix: "Try again. Nothing was charged.",
  },
};
