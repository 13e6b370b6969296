import type { JobAnswer } from "../contract/answers";
import { formatCount } from "./format-count";
import { formatShare } from "./format-share";

type Job = Pick<JobAnswer, "cleanScratches" | "faceRemaster" | "facts">;

/** What the add-ons of a job did to its photo, as far as anybody knows: "damage on about 3% repaired", "2 faces made clear". */
export function listEffects({ cleanScratches, faceRemaster, facts }: Job): string[] {
  const { damagePercent, faces } = facts ?? { damagePercent: null, faces: null };
  const effects: string[] = [];
  if (cleanScratches && damagePercent !== null) {
    effects.push(damagePercent > 0 ? `damage on ${formatShare(damagePercent)} repaired` : "no damage found");
  }
  if (faceRemaster && faces !== null) {
    effects.push(faces > 0 ? `${formatCount(faces, "face")} made clear` : "no face found");
  }
  return effects;
}
