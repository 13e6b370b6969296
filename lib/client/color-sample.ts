import type { z } from "zod";
import { coloredSampleSchema } from "../contract/samples";
import { fetchJson } from "./api-client";

/**
 * Colors one of the studio's own samples, for guests too; free. `name` is one of sampleNames.
 * @throws {ApiProblem} rate_limited, not_configured where the studio colors none for guests, over_capacity, offline
 */
export const colorSample = (name: string, signal?: AbortSignal): Promise<z.infer<typeof coloredSampleSchema>> =>
  fetchJson(`/api/samples/${encodeURIComponent(name)}`, coloredSampleSchema, { method: "POST", signal });
