import { formatCredits } from "../../format/format-numbers";
import type { MailContent } from "../mail-content";

type Facts = { available: number; threshold: number; origin: string };

/** Credits have fallen to where the account wants to be told. */
export const lowCreditsMail = ({ available, threshold, origin }: Facts): MailContent => ({
  kind: "low_credits",
  subject: available > 0 ? `${formatCredits(available)} left` : "No credits left",
  paragraphs: [
    available > 0
      ? `Your account has ${formatCredits(available)} left. Once they are used up, new photos are refused.`
      : "Your account has no credits left. New photos are refused until it has some again.",
  ],
  action: { label: "Open Billing", url: `${origin}/console/billing` },
  notes: [`You asked to be told at ${formatCredits(threshold)} or fewer. Billing has the number.`],
});
