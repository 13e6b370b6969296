import type { PhotoSet } from "../photos/choose-sets";
import type { SetReport } from "../report/evaluation";
import type { Outcome } from "./evaluate-photos";

/** What was measured and left out of one set's photos. */
export function gatherSet(
  { chosen, ...set }: PhotoSet,
  outcomes: Outcome[],
): Pick<SetReport, "name" | "title" | "note" | "photos" | "skipped"> {
  const own = outcomes.filter(({ sha256 }) => chosen.has(sha256));
  const namesOf = (kind: Outcome["kind"]) => own.filter((outcome) => outcome.kind === kind).map(({ name }) => name);
  return {
    ...set,
    photos: own.flatMap((outcome) => (outcome.kind === "measured" ? outcome.photo : [])),
    skipped: { gray: namesOf("gray"), unreadable: namesOf("unreadable") },
  };
}
