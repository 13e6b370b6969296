import { z } from "zod";
import { cropSchema, rotateSchema } from "./edits";
import { photoFactsSchema } from "./photo-facts";

/** What could be done with a photo before it is colored, as the inspection sees it. Offered, never done unasked. */
export const scanHintsSchema = z.strictObject({
  negative: z.boolean().meta({ description: "It looks like a negative." }),
  turn: z
    .literal([0, 90, 180, 270])
    .meta({ description: "Degrees clockwise that would make it upright; 0 where it is, or nobody can tell." }),
  photos: z
    .array(z.strictObject({ rotate: rotateSchema, crop: cropSchema }))
    .meta({ description: "Photos found on one scan, each as edits of the whole; empty for one photo that fills it." }),
});
export type ScanHints = z.infer<typeof scanHintsSchema>;

export const noHints: ScanHints = { negative: false, turn: 0, photos: [] };

/** What can be seen in a photo before it is sent. */
export const inspectionSchema = photoFactsSchema.extend({ hints: scanHintsSchema });
export type Inspection = z.infer<typeof inspectionSchema>;
