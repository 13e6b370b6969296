import type { OutputFormat } from "../order";

/** Formats of outputs that most browsers only save. */
const savedOnly: ReadonlySet<OutputFormat> = new Set(["tiff"]);

export const isShown = (format: OutputFormat): boolean => !savedOnly.has(format);

type Job = { jobId: string; outputUrl: string | null; order: { outputFormat: OutputFormat } };

/** Where a browser finds the output as a picture that it can show, pixel for pixel and without the job's recipe; null without one. */
export function shownOutputUrl({ jobId, outputUrl, order }: Job): string | null {
  if (outputUrl === null || isShown(order.outputFormat)) return outputUrl;
  return `/api/console/jobs/${jobId}/picture?format=png&recipe=none`;
}
