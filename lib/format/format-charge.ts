import { formatCredits } from "./format-count";

/** What a photo cost, and of how much where an add-on was not charged: "3 credits", "1 of 3 credits". */
export const formatCharge = ({ creditsCharged: charged, priceCredits: price }: Charge): string =>
  charged < price ? `${charged.toLocaleString("en")} of ${formatCredits(price)}` : formatCredits(charged);

type Charge = { creditsCharged: number; priceCredits: number };
