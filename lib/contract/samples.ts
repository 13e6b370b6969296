import { z } from "zod";

/** The old photographs that a studio colors for guests: the names of their files in public/samples, without ".jpg". */
export const sampleNames = ["nagasaki-boats", "dust-bowl-home", "french-alpine-landscape", "march-pastoral"] as const;
export type SampleName = (typeof sampleNames)[number];

/** A sample in color. `outputUrl` is a path of this studio and works for everybody. */
export const coloredSampleSchema = z.object({ outputUrl: z.string() });
