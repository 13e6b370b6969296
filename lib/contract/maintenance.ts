import { z } from "zod";

/** Why no new photo is taken, and until when, as the operator says it; null: photos are taken. */
const maintenanceSchema = z.object({ message: z.string().nullable(), until: z.string().nullable() }).nullable();
export type Maintenance = z.infer<typeof maintenanceSchema>;

export const maintenanceAnswerSchema = z.object({ maintenance: maintenanceSchema });
export type MaintenanceAnswer = z.infer<typeof maintenanceAnswerSchema>;

/** One sentence of when, and the operator's words. `when` writes the time for the reader. */
export function describeMaintenance(
  { message, until }: NonNullable<Maintenance>,
  when: (date: Date) => string,
): string {
  const end = until === null ? null : new Date(until);
  const sentence = end
    ? `New photos are not taken now: the studio is closed for maintenance until ${when(end)}.`
    : "New photos are not taken now: the studio is closed for maintenance.";
  return message ? `${sentence} ${message}` : sentence;
}
